using System;

namespace LossDsl;

/// <content>The short overloads for targets that are numbers.</content>
public abstract partial class Loss
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">Raw scores (N,C), row after row; in a regression, predictions.</param>
    /// <param name="targets">One number per element, (N,C).</param>
    /// <param name="classes">C, where the loss does not know it; null means the declared number, else 1 but for a softmax.</param>
    /// <returns>The aggregated loss.</returns>
    /// <exception cref="ArgumentException">The shapes disagree, or the loss takes class indices only.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is out of range; the message names its index and value.</exception>
    public float Forward(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int? classes = null)
        => Evaluate(new LossInputs<float>(logits, targets) { Shape = Shape(logits.Length, classes) }, default);

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    public double Forward(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, int? classes = null)
        => Evaluate(new LossInputs<double>(logits, targets) { Shape = Shape(logits.Length, classes) }, default);

    /// <inheritdoc cref="Forward(ReadOnlySpan{float}, ReadOnlySpan{float}, int?)"/>
    /// <summary>The loss of a batch and its gradient with respect to the logits.</summary>
    /// <param name="logits">Raw scores (N,C), row after row; in a regression, predictions.</param>
    /// <param name="targets">One number per element, (N,C).</param>
    /// <param name="gradient">The gradient (N,C), overwritten; must not overlap the logits.</param>
    /// <param name="classes">C, where the loss does not know it; null means the declared number, else 1 but for a softmax.</param>
    public float ForwardBackward(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient, int? classes = null)
        => Evaluate(
            new LossInputs<float>(logits, targets) { Shape = Shape(logits.Length, classes) },
            new LossOutputs<float> { Gradient = SpanLength.Full(gradient, logits.Length) });

    /// <inheritdoc cref="ForwardBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, int?)"/>
    public double ForwardBackward(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradient, int? classes = null)
        => Evaluate(
            new LossInputs<double>(logits, targets) { Shape = Shape(logits.Length, classes) },
            new LossOutputs<double> { Gradient = SpanLength.Full(gradient, logits.Length) });

    private static LogitShape Shape(int length, int? classes)
    {
        if (classes is not { } given)
            return default;
        ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(classes));
        if (length % given != 0)
            throw new ArgumentException($"logits has {length} elements, which is not a multiple of the {given} classes.", "logits");
        return new LogitShape(length / given, given);
    }
}
