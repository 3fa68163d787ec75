using System;

namespace LossDsl;

/// <summary>
/// Marks a loss with a sigmoid or Gumbel head that takes a class index per row as target, which stands for 1 there and 0 at
/// the other classes. Only generated classes implement it; a <see cref="SoftmaxLoss"/> has the same overloads of its own.
/// </summary>
public interface IIndexTargets;

/// <summary>The short overloads for targets that are class indices.</summary>
public static class IndexTargets
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    /// <returns>The aggregated loss.</returns>
    /// <exception cref="ArgumentException">The shapes disagree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class; the message names its index and value.</exception>
    public static float Forward<TLoss>(this TLoss loss, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<float>(logits, targets), default);

    /// <inheritdoc cref="Forward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public static float Forward<TLoss>(this TLoss loss, ReadOnlySpan<float> logits, ReadOnlySpan<long> targets)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<float>(logits, targets), default);

    /// <inheritdoc cref="Forward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public static double Forward<TLoss>(this TLoss loss, ReadOnlySpan<double> logits, ReadOnlySpan<int> targets)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<double>(logits, targets), default);

    /// <inheritdoc cref="Forward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public static double Forward<TLoss>(this TLoss loss, ReadOnlySpan<double> logits, ReadOnlySpan<long> targets)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<double>(logits, targets), default);

    /// <inheritdoc cref="Forward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    /// <summary>The loss of a batch and its gradient with respect to the logits.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    /// <param name="gradient">The gradient (N,C), overwritten; must not overlap the logits.</param>
    public static float ForwardBackward<TLoss>(this TLoss loss, ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<float>(logits, targets), new LossOutputs<float> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public static float ForwardBackward<TLoss>(this TLoss loss, ReadOnlySpan<float> logits, ReadOnlySpan<long> targets, Span<float> gradient)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<float>(logits, targets), new LossOutputs<float> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public static double ForwardBackward<TLoss>(this TLoss loss, ReadOnlySpan<double> logits, ReadOnlySpan<int> targets, Span<double> gradient)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<double>(logits, targets), new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward{TLoss}(TLoss, ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public static double ForwardBackward<TLoss>(this TLoss loss, ReadOnlySpan<double> logits, ReadOnlySpan<long> targets, Span<double> gradient)
        where TLoss : Loss, IIndexTargets
        => loss.Evaluate(new LossInputs<double>(logits, targets), new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });
}
