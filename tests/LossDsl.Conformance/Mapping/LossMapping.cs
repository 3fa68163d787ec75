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
    /// <summary>The properties of the class, for values that are bound to them.</summary>
    public Func<Hyper, IReadOnlyList<(string Name, double Value)>> Properties { get; init; } = static _ => [];

    /// <summary>The parts of the declaration, each with its attributes, <c>Part</c> included.</summary>
    public Func<Hyper, IReadOnlyList<(string Name, IReadOnlyList<string?> Attributes)>> Parts { get; init; } = static _ => [];

    /// <summary>How the inputs become a batch.</summary>
    public Layout Layout { get; init; } = Layouts.Rows;

    /// <summary>What the last mean divides by, where it is not the loss's own denominator.</summary>
    public Func<Hyper, Batch, double?> Normalizer { get; init; } = static (_, _) => null;

    /// <summary>The position of the schedule, of a loss that has one.</summary>
    public Func<Hyper, double?> Epoch { get; init; } = static _ => null;

    /// <summary>
    /// What the declaration adds to the scores of each class, log-priors for example. Only the comparison in single
    /// precision asks: it takes the rounding of the adjusted scores as given.
    /// </summary>
    public Func<Hyper, double[]>? ScoreShift { get; init; }

    /// <summary>
    /// As <see cref="ScoreShift"/>, what the declaration takes from the score of each class as the label, and what it then
    /// scales by.
    /// </summary>
    public Func<Hyper, (double[] Margins, double Scale)>? LabelMargin { get; init; }

    /// <summary>Inputs with respect to which the reference has a gradient and the library has none: targets, for example.</summary>
    public IReadOnlyList<string> WithoutGradientOf { get; init; } = [];

    /// <summary>What the reference does that the library does not; null for nothing.</summary>
    public Artefact? Artefact { get; init; }
}
