using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Replaces the logistic function by arithmetic that keeps full relative accuracy on both sides: everything is made of
/// e = exp(−|s|), which is at most 1, so nothing overflows and nothing cancels; σ(s) and σ(−s) share it.
/// </summary>
public sealed class StableLogistic : IrPass
{
    // Far below the logarithm of any positive number of either precision, and finite in both.
    private const double LowestLogProbability = -1e30;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.LogSigmoid => LogProbability(Map(node.A)),
        Op.Exp when Logistic(node) is { } a => Probability(a),
        Op.Todd when Logistic(node) is { } a => ToddOf(a),
        _ => base.Rewrite(id, node),
    };

    /// <summary>The argument, if the operand is the logarithm of a logistic function.</summary>
    private Expr? Logistic(Node node) => Source.Nodes[node.A] is { Op: Op.LogSigmoid } inner ? Map(inner.A) : null;

    private static Expr LogProbability(Expr a)
    {
        var (s, flipped) = Bare(a);
        var zero = a.Graph.Constant(0);
        var log = a.Graph.Named("logSum", Log1p(Small(s)));
        return a.Graph.Named("logP", flipped ? -Max(s, zero) - log : Min(s, zero) - log);
    }

    private static Expr Probability(Expr a) => a.Graph.Named("p", Share(a) / (1 + Small(Bare(a).Bare)));

    /// <summary>σ(a) without its denominator 1 + e, which σ(a) and σ(−a) share: 1 or e.</summary>
    private static Expr Share(Expr a)
    {
        var (s, flipped) = Bare(a);
        var one = a.Graph.Constant(1);
        var negative = Less(s, a.Graph.Constant(0));
        return flipped ? Select(negative, one, Small(s)) : Select(negative, Small(s), one);
    }

    /// <summary>Todd(log p) = −p log p/(1 − p): 1 at p = 1, and 0 at p = 0.</summary>
    private static Expr ToddOf(Expr a)
    {
        var graph = a.Graph;
        var finite = Max(LogProbability(a), graph.Constant(LowestLogProbability));
        var rest = Share(-a);
        return graph.Named("todd", Select(Equal(rest, graph.Constant(0)), graph.Constant(1), -(Share(a) * finite) / rest));
    }

    private static Expr Small(Expr s) => s.Graph.Named("e", Exp(-Abs(s)));

    private static (Expr Bare, bool Flipped) Bare(Expr a) => a.Op == Op.Neg ? (a.A, true) : (a, false);
}
