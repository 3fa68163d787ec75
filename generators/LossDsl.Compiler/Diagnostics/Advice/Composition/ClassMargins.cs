using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Margins that differ between classes: where two classes tie, the ratio of posteriors is (1 − κ_i p_i)/(1 − κ_j p_j) times what it is
/// without margins, κ = 1 − e^(−s m) (M1†, of cross-entropy). It nears 1 as the scale s grows, and corrects no prior.
/// </summary>
internal static class ClassMargins
{
    private const double LeastShift = 0.04;

    private const double AmpleScale = 30;

    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() is not (Goal.Accuracy or Goal.BalancedAccuracy) || judged.Report.Verdict is not { Kind: VerdictKind.Violated }
            || judged.Find("LabelDistributionMargin") is not { } margins || judged.Correction is not { } correction)
            yield break;
        var without = Amendment.Remove(judged.Declaration, margins);
        if (PriorCorrection.Of(without.After, judged.Cancellation) is not { } plain || !without.Reaches(judged.Goal(), judged.Cancellation))
            yield break;
        var (factor, shares) = correction.All.Zip(plain.All, (ties, other) => (Factor: Factor(ties, other), ties.SharesInWords))
            .OrderByDescending(one => one.Factor).First();
        if (factor <= 1 + LeastShift)
            yield break;
        yield return margins.Breaks(CompositionRules.MarginsMoveThreshold, null, margins.Name, Numbers.Text(factor), shares) with
        {
            Remedies = judged.Remedies([.. Scaled(judged, margins), without]),
        };
    }

    /// <summary>
    /// The factor between the ratios of posteriors at a tie with margins and without, of the two classes between which it is
    /// farthest from 1, as a number above 1.
    /// </summary>
    private static double Factor(Ties ties, Ties plain)
        => ClosedForms.Pairs(ties.Prior.Length)
            .Select(pair => ties.Scan.Tie(pair.I, pair.J, 1).Ratio / plain.Scan.Tie(pair.I, pair.J, 1).Ratio)
            .Max(factor => Math.Max(factor, 1 / factor));

    private static IEnumerable<Amendment> Scaled(Judged judged, Term margins)
    {
        var scales = judged.Uses.Where(use => use.Row.Scales is not null).ToList();
        if (scales.FirstOrDefault(use => use.Row.Scales is { Divides: false }) is { } scale)
            yield return Amendment.Set(judged.Declaration, scale, scale.Row.Scales!.Value.Parameter, AmpleScale);
        else if (scales.Count == 0)
            yield return Amendment.Scale(judged.Declaration, margins, AmpleScale);
    }
}
