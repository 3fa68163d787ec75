using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Whether a violation stands whatever is not declared: the class counts, the number of classes, the geometry of cosines. The
/// engine tries some priors; what is said without a declared one must not hang on them.
/// </summary>
internal static class Steadiness
{
    /// <summary>The least regret that counts.</summary>
    public const double LeastRegret = 0.02;

    private static readonly double[] OfTwo = [0.8, 0.2], OfThree = [0.7, 0.2, 0.1];

    /// <summary>Numbers of training examples of the whole set, between which weights by effective numbers go from inverse frequency to none.</summary>
    private static readonly double[] Sizes = [500, 5e8];

    /// <summary>Why a violation is none for certain; null if it is.</summary>
    /// <param name="judged">The loss.</param>
    /// <param name="by">The violation.</param>
    /// <param name="goals">The goals that are all missed.</param>
    public static string? Doubt(Judged judged, Counterexample by, params Goal[] goals)
    {
        var declaration = judged.Declaration;
        if (judged.Uses.Any(use => use.Row.TakesCosines))
            return "the scores are cosines, and which of them occur together depends on the geometry of the class vectors";
        if (by.Posterior.Count != declaration.Classes && SmoothingStrength.FailsForFew(judged))
            return "with so much label smoothing it depends on the number of classes" + (declaration.Classes is null ? ", which is not declared" : "");
        var readsCounts = judged.Uses.Any(use => use.Row.Needs == ClassInputTable.Counts);
        if (readsCounts && declaration.Counts is null)
        {
            double[] shares = [.. declaration.Prior ?? (declaration.Classes == 2 ? OfTwo : OfThree).ToEquatable()];
            if (Sizes.Any(size => !StillMisses(judged, With(declaration, "Counts", [.. shares.Select(share => share * size)]), goals)))
                return "it depends on the class counts, which are not declared";
        }
        else if (declaration.Classes is null && by.Posterior.Count == 2 && by.Scores.Count == 2
            && !StillMisses(judged, With(declaration, "Classes", [3]), goals))
        {
            return "it depends on the number of classes, which is not declared";
        }

        return null;
    }

    private static bool StillMisses(Judged judged, Declaration declaration, Goal[] goals)
    {
        var last = Calibration.Decide(declaration, judged.Cancellation).Last;
        return goals.All(goal => last.On(goal)!.Counterexample is { Regret: >= LeastRegret });
    }

    /// <summary>The declaration with another argument of [Loss].</summary>
    private static Declaration With(Declaration declaration, string name, IReadOnlyList<double> values)
    {
        AttributeUse Change(AttributeUse use) => use.Name != "Loss" ? use : use with
        {
            Arguments = use.Arguments.Where(argument => argument.Name != name && argument.Name != "Prior")
                .Append(new Argument(name, Numbers: values.ToEquatable())).ToEquatable(),
        };

        return declaration with { Attributes = declaration.Attributes.Select(Change).ToEquatable() };
    }
}
