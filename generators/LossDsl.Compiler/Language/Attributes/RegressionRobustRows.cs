using System;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of a regression that bound the influence of outliers, or that of small errors.</summary>
internal static class RegressionRobustRows
{
    public static readonly AttributeRow[] All =
    [
        new("LogCosh", Stage.BaseTerm, BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a => LogCosh(a.Scope.Residual),
            Formula = "log cosh(z − t)",
        },
        Barron("Charbonnier", square => General(square, 1), "√(x² + 1) − 1; x = (z − t)/c"),
        Barron("Cauchy", square => Log1p(0.5 * square), "log(1 + ½ x²); x = (z − t)/c"),
        Barron("GemanMcClure", square => General(square, -2), "2 x²/(x² + 4); x = (z − t)/c"),
        Barron("Welsch", square => OneMinusExp(-0.5 * square), "1 − exp(−½ x²); x = (z − t)/c"),
        new("Wing", Stage.BaseTerm,
            RegressionTermRows.Length with { Name = "Width", Symbol = "w", Default = 5, Binding = "WidthFrom" },
            RegressionTermRows.Length with { Name = "Curvature", Symbol = "ε", Default = 0.5, Binding = "CurvatureFrom" },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var (size, width) = (Abs(a.Scope.Residual), a["Width"]);
                Expr Logarithm(Expr x) => width * Log1p(x / a["Curvature"]);
                return Select(Less(size, width), Logarithm(size), size - (width - Logarithm(width)));
            },
            Formula = "w log(1 + |d|/ε) for |d| < w, else |d| − w + w log(1 + w/ε); d = z − t",
            Paper = "Feng et al. 2018, arXiv:1711.06753",
        },
        new("BalancedL1", Stage.BaseTerm,
            new("Alpha") { Symbol = "α", Default = 0.5, Low = 0.1, High = 100 },
            new("Gamma") { Symbol = "γ", Default = 1.5, Low = 0.001, High = 8 },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var (size, alpha, gamma) = (Abs(a.Scope.Residual), a["Alpha"], a["Gamma"]);
                var b = -OneMinusExp(gamma / alpha);
                var inner = alpha / b * Bennett(b * size);
                return Select(Less(size, a.Constant(1)), inner, (gamma * size) + ((gamma / b) - alpha));
            },
            Formula = "(α/b)(b|d| + 1) log(b|d| + 1) − α|d| for |d| < 1, else γ|d| + γ/b − α; b = e^(γ/α) − 1, d = z − t",
            Paper = "Pang et al. 2019, arXiv:1904.02701",
        },
        new("FocalR", Stage.BaseTerm,
            new("Power") { Symbol = "p", Low = 1, High = 100 },
            RegressionTermRows.Length with { Name = "Beta", Symbol = "β", Default = 0.2, Binding = "BetaFrom" },
            new("Gamma") { Symbol = "γ", Default = 1, Low = 0, LowOpen = true, High = 100, Binding = "GammaFrom" },
            new("Activation", ParameterKind.Choice) { Choices = ["Sigmoid", "Tanh"] },
            BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                // For γ < 1 the factor has an infinite slope at 0, where the term itself has none.
                var zero = Equal(a.Scope.Residual, a.Constant(0));
                var size = Select(zero, a.Constant(1), Abs(a.Scope.Residual));
                var beta = a.Choice("Activation", "Sigmoid") == "Tanh" ? a["Beta"] : 0.5 * a["Beta"];
                return Select(zero, a.Constant(0), Pow(size, a["Power"]) * Pow(Tanh(beta * size), a["Gamma"]));
            },
            Formula = "|d|^p tanh(β|d|)^γ, or with ½ β; d = z − t",
            Paper = "Yang et al. 2021, arXiv:2102.09554",
        },
    ];

    /// <summary>A member of Barron's family as a function of x².</summary>
    private static AttributeRow Barron(string name, Func<Expr, Expr> ofSquare, string formula)
        => new(name, Stage.BaseTerm, RegressionTermRows.Length, BaseTermRows.Coefficient)
        {
            Heads = Heads.Identity,
            Element = a =>
            {
                var x = a.Scope.Residual / a["Scale"];
                return ofSquare(x * x);
            },
            Formula = formula,
            Paper = "Barron 2019, arXiv:1701.03077",
        };

    /// <summary>
    /// (|α − 2|/α) ((x²/|α − 2| + 1)^(α/2) − 1) for α other than 0 and 2, written so that neither the value at small errors
    /// nor the slope at large ones cancels.
    /// </summary>
    private static Expr General(Expr square, double alpha)
    {
        var width = Math.Abs(alpha - 2);
        return -(width / alpha) * OneMinusExp(0.5 * alpha * Log1p(square / square.Graph.Constant(width)));
    }
}
