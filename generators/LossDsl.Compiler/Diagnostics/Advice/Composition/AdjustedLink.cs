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
        Amendment[] changes =
        [
            Amendment.Weigh(judged.Declaration, adjustment),
            Amendment.Remove(judged.Declaration, adjustment),
        ];
        var remedies = judged.Remedies(changes);
        if (!judged.IsBare && remedies.Count == 0)
            yield break;
        // Both decisions at one posterior: what balanced accuracy wants there, and what the loss predicts.
        var by = judged.Report.Last.Balanced.Counterexample!;
        var decisions = Statement.Of(by, judged.Declaration, Statement.OfPrior(judged.Declaration, Goal.BalancedAccuracy));
        yield return adjustment.Breaks(CompositionRules.AdjustedLink, null, judged.Name, decisions) with
        {
            Remedies = remedies,
        };
    }
}
