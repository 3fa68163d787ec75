using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Of a head with a probability per element, the outcome that a term speaks of.</summary>
public enum Side
{
    /// <summary>The only one: a softmax.</summary>
    Only,

    /// <summary>The label applies.</summary>
    Positive,

    /// <summary>It does not.</summary>
    Negative,
}

/// <summary>
/// The probability of one outcome, in the forms in which terms use it: of label k under a softmax; under a binary head of
/// "label k applies" or of "it does not", each of which a term is asked for.
/// </summary>
/// <param name="LogP">log p.</param>
/// <param name="P">p.</param>
/// <param name="OneMinusP">1 − p, without cancellation.</param>
/// <param name="LogOneMinusP">log(1 − p).</param>
/// <param name="Side">The outcome.</param>
public sealed record LabelProbability(Expr LogP, Expr P, Expr OneMinusP, Expr LogOneMinusP, Side Side)
{
    /// <summary>Of a softmax: everything from log p.</summary>
    public static LabelProbability Softmax(Expr logP)
    {
        // Of a class above one half, 1 − p is the sum of the others, whose logarithm neither cancels nor underflows.
        var graph = logP.Graph;
        var large = Less(graph.Constant(0.5), Exp(logP));
        var others = LogSumExp(Select(large, graph.Constant(double.NegativeInfinity), logP));
        return OfLog(logP, Side.Only) with { LogOneMinusP = Select(large, others, Log1p(-Exp(logP))) };
    }

    /// <summary>A probability that is written in one form and computed in another.</summary>
    public static LabelProbability Numerical(LabelProbability formula, LabelProbability computed)
        => new(
            Functions.Numerical(formula.LogP, computed.LogP),
            Functions.Numerical(formula.P, computed.P),
            Functions.Numerical(formula.OneMinusP, computed.OneMinusP),
            Functions.Numerical(formula.LogOneMinusP, computed.LogOneMinusP),
            computed.Side);

    /// <summary>From log p, whatever it is.</summary>
    public static LabelProbability OfLog(Expr logP, Side side)
    {
        var p = Exp(logP);
        var rest = OneMinusExp(logP);
        // Where p is small, 1 − p is nearly 1 and has lost p; where it is large, p is nearly 1.
        var half = logP.Graph.Constant(0.5);
        return new(logP, p, rest, Select(Less(p, half), Log1p(-p), Log(rest)), side);
    }

    /// <summary>Of a logistic function: σ(s), or σ(−s).</summary>
    public static LabelProbability Sigmoid(Expr score, Side side)
    {
        var s = side == Side.Positive ? score : -score;
        return new(LogSigmoid(s), Exp(LogSigmoid(s)), Exp(LogSigmoid(-s)), LogSigmoid(-s), side);
    }

    /// <summary>Of the Gumbel link: e^(−e^(−s)), or 1 minus that.</summary>
    public static LabelProbability Gumbel(Expr score, Side side)
    {
        // Below, e^(−s) would soon be infinite, and 0·∞ where p multiplies it; the loss stays at the 5e34 that it is there.
        var logP = -Exp(-Max(score, score.Graph.Constant(LowestGumbelScore)));
        // log(1 − e^(−x)) with x = e^(−s): where s is large it is log x up to x/2, and x may be too small for a number; where
        // p is small, 1 − p has lost it.
        var logRest = Select(
            Less(score.Graph.Constant(LargeGumbelScore), score),
            -score,
            Select(Less(Exp(logP), score.Graph.Constant(0.5)), Log1p(-Exp(logP)), Log(OneMinusExp(logP))));
        return side == Side.Positive
            ? new(logP, Exp(logP), OneMinusExp(logP), logRest, side)
            : new(logRest, OneMinusExp(logP), Exp(logP), logP, side);
    }

    /// <summary>The score below which the link does not tell scores apart.</summary>
    internal const double LowestGumbelScore = -80;

    /// <summary>The score above which log(1 − p) is −s to the last digit.</summary>
    internal const double LargeGumbelScore = 40;
}
