using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>
/// Whether a loss that predicts argmax P(y|x) r_y has an r of some use. By theorem (Menon et al. 2021, Theorem 1, and its extension to
/// losses whose link is a power) class weights π^−a and the adjustment τ log π make r = π^−(a + τ(1 − q)).
/// </summary>
internal static class CorrectionRules
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if ((judged.Weights() ?? judged.Adjustment()) is null || !judged.IsForNeither()
            || judged.CorrectionOfTerms is not { IsOfNeither: true } correction)
            yield break;
        if (correction is { IsWeighted: true, IsShifted: true })
        {
            // Beside smoothing and penalties it is what is wrong if one of the remedies helps.
            if (judged.Weights() is { } weights && judged.Adjustment() is { } adjustment
                && Twice(judged, correction, weights, adjustment) is var twice && (judged.IsBare || twice.Remedies.Count > 0))
                yield return twice;
        }
        else if (judged.IsBare && judged.Goal() is Goal.Accuracy or Goal.BalancedAccuracy
            && (correction.IsWeighted ? judged.Weights() : judged.Adjustment()) is { } acting)
        {
            yield return InPart(judged, correction, acting);
        }
    }

    private static Problem Twice(Judged judged, PriorCorrection correction, PlacedUse weights, PlacedUse adjustment)
    {
        var declaration = judged.Declaration;
        var changes = new List<Amendment> { Amendment.Remove(declaration, weights), Amendment.Remove(declaration, adjustment) };
        var criterion = judged.IsBare ? correction.Criterion : correction.Criterion + ", but for smoothing and penalties";
        var how = $"by [{weights.Name}] and by [LogitAdjustment]";
        if (correction is { Power: { } power, WeightPower: { } ofWeights })
        {
            var ofAdjustment = power - ofWeights;
            how = $"by π^−{Numbers.Text(ofWeights)} in [{weights.Name}] and by π^−{Numbers.Text(ofAdjustment)} in [LogitAdjustment]";
            if (adjustment.Constant("Tau") is { } tau && tau * (1 - ofWeights) / ofAdjustment is > 1e-6 and var rest)
                changes.Insert(0, Amendment.Set(declaration, adjustment, "Tau", rest));
        }

        return adjustment.Breaks(CompositionRules.CorrectedTwice, null, judged.Name, how, criterion) with
        {
            Remedies = judged.Remedies([.. changes]),
        };
    }

    private static Problem InPart(Judged judged, PriorCorrection correction, PlacedUse acting)
    {
        var declaration = judged.Declaration;
        var parameter = acting.Name switch
        {
            "LogitAdjustment" => "Tau",
            "InverseFrequency" => "Power",
            _ => null,
        };
        var changes = new List<Amendment>();
        if (parameter is not null && correction.Power is { } power && acting.Constant(parameter) is { } value && Math.Abs(power) > 1e-6)
            changes.Add(Amendment.Set(declaration, acting, parameter, value / power));
        if (acting.Name == "EffectiveNumber")
            changes.Add(Amendment.Weigh(declaration, acting));
        changes.Add(Amendment.Remove(declaration, acting));
        return acting.Breaks(CompositionRules.CorrectedInPart, parameter, acting.Name, judged.Name, correction.Criterion) with
        {
            Remedies = judged.Remedies([.. changes]),
        };
    }
}
