using System;

namespace LossDsl.Conformance;

/// <summary>
/// Entries of a reference's results that are an artefact of the reference, a clamp or an error, and are not to be met. A
/// deviation that occurs in no case of its file is a failure: nothing stays excused by habit.
/// </summary>
/// <param name="Cases">The part of the id after the slash, or "" for every case of the file.</param>
/// <param name="Of">Of which results.</param>
/// <param name="Reason">What the reference does, and why the library does not.</param>
internal sealed record Deviation(string Cases, Results Of, string Reason)
{
    /// <summary>
    /// How far off the reference is, relative to the largest entry of the tensor; null where it is off by any amount, so that
    /// these entries are not compared.
    /// </summary>
    public double? Within { get; init; }

    /// <summary>Which entries, by index and the reference's number; all if it is left out.</summary>
    public Func<int, double, bool> Entries { get; init; } = static (_, _) => true;

    /// <summary>Whether a case has it.</summary>
    public bool IsOf(string id) => Cases.Length == 0 || id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..] == Cases;
}

/// <summary>The results of a case.</summary>
[Flags]
internal enum Results
{
    /// <summary>The value, and the losses where nothing is reduced.</summary>
    Loss = 1,

    /// <summary>The losses per row or element.</summary>
    PerSample = 2,

    /// <summary>The gradient.</summary>
    Gradient = 4,

    /// <summary>All.</summary>
    All = Loss | PerSample | Gradient,
}
