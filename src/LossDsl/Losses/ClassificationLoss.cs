using System;

namespace LossDsl;

/// <summary>
/// A loss of a classifier: its targets are class indices or numbers, whichever the declared loss has a meaning for. Of a class
/// without one of them the generated half makes its overloads compile errors.
/// </summary>
public abstract class ClassificationLoss : Loss
{
    private protected ClassificationLoss()
    {
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    /// <returns>The aggregated loss.</returns>
    /// <exception cref="ArgumentException">The shapes disagree, or the loss takes numbers as targets only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class; the message names its index and value.</exception>
    public float Forward(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets)
        => Evaluate(new LossInputs<float>(logits, targets), default);

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public float Forward(ReadOnlySpan<float> logits, ReadOnlySpan<long> targets)
        => Evaluate(new LossInputs<float>(logits, targets), default);

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public double Forward(ReadOnlySpan<double> logits, ReadOnlySpan<int> targets)
        => Evaluate(new LossInputs<double>(logits, targets), default);

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public double Forward(ReadOnlySpan<double> logits, ReadOnlySpan<long> targets)
        => Evaluate(new LossInputs<double>(logits, targets), default);

    /// <summary>The loss of a batch and its gradient with respect to the logits.</summary>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    /// <param name="gradient">The gradient (N,C), overwritten; must not overlap the logits.</param>
    /// <returns>The aggregated loss.</returns>
    /// <exception cref="ArgumentException">The gradient is not as long as the logits.</exception>
    public float ForwardBackward(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
        => Evaluate(new LossInputs<float>(logits, targets), new LossOutputs<float> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public float ForwardBackward(ReadOnlySpan<float> logits, ReadOnlySpan<long> targets, Span<float> gradient)
        => Evaluate(new LossInputs<float>(logits, targets), new LossOutputs<float> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public double ForwardBackward(ReadOnlySpan<double> logits, ReadOnlySpan<int> targets, Span<double> gradient)
        => Evaluate(new LossInputs<double>(logits, targets),
            new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public double ForwardBackward(ReadOnlySpan<double> logits, ReadOnlySpan<long> targets, Span<double> gradient)
        => Evaluate(new LossInputs<double>(logits, targets),
            new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });
}
