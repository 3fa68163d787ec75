using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A logit adjustment on a loss whose link is no power (A1†): where scores z_i, z_j tie, p_i/p_j = π_i/π_j, and the ratio of posteriors
/// there, φ'(p_j)/φ'(p_i), depends on p unless φ' is a power of it.
/// </summary>
internal static class AdjustedLink
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Adjustment() is not { } adjustment || !judged.IsForNeither()
            || judged.CorrectionOfTerms is not { IsShifted: true, IsCertain: true, HasPowerLink: false } correction)
            yield break;
        if (correction.All.Any(ties => !(ties.Deviation(Goal.BalancedAccuracy) > PriorCorrection.Tolerance)))
            yield break;
        var (low, high) = correction.All[0].Spread(Goal.BalancedAccuracy);
        Amendment[] changes =
        [
            Amendment.Weigh(judged.Declaration, adjustment),
            Amendment.Remove(judged.Declaration, adjustment),
        ];
        var remedies = judged.Remedies(changes);
        if (!judged.IsBare && remedies.Count == 0)
            yield break;
        var factor = Numbers.Text(low) == Numbers.Text(high) ? Numbers.Text(low) : $"{Numbers.Text(low)} to {Numbers.Text(high)}";
        var shares = $"{correction.All[0].SharesInWords}{(judged.IsBare ? "" : " and without smoothing and penalties")}";
        yield return adjustment.Breaks(CompositionRules.AdjustedLink, null, judged.Name, factor, shares) with
        {
            Remedies = remedies,
        };
    }
}
