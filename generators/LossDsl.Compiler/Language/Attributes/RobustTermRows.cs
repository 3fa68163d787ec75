using System;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms that bound what a wrong label can do: between cross-entropy and the mean absolute error.</summary>
internal static class RobustTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("GeneralizedCrossEntropy", Stage.BaseTerm,
            new("Q") { Symbol = "q", Default = 0.7, Low = -1, High = 100, Binding = "QFrom" },
            new("Truncation") { Symbol = "k", Default = double.NaN, Low = 0, LowOpen = true, High = 1, HighOpen = true,
                Binding = "TruncationFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) =>
            {
                var logP = a.Has("Truncation") ? Max(label.LogP, Log(a["Truncation"])) : label.LogP;
                return [new(BoxCox(logP, a["Q"]), a.Flag("Weighted", true))];
            },
            Formula = "(1 − p^q)/q",
            Paper = "Zhang & Sabuncu 2018, arXiv:1805.07836",
        },
        new("ReverseCrossEntropy", Stage.BaseTerm,
            new("LogZero") { Symbol = "A", Default = -4, High = 0, HighOpen = true, Binding = "LogZeroFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Row = a => a.Scope.Share is { Given.IsLabel: true, Background: null }
                ? -(a["LogZero"] * AtLabel(a.Scope.Probability.OneMinusP))
                : -SumClass(a.Scope.Probability.P * Max(Log(a.Scope.Target), a["LogZero"])),
            Formula = "−Σ_k p_k log t_k, log 0 = A",
            Paper = "Wang et al. 2019, arXiv:1908.06112",
        },
        new("JensenShannon", Stage.BaseTerm,
            new("TargetWeight") { Symbol = "π", Default = 0.5, Low = 0, LowOpen = true, High = 1, HighOpen = true,
                Binding = "TargetWeightFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Row = a => a.Scope.Share is { Given.IsLabel: true, Background: null }
                ? AtLabel(a.Scope.Probability.OneMinusP)
                + JensenShannon(AtLabel(a.Scope.Probability.P), a.Scope.Graph.Constant(1), a["TargetWeight"])
                : OfNumbers(a.Scope.Probability.P, a.Scope.Target, a["TargetWeight"]),
            Formula = "(π KL(t‖m) + (1 − π) KL(p‖m))/(−(1 − π) log(1 − π)), m = π t + (1 − π) p",
            Paper = "Englesson & Azizpour 2021, arXiv:2105.04522",
        },
        new("Bootstrapping", Stage.BaseTerm,
            new("Beta") { Symbol = "β", Default = 0.95, Low = 0, High = 1, Neutral = 1, Binding = "BetaFrom" },
            new("Belief", ParameterKind.Choice) { Choices = ["Soft", "Hard"] },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Terms = (a, label) =>
            {
                var belief = a.Choice("Belief", "Soft") == "Soft" ? SumClass(Weigh(label.P, label.LogP)) : MaxClass(label.LogP);
                return [new(-(a["Beta"] * label.LogP) - ((1 - a["Beta"]) * belief), a.Flag("Weighted", true))];
            },
            Formula = "−β log p − (1 − β) Σ_k b_k log p_k, b the prediction",
            Paper = "Reed et al. 2015, arXiv:1412.6596",
        },
    ];

    // Below it q x has lost its digits in single precision where x is small, and (q x)²/6 is nothing in double precision.
    public const double SmallQ = 1e-9;

    // Beyond it the second order, which must stay finite where p is 0, is nothing beside the first.
    private const double LowestOfSecondOrder = -1000;

    private static Expr FirstOrder(Expr x, Expr q)
    {
        var bounded = Max(x, x.Graph.Constant(LowestOfSecondOrder));
        return -x - (0.5 * q * (bounded * bounded));
    }

    /// <summary>(1 − e^(qx))/q, which is −x at q = 0.</summary>
    public static Expr BoxCox(Expr x, Expr q)
    {
        if (q.Op == Op.Constant)
            return q.Is(0) ? -x : Math.Abs(q.Node.Value) < SmallQ ? FirstOrder(x, q) : OneMinusExp(q * x) / q;
        var small = Less(Abs(q), q.Graph.Constant(SmallQ));
        // The branch that is not taken is differentiated too, and must stay finite.
        var divisor = Select(small, q.Graph.Constant(1), q);
        return Select(small, FirstOrder(x, q), OneMinusExp(divisor * x) / divisor);
    }

    /// <summary>A class without target has p, whatever the weight.</summary>
    private static Expr OfNumbers(Expr p, Expr target, Expr weight)
    {
        var none = Equal(target, target.Graph.Constant(0));
        return SumClass(Select(none, p, JensenShannon(p, Select(none, target.Graph.Constant(1), target), weight)));
    }

    /// <summary>log(a + b p) with a + b = 1, accurate at both ends.</summary>
    public static Expr LogMixture(LabelProbability label, Expr a, Expr b)
    {
        var mixture = a + (b * label.P);
        var large = Log1p(-(b * label.OneMinusP));
        return Numerical(formula: large, computed: Select(Less(mixture, mixture.Graph.Constant(0.5)), Log(mixture), large));
    }
}
