using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A margin at the label on scores that nothing bounds or scales: P(y|x) ∝ p_y (1 − κ p_y) instead of p_y (M1†, of cross-entropy), and
/// the scores that minimise the risk are as good as without.
/// </summary>
internal static class UnscaledMargin
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
        => from margin in judged.Uses
           where margin.Name == "AdditiveMargin" && margin.Number("Margin") is { } value && value != 0
               || margin.Name == "LabelDistributionMargin" && margin.Number("Max") is > 0
           where !judged.Uses.Any(use => (use.Part < 0 || margin.Part < 0 || use.Part == margin.Part) && Bounds(use))
           select margin.Breaks(CompositionRules.UnscaledMargin, null, margin.Name);

    private static bool Bounds(Term use)
        => use.Row is { Scales: not null } or { Caps: not null } or { RestrainsScores: true } or { TakesCosines: true }
            or { Stage: Stage.NormalisedScores };
}
