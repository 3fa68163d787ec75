using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of a regression that are functions of the error alone.</summary>
internal static class RegressionTermRows
{
    /// <summary>A length in units of the target: its square and the square of its inverse fit in single precision.</summary>
    public static readonly ParameterRow Length =
        new("Scale") { Symbol = "c", Default = 1, Low = 1e-15, High = 1e15, Binding = "ScaleFrom" };

    // Terms that grow alike on both sides of the target: beside a quantile they look like another form of it.
    private static readonly string[] Symmetric =
        ["SquaredError", "AbsoluteError", "Huber", "SmoothL1", "LogCosh", "Wing", "BalancedL1", "EpsilonInsensitive"];

    public static readonly AttributeRow[] All =
    [
        new("SquaredError", Stage.BaseTerm, BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => a.Scope.Residual * a.Scope.Residual,
            Formula = "(z − t)²",
        },
        new("AbsoluteError", Stage.BaseTerm, BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => Abs(a.Scope.Residual),
            Formula = "|z − t|",
        },
        new("Huber", Stage.BaseTerm,
            Length with { Name = "Delta", Symbol = "δ", Binding = "DeltaFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => Huber(a.Scope.Residual, a["Delta"]),
            Formula = "½ d² for |d| ≤ δ, else δ (|d| − ½ δ); d = z − t",
            Paper = "Huber 1964, doi:10.1214/aoms/1177703732",
        },
        new("SmoothL1", Stage.BaseTerm,
            Length with { Name = "Beta", Symbol = "β", Binding = "BetaFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => Huber(a.Scope.Residual, a["Beta"]) / a["Beta"],
            Formula = "½ d²/β for |d| < β, else |d| − ½ β; d = z − t",
            Paper = "Girshick 2015, arXiv:1504.08083",
        },
        new("Quantile", Stage.BaseTerm,
            new("Levels", ParameterKind.Numbers) { Symbol = "q", Low = 0, LowOpen = true, High = 1, HighOpen = true, PerClass = true,
                Binding = "LevelFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Excludes = [.. Symmetric.Select(name => (name, $"terms are added up, and no quantile minimises a sum with {name}; "
                + "the two in one are no term of the language, and a sum that is meant takes a [Part] each"))],
            Element = a => Max(-(a.PerClass("Levels") * a.Scope.Residual), (1 - a.PerClass("Levels")) * a.Scope.Residual),
            Formula = "max(q (t − z), (1 − q)(z − t))",
            Paper = "Koenker and Bassett 1978, doi:10.2307/1913643",
        },
        new("EpsilonInsensitive", Stage.BaseTerm,
            new("Epsilon") { Symbol = "ε", Low = 0, LowOpen = true, Binding = "EpsilonFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => Max(a.Constant(0), Abs(a.Scope.Residual) - a["Epsilon"]),
            Formula = "max(0, |z − t| − ε)",
            Paper = "Drucker et al. 1996",
        },
    ];

    private static Expr Huber(Expr d, Expr delta)
        => Select(Less(delta, Abs(d)), delta * (Abs(d) - (0.5 * delta)), 0.5 * (d * d));
}
