using System;

namespace LossDsl.Conformance;

/// <summary>
/// Results in which an engine is known to differ from the library's own, and is not to meet them. A deviation that does not occur
/// is a failure: nothing stays excused by habit.
/// </summary>
/// <param name="Cases">The part of the id after the slash, or "" for every case of the file.</param>
/// <param name="Of">Of which results.</param>
/// <param name="Reason">What the reference does, and why the library does not.</param>
internal sealed record Deviation(string Cases, Results Of, string Reason)
{
    /// <summary>
    /// How far off they are, relative to the largest entry of the tensor; null where it is off by any amount, so that
    /// these entries are not compared.
    /// </summary>
    public double? Within { get; init; }

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
