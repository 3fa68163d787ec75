using System;
using System.Numerics;

namespace LossDsl;

/// <summary>Where one evaluation of a loss writes; what is left empty is not computed.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct LossOutputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The gradient with respect to the logits (N,C), overwritten. It must not overlap the logits.
    /// </summary>
    public Span<T> Gradient { get; init; }

    /// <summary>
    /// The loss of each row (N), before any denominator: weighted, all components together; 0 in ignored rows.
    /// </summary>
    public Span<T> PerSample { get; init; }

    /// <summary>
    /// The aggregated value of each component, in the order of <see cref="Loss.ComponentNames"/>; their sum is the loss.
    /// </summary>
    public Span<T> Components { get; init; }
}
