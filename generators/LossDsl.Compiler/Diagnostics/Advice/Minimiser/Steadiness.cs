using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Whether a violation stands whatever is not declared besides the class counts, which the engine sees to: the number of classes, the
/// geometry of cosines.
/// </summary>
internal static class Steadiness
{
    /// <summary>Why a violation is none for certain; null if it is.</summary>
    /// <param name="judged">The loss.</param>
    /// <param name="by">The violation.</param>
    /// <param name="goals">The goals that are all missed.</param>
    public static string? Doubt(Judged judged, Counterexample by, params Goal[] goals)
        => Doubt(judged, by)
            ?? (judged.Declaration.Classes is null && by.Posterior.Count == 2 && by.Scores.Count == 2 && !StillMisses(judged, goals)
            ? "it depends on the number of classes, which is not declared"
            : null);

    /// <summary>Why a violation is none for certain, as far as the declaration tells; null if it is.</summary>
    public static string? Doubt(Judged judged, Counterexample by)
    {
        var declaration = judged.Declaration;
        if (judged.Uses.Any(use => use.Row.TakesCosines))
            return "the scores are cosines, and which of them occur together depends on the geometry of the class vectors";
        return by.Posterior.Count != declaration.Classes && SmoothingStrength.FailsForFew(judged)
            ? "with so much label smoothing it depends on the number of classes"
            + (declaration.Classes is null ? ", which is not declared" : "")
            : null;
    }

    /// <summary>Whether a loss of no declared number of classes misses the goals with three.</summary>
    private static bool StillMisses(Judged judged, Goal[] goals)
    {
        AttributeUse Change(AttributeUse use) => use.Name != "Loss" ? use : use with
        {
            Arguments = use.Arguments.Append(new Argument("Classes", Numbers: new[] { 3.0 }.ToEquatable())).ToEquatable(),
        };

        var ofThree = judged.Declaration with { Attributes = judged.Declaration.Attributes.Select(Change).ToEquatable() };
        return Calibration.Misses(ofThree, goals, judged.Cancellation);
    }
}
