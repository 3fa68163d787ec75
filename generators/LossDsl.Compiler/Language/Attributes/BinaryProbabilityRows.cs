using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes on the probabilities of binary heads.</summary>
internal static class BinaryProbabilityRows
{
    public static readonly AttributeRow[] All =
    [
        new("ProbabilityShift", Stage.Probabilities,
            new ParameterRow("Margin") { Symbol = "m", Low = 0, High = 1, HighOpen = true, Neutral = 0, Binding = "MarginFrom" })
        {
            Heads = Heads.Binary,
            Probability = (a, label) =>
            {
                if (label.Side == Side.Positive)
                    return label;
                var margin = a["Margin"];
                var rest = Max(label.OneMinusP - margin, a.Constant(0));
                var formula = new LabelProbability(Log1p(-rest), 1 - rest, rest, Log(rest), label.Side);
                // Where neither the margin nor what it leaves of 1 is small, what p loses of 1 − p is nothing beside it, and the
                // formula's one logarithm is enough.
                return margin is { Op: Op.Constant, Node.Value: >= LargeMargin and <= 1 - LargeMargin }
                    ? formula
                    : LabelProbability.Numerical(formula, Computed(label, margin));
            },
            Formula = "where t_k = 0: p_k → max(p_k − m, 0)",
            Paper = "Ridnik et al. 2021, arXiv:2009.14119",
        },
        new("ProbabilityFloor", Stage.Probabilities,
            new ParameterRow("Lowest") { Symbol = "ε", Low = 0, LowOpen = true, High = 1, HighOpen = true })
        {
            Heads = Heads.Classification,
            Probability = (a, label) => label with { LogP = Max(label.LogP, Log(a["Lowest"])) },
            Formula = "log p → log max(p, ε)",
        },
    ];

    // The spacing of single precision below 1, 6e-8, is 3e-6 of it.
    private const double LargeMargin = 0.02;

    // Above it q + m is a number of single precision whatever q.
    private const double SmallMargin = 1e-30;

    /// <summary>The shifted probability where q or m, or what either leaves of 1, may be nothing beside the other.</summary>
    private static LabelProbability Computed(LabelProbability label, Expr margin)
    {
        var graph = margin.Graph;
        // By what they leave of 1 where both are nearly 1.
        var excess = Select(Less(margin, graph.Constant(0.5)), label.OneMinusP - margin, 1 - margin - label.P);
        var shifted = Max(excess, graph.Constant(0));
        // 1 − (p − m) as (1 − p) + m, which keeps 1 − p where p is nearly 1.
        var p = Min(label.P + margin, graph.Constant(1));
        return new(LogOf(label, margin, p, shifted), p, shifted, Log(shifted), label.Side);
    }

    /// <summary>log min(q + m, 1), q the probability before the shift, where q or m may be nothing beside the other.</summary>
    private static Expr LogOf(LabelProbability label, Expr margin, Expr p, Expr shifted)
    {
        var large = Select(Less(p, p.Graph.Constant(0.5)), Log(p), Log1p(-shifted));
        if (margin.Op == Op.Constant && margin.Node.Value >= SmallMargin)
            return large;
        // log(q + m) = log q + log(1 + m/q), in which q may be too small for a number.
        var small = label.LogP - LogSigmoid(label.LogP - Log(margin));
        return Select(Less(margin, p.Graph.Constant(SmallMargin)), small, large);
    }
}
