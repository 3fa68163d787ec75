using System;
using System.Numerics;

namespace LossDsl;

/// <summary>What one evaluation of a loss reads.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct LossInputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Logits and one class index per row.</summary>
    /// <param name="logits">Raw scores (N,C), row after row.</param>
    /// <param name="targets">Class indices (N), each in [0, C) or the declared ignore index.</param>
    public LossInputs(ReadOnlySpan<T> logits, ReadOnlySpan<int> targets)
    {
        Logits = logits;
        Targets = targets;
    }

    /// <inheritdoc cref="LossInputs{T}(ReadOnlySpan{T}, ReadOnlySpan{int})"/>
    public LossInputs(ReadOnlySpan<T> logits, ReadOnlySpan<long> targets)
    {
        Logits = logits;
        LongTargets = targets;
    }

    /// <summary>Raw scores (N,C), row after row. −∞ masks a class; NaN gives NaN in its row only.</summary>
    public ReadOnlySpan<T> Logits { get; }

    /// <summary>Class indices (N), if they are 32-bit.</summary>
    public ReadOnlySpan<int> Targets { get; }

    /// <summary>Class indices (N), if they are 64-bit.</summary>
    public ReadOnlySpan<long> LongTargets { get; }

    /// <summary>
    /// The gradient of whatever follows with respect to this loss: one number per row for a loss without reduction, else
    /// one number. Empty means 1. It scales the gradient only, never a loss value;
    /// an error where no gradient is asked for.
    /// </summary>
    public ReadOnlySpan<T> Upstream { get; init; }

    /// <summary>
    /// What every mean of this call divides by in place of its own denominator, for example the valid rows of a whole
    /// accumulated batch: finite and above 0. Required by <see cref="Per.External"/>; an error for a loss that takes no
    /// mean. Null means the loss's own denominator.
    /// </summary>
    public double? Normalizer { get; init; }

    /// <summary>How to run; the default is the fastest way.</summary>
    public Execution Execution { get; init; }

    /// <summary>The number of rows N.</summary>
    public int Rows => Targets.Length + LongTargets.Length;
}
