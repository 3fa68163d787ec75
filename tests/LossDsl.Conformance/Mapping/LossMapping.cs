using System;
using System.Collections.Generic;

namespace LossDsl.Conformance;

/// <summary>
/// One row per vector file: how the hyper-parameters of a case are written as a declaration.
/// </summary>
/// <param name="Loss">The name of the vector file.</param>
/// <param name="Attributes">The attributes of the declaration without brackets; null stands for one that is left out.</param>
internal sealed record LossMapping(string Loss, Func<Hyper, IReadOnlyList<string?>> Attributes)
{
    /// <summary>What stands in the braces of the class, for values bound to properties.</summary>
    public Func<Hyper, string> Members { get; init; } = static _ => "";

    /// <summary>How the inputs become rows of logits and labels.</summary>
    public Layout Layout { get; init; } = Layouts.Rows;

    /// <summary>What a mean divides by, where it is not the loss's own denominator.</summary>
    public Func<Hyper, Batch, double?> Normalizer { get; init; } = static (_, _) => null;

    /// <summary>
    /// What the declaration adds to the scores of each class, log-priors for example. Only the comparison in single
    /// precision asks: it takes the rounding of the adjusted scores as given.
    /// </summary>
    public Func<Hyper, double[]>? ScoreShift { get; init; }
}
