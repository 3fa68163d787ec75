using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Label smoothing, whose mass is the same for every class, before something that divides by the prior†: smoothed posteriors are
/// (1 − α) P(y|x) + α/C, and the second summand becomes α/(C π_y), which is large for rare classes. The mass of the prior stays the same.
/// </summary>
internal static class SmoothingRule
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (!judged.MayBeForBalance() || !judged.IsForNeither())
            yield break;
        foreach (var smoothing in judged.Uses.Where(use => use.Name == "LabelSmoothing"))
        {
            if (smoothing.Number("Alpha") is not { } alpha || alpha <= 0 || Divider(judged, smoothing) is not { } divider)
                continue;
            var declaration = judged.Declaration;
            var text = $"PriorSmoothing({Numbers.Code(alpha)})";
            var changes = new List<Amendment> { Amendment.Replace(declaration, smoothing, Amendment.Use("PriorSmoothing", "Alpha", alpha),
                text) };
            if (divider.Row.Stage == Stage.Weight)
            {
                changes.Add(divider.Use["Order"] is null && Torch(judged, divider.Part) is { } mean
                    ? Amendment.Remove(declaration, mean, "By")
                    : Amendment.Set(declaration, divider, "Order", "WeightOrder", "OutsideSmoothing"));
            }

            changes.Add(Amendment.Remove(declaration, smoothing));
            // Where none of them helps, smoothing is not what is wrong.
            if (judged.Remedies([.. changes]) is { Count: > 0 } remedies)
            {
                yield return smoothing.Breaks(CompositionRules.SmoothedBeforeCorrection, null, divider.Name, judged.Name) with
                {
                    Remedies = remedies,
                };
            }
        }
    }

    /// <summary>
    /// What divides the smoothed posterior by the prior. Weights inside the smoothing are torch's own order, which is no mistake of
    /// one who names no goal.
    /// </summary>
    private static Term? Divider(Judged judged, Term smoothing)
    {
        bool ActsWith(Term use) => use.Part < 0 || use.Part == smoothing.Part;
        if (judged.Uses.FirstOrDefault(use => use.Row.Corrects is { By: Correction.Scores } && ActsWith(use)) is { } adjustment)
            return adjustment;
        return judged.Goal() == Goal.BalancedAccuracy
            ? judged.Uses.FirstOrDefault(use => use.Row.Corrects is { By: Correction.InversePrior } && use.Part == smoothing.Part
                && (use.Use["Order"]?.Choice == "InsideSmoothing" || Torch(judged, use.Part) is not null))
            : null;
    }

    private static Term? Torch(Judged judged, int part)
        => judged.Uses.FirstOrDefault(use => use.Row.Stage == Stage.Aggregation && use.Use["By"]?.Choice == "Torch"
            && (use.Part == part || use.Part < 0));
}
