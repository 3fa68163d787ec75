using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>
/// What a reference does that the library does not: a clamp, an ε inside a logarithm. It is computed here, with it and without, so
/// that an entry is excused only if the reference is what it is with the artefact and the library what it is without.
/// </summary>
/// <param name="Reason">What the reference does.</param>
/// <param name="Model">The loss of a row, from the hyper-parameters and the row.</param>
internal sealed record Artefact(string Reason, Func<Hyper, ArtefactRow, ModelledRow> Model)
{
    /// <summary>How many numbers the reference's mean divides by; null for the number of rows.</summary>
    public Func<ReferenceBatch, double>? Denominator { get; init; }
}

/// <summary>A row of a batch.</summary>
/// <param name="Scores">Its scores.</param>
/// <param name="Target">Its targets as numbers; a label is 1.</param>
/// <param name="Label">Its label, or −1.</param>
/// <param name="Has">Whether the reference has its artefact.</param>
internal sealed record ArtefactRow(double[] Scores, double[] Target, int Label, bool Has)
{
    /// <summary>The logarithms of the softmax of its scores.</summary>
    public double[] LogSoftmax()
    {
        var largest = Scores.Max();
        var logarithm = largest + Math.Log(Scores.Sum(score => Math.Exp(score - largest)));
        return Array.ConvertAll(Scores, score => score - logarithm);
    }
}

/// <summary>The loss of a row.</summary>
/// <param name="Elements">Its elements, whose sum it is; one where it is no sum.</param>
/// <param name="Gradient">Its gradient by the scores.</param>
internal sealed record ModelledRow(double[] Elements, double[] Gradient)
{
    private const double Epsilon = 2.2e-16;

    /// <summary>How far the reference's own rounding may take its value.</summary>
    public double ValueRounding { get; init; }

    /// <summary>How far the reference's own rounding may take an entry of its gradient.</summary>
    public double GradientRounding { get; init; }

    /// <summary>A loss of the log-probabilities of a softmax.</summary>
    /// <param name="value">The loss.</param>
    /// <param name="slopes">Its slope in each log-probability.</param>
    /// <param name="logP">The log-probabilities.</param>
    public static ModelledRow OfLogProbabilities(double value, double[] slopes, double[] logP)
        => new([value], [.. slopes.Select((slope, k) => (slope * Others(logP, k, Math.Exp))
            - (Math.Exp(logP[k]) * Others(slopes, k, static other => other)))])
        {
            GradientRounding = 4 * Epsilon * slopes.Sum(Math.Abs),
        };

    // The sum over the other classes: 1 − p without cancellation.
    private static double Others(double[] values, int k, Func<double, double> of) => values.Where((_, other) => other != k).Sum(of);
}
