using System;
using System.ComponentModel;
using LossDsl.Runtime;

namespace LossDsl;

/// <summary>Where one evaluation of a loss writes; what is left empty is not computed.</summary>
/// <typeparam name="T">The type in which numbers are stored, that of <see cref="LossInputs{T}"/>.</typeparam>
public readonly ref struct LossOutputs<T>
    where T : unmanaged
{
    /// <summary>
    /// The gradient with respect to the logits, (N,C) or (N,C,P), contiguous unless <see cref="GradientShape"/> says otherwise,
    /// overwritten. It must not overlap the logits.
    /// </summary>
    public Span<T> Gradient { get; init; }

    /// <summary>
    /// Where the elements of <see cref="Gradient"/> lie: (N,C,P) as the logits, with strides that give each element a place of its
    /// own. Given that of the logits, <see cref="LossInputs{T}.Shape"/>, the gradient lies like them, for example as (N,T,V) where
    /// these do. What is between the elements stays as it is. The default value means contiguous.
    /// </summary>
    public LogitShape GradientShape { get; init; }

    /// <summary>
    /// The gradient with respect to the <see cref="LossInputs{T}.Variances"/>, in the shape of the predictions, contiguous,
    /// overwritten; an error for losses that use none. It must not overlap what is read, nor the other outputs.
    /// </summary>
    public Span<T> VarianceGradient { get; init; }

    /// <summary>
    /// The loss of each row, (N) or (N,P), before any denominator: weighted, all components together; 0 in ignored rows.
    /// For a loss per element (sigmoid, Gumbel, identity head) without reduction, of each element, in the shape of the
    /// logits.
    /// </summary>
    public Span<T> PerSample { get; init; }

    /// <summary>
    /// The aggregated value of each component, in the order of <see cref="Loss.ComponentNames"/>; their sum is the loss.
    /// </summary>
    public Span<T> Components { get; init; }

    /// <summary>The same outputs with room for the gradient with respect to an input, for callers that have it by its number.</summary>
    /// <param name="input">An input that <see cref="InputRow"/> says has a gradient.</param>
    /// <param name="gradient">One number per element.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input is another one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LossOutputs<T> WithGradient(KernelInput input, Span<T> gradient)
        => input == KernelInput.Variances
            ? this with { VarianceGradient = gradient }
            : throw new ArgumentOutOfRangeException(nameof(input), input, $"{input} has no gradient.");

    /// <summary>Where the gradient with respect to an input goes; empty where it is not asked for, or there is none.</summary>
    internal Span<T> GradientOf(KernelInput input) => input == KernelInput.Variances ? VarianceGradient : default;
}
