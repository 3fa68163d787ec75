using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Checks the class counts that a constructor is given against what the declaration says of the classes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeclaredClasses
{
    private const double Share = 0.01;

    /// <summary>Class counts against declared ones.</summary>
    /// <param name="counts">The counts, as many as declared.</param>
    /// <param name="declared">The declared counts.</param>
    /// <exception cref="ArgumentException">A count is another; the message names the class and both.</exception>
    public static void Counts(ReadOnlySpan<double> counts, ReadOnlySpan<double> declared)
    {
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] != declared[k])
                throw new ArgumentException(
                    FormattableString.Invariant($"classCounts[{k}] is {counts[k]}; [Loss] declares Counts[{k}] = {declared[k]}."),
                        "classCounts");
        }
    }

    /// <summary>Class counts against a declared prior, from which a share may differ by one per cent of it, or by one example.</summary>
    /// <param name="counts">The counts, as many as the prior has classes.</param>
    /// <param name="declared">The declared prior.</param>
    /// <exception cref="ArgumentException">A share is too different; the message names the class and both.</exception>
    public static void Prior(ReadOnlySpan<double> counts, ReadOnlySpan<double> declared)
    {
        var total = 0.0;
        foreach (var count in counts)
            total += count;
        for (var k = 0; k < counts.Length; k++)
        {
            if (!(Math.Abs(counts[k] - (declared[k] * total)) <= Math.Max(1, Share * declared[k] * total)))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"classCounts[{k}] is {counts[k]} of {total}, a share of {counts[k] / total:G4}; [Loss] declares Prior[{k}] = {declared[k]}."), "classCounts");
        }
    }
}
