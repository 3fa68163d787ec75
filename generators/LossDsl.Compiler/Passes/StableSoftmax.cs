using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Replaces the softmax operators by arithmetic that keeps full relative accuracy for every probability, from 0 to 1.
/// </summary>
/// <remarks>
/// With m the maximum of the scores, e = exp(s − m) and <em>rest</em> the sum of e without one maximum,
/// log Σ exp(s − m) = log1p(rest), because e is exactly 1 at the maximum. So log p = (s − m) − log1p(rest) has two
/// negative summands: nothing cancels, and as p → 1 it is −rest to full accuracy. The maximum's own 1 − p is
/// rest/(1 + rest); for every other class p ≤ ½, and 1 − p is harmless.
/// </remarks>
public sealed class StableSoftmax : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.LogSoftmax => new Parts(Map(node.A)).LogProbability,
        Op.LogSumExp => new Parts(Map(node.A)).LogSumExp,
        Op.AtLabel when Source.Nodes[node.A] is { Op: Op.LogSoftmax } softmax => new Parts(Map(softmax.A)).LogProbabilityAtLabel,
        Op.Exp when Scores(node) is { } scores => new Parts(scores).Probability,
        Op.OneMinusExp when Scores(node) is { } scores => new Parts(scores).OneMinusProbability,
        Op.Todd when Scores(node) is { } scores => new Parts(scores).Todd,
        Op.Exp when AtLabelOfSoftmax(node) => Target.Named("p", base.Rewrite(id, node)),
        Op.OneMinusExp when AtLabelOfSoftmax(node) => Target.Named("notP", base.Rewrite(id, node)),
        Op.SumClass => Sum(node),
        _ => base.Rewrite(id, node),
    };

    /// <summary>The scores, if the operand is log-probabilities per class.</summary>
    private Expr? Scores(Node node) => Source.Nodes[node.A] is { Op: Op.LogSoftmax } softmax ? Map(softmax.A) : null;

    private bool AtLabelOfSoftmax(Node node)
        => Source.Nodes[node.A] is { Op: Op.AtLabel } at && Source.Nodes[at.A].Op == Op.LogSoftmax;

    /// <summary>
    /// Σ_k w_k log p_k = Σ_k w_k (s_k − m) − log1p(rest) Σ_k w_k, which saves a sweep. The normal form has taken everything
    /// that varies by row only out of the sum, and has put the weights first.
    /// </summary>
    private Expr Sum(Node node)
    {
        var summand = Source.Nodes[node.A];
        var share = summand.Op == Op.Weigh;
        var shared = share ? Source.Nodes[summand.B] : summand;
        var weighted = shared.Op == Op.Mul;
        var softmax = weighted ? Source.Nodes[shared.B] : shared;
        var weight = weighted ? Map(shared.A) : Target.Constant(1);
        if (softmax.Op != Op.LogSoftmax || (weight.Axes & Axes.Batch) != 0)
            return SumClass(Map(node.A));
        var parts = new Parts(Map(softmax.A));
        if (!share)
            return SumClass(weight * parts.Difference) - (parts.LogSum * SumClass(weight));
        var target = Map(summand.A);
        return SumClass(Weigh(target, weight * parts.Difference)) - (parts.LogSum * SumClass(target * weight));
    }

    // Far below the logarithm of any positive number of either precision, and finite in both.
    private const double LowestLogProbability = -1e30;

    /// <summary>What a softmax over some scores is made of.</summary>
    private sealed class Parts(Expr adjusted)
    {
        private readonly Graph graph = adjusted.Graph.Named("score", adjusted).Graph;

        // The label's score and the maximum are to be the same number where they are those of the same class.
        private readonly Expr scores = adjusted.Op == Op.Logits ? adjusted : Rounded(adjusted);

        public Expr Difference => graph.Named("difference", scores - Max);

        public Expr LogSum => graph.Named("logSum", Log1p(Rest));

        public Expr LogProbability => graph.Named("logP", Difference - LogSum);

        public Expr LogProbabilityAtLabel => graph.Named("logP", AtLabel(scores) - Max - LogSum);

        public Expr Probability => graph.Named("p", Exponential / Total);

        public Expr OneMinusProbability => graph.Named("notP", Select(Top, Rest / Total, 1 - Probability));

        /// <summary>
        /// Todd(log p) = −p log p/(1 − p) from what an element has anyway; 1 at p = 1, and 0 at p = 0, where a finite stand-in
        /// for log p keeps 0·∞ away.
        /// </summary>
        public Expr Todd
        {
            get
            {
                var finite = graph.Make(Op.Max, LogProbability, graph.Constant(LowestLogProbability));
                return graph.Named("todd", Select(
                    Equal(OneMinusProbability, graph.Constant(0)),
                    graph.Constant(1),
                    -(Probability * finite) / OneMinusProbability));
            }
        }

        public Expr LogSumExp => graph.Named("logSumExp", Max + LogSum);

        private Expr Max => graph.Named("max", MaxClass(scores));

        private Expr Exponential => graph.Named("e", Exp(Difference));

        private Expr Top => graph.Named("top", Equal(scores, Max));

        /// <summary>Of several equal maxima one is left out of the rest: the others are in the count of ties.</summary>
        private Expr Rest
        {
            get
            {
                var zero = graph.Constant(0);
                var one = graph.Constant(1);
                var others = graph.Named("others", SumClass(Select(Top, zero, Exponential)));
                var ties = graph.Named("ties", SumClass(Select(Top, one, zero)));
                return graph.Named("rest", others + (ties - 1));
            }
        }

        private Expr Total => graph.Named("total", 1 + Rest);
    }
}
