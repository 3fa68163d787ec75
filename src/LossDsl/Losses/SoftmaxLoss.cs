using System;

namespace LossDsl;

/// <summary>A loss with a softmax head: logits (N,C) and one class index per row.</summary>
public abstract class SoftmaxLoss : Loss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected SoftmaxLoss()
    {
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    /// <returns>The aggregated loss.</returns>
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
        => Evaluate(new LossInputs<double>(logits, targets), new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/>
    public double ForwardBackward(ReadOnlySpan<double> logits, ReadOnlySpan<long> targets, Span<double> gradient)
        => Evaluate(new LossInputs<double>(logits, targets), new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });
}
