using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms that bound what a wrong label can do: between cross-entropy and the mean absolute error.</summary>
internal static class RobustTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("GeneralizedCrossEntropy", Stage.BaseTerm,
            new("Q") { Symbol = "q", Default = 0.7, Low = -1, High = 100, Binding = "QFrom" },
            new("Truncation") { Symbol = "k", Default = double.NaN, Low = 0, LowOpen = true, High = 1, HighOpen = true, Binding = "TruncationFrom" },
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
            new("TargetWeight") { Symbol = "π", Default = 0.5, Low = 0, LowOpen = true, High = 1, HighOpen = true, Binding = "TargetWeightFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Row = a =>
            {
                var share = a["TargetWeight"];
                var rest = 1 - share;
                var divergence = a.Scope.Share is { Given.IsLabel: true, Background: null }
                    ? OfLabel(a.Scope.Probability, share, rest)
                    : OfNumbers(a.Scope.Probability, a.Scope.Target, share, rest);
                return -divergence / (rest * Log(rest));
            },
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

    /// <summary>(1 − e^(qx))/q, which is −x at q = 0.</summary>
    public static Expr BoxCox(Expr x, Expr q)
    {
        if (q.Op == Op.Constant)
            return q.Is(0) ? -x : OneMinusExp(q * x) / q;
        var zero = Equal(q, q.Graph.Constant(0));
        // The branch that is not taken is differentiated too, and must stay finite.
        var divisor = Select(zero, q.Graph.Constant(1), q);
        return Select(zero, -x, OneMinusExp(divisor * x) / divisor);
    }

    private static Expr OfLabel(LabelProbability label, Expr share, Expr rest)
    {
        var mixture = AtLabel(LogMixture(label, share, rest));
        var p = AtLabel(label.P);
        return (rest * (Weigh(p, AtLabel(label.LogP)) - (p * mixture) - (AtLabel(label.OneMinusP) * Log(rest)))) - (share * mixture);
    }

    private static Expr OfNumbers(LabelProbability label, Expr target, Expr share, Expr rest)
    {
        var zero = target.Graph.Constant(0);
        var none = Equal(target, zero);
        // Where there is no target, p/m is 1/(1 − π) whatever p; a mixture of 1 there keeps 0/0 out of the gradient.
        var mixture = Log(Select(none, target.Graph.Constant(1), (share * target) + (rest * label.P)));
        var ofTarget = Weigh(target, Log(target) - mixture);
        var ofPrediction = Select(none, -(label.P * Log(rest)), Weigh(label.P, label.LogP) - (label.P * mixture));
        return SumClass((share * ofTarget) + (rest * ofPrediction));
    }

    /// <summary>log(a + b p) with a + b = 1, accurate at both ends.</summary>
    public static Expr LogMixture(LabelProbability label, Expr a, Expr b)
        => Select(Less(label.P, label.P.Graph.Constant(0.5)), Log(a + (b * label.P)), Log1p(-(b * label.OneMinusP)));
}
