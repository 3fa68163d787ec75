using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A penalty of the scores beside a logit adjustment: its slope at adjusted scores that the prior has moved apart is another for
/// each class, on whatever stage it stands. The square of log Σ exp of scores is exempt, since it only fixes their sum.
/// </summary>
internal static class PenaltyRule
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Adjustment() is not { } adjustment || !judged.MayBeForBalance() || !judged.IsForNeither())
            yield break;
        foreach (var penalty in judged.Uses.Where(use => use.Name is "ConfidencePenalty" or "LogitPenalty"))
        {
            var remedies = judged.Remedies(
                Amendment.Weigh(judged.Declaration, adjustment),
                Amendment.Remove(judged.Declaration, penalty));
            // Where neither helps, the penalty is not what is wrong.
            if (remedies.Count > 0)
            {
                yield return penalty.Breaks(CompositionRules.PenaltyBesideAdjustment, null, penalty.Name, judged.Name) with
                {
                    Remedies = remedies,
                };
            }
        }
    }
}
