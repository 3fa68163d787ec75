using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Whether a loss that predicts argmax P(y|x) r_y has an r of some use. By theorem (Menon et al. 2021, Theorem 1, and its extension to
/// losses whose link is a power) class weights π^−a and the adjustment τ log π make r = π^−(a + τ(1 − q)); rows drawn with class shares
/// π^b are weighted by π^−(1 − b).
/// </summary>
internal static class CorrectionRules
{
    private const double Negligible = 1e-6;

    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if ((judged.Sampler() ?? judged.Weights() ?? judged.Adjustment()) is null || !judged.IsForNeither()
            || judged.CorrectionOfTerms is not { IsOfNeither: true } correction)
            yield break;
        var acting = Acting(judged, correction);
        if (acting.Count > 1)
        {
            // Beside smoothing and penalties it is what is wrong if one of the remedies helps.
            if (Together(judged, correction, acting) is var together && (judged.IsBare || together.Remedies.Count > 0))
                yield return together;
        }
        else if (acting.Count == 1 && judged.IsBare && judged.Goal() is Goal.Accuracy or Goal.BalancedAccuracy)
        {
            yield return InPart(judged, correction, acting[0]);
        }
    }

    /// <summary>What corrects the prior; nothing if something does that has no attribute of its own.</summary>
    private static IReadOnlyList<Corrector> Acting(Judged judged, PriorCorrection correction)
    {
        var ofAdjustment = correction.Power - correction.WeightPower - correction.SamplerPower;
        (bool Acts, Term? Use, string? Parameter, double? Power)[] all =
        [
            (correction.IsResampled, judged.Sampler(), null, correction.SamplerPower),
            (correction.IsWeighted, judged.Weights(), judged.Weights()?.Row.Corrects?.Parameter, correction.WeightPower),
            (correction.IsShifted, judged.Adjustment(), judged.Adjustment()?.Row.Corrects?.Parameter, ofAdjustment),
        ];
        var acting = all.Where(one => one.Acts).ToList();
        return acting.Any(one => one.Use is null) ? []
            : [.. acting.Select(one => new Corrector(one.Use!, one.Parameter, acting.Count == 1 ? correction.Power : one.Power))];
    }

    private static Problem Together(Judged judged, PriorCorrection correction, IReadOnlyList<Corrector> acting)
    {
        var declaration = judged.Declaration;
        var own = acting.Where(one => one.Use.Row.Stage != Stage.Sampling).ToList();
        Amendment[] changes =
        [
            .. own.Reverse<Corrector>().Select(one => Share(declaration, correction, one)).OfType<Amendment>(),
            .. own.Select(one => Amendment.Remove(declaration, one.Use)),
        ];
        var criterion = judged.IsBare ? correction.Criterion : correction.Criterion + ", but for smoothing and penalties";
        var how = string.Join(" and ", acting.Select(one => acting.All(other => other.Power is not null)
            ? $"by π^{Numbers.Text(-one.Power!.Value).Replace('-', '−')} in [{one.Use.Name}]"
            : $"by [{one.Use.Name}]"));
        var rule = own.Count < acting.Count ? CompositionRules.ResampledAndCorrected : CompositionRules.CorrectedTwice;
        return own[own.Count - 1].Use.Breaks(rule, null, judged.Name, how, criterion) with
        {
            Remedies = judged.Remedies(changes),
        };
    }

    private static Problem InPart(Judged judged, PriorCorrection correction, Corrector acting)
    {
        var declaration = judged.Declaration;
        var changes = new List<Amendment>();
        if (Share(declaration, correction, acting) is { } share)
            changes.Add(share);
        // Weights from counts give way to 1/π, which takes the same counts.
        if (acting.Use.Row is { Corrects.By: Correction.Weights, Needs: ClassInputTable.Counts })
            changes.Add(Amendment.Weigh(declaration, acting.Use));
        if (acting.Use.Row.Stage != Stage.Sampling)
            changes.Add(Amendment.Remove(declaration, acting.Use));
        else if (acting.Power is { } power)
            changes.Add(Amendment.Adjust(declaration, acting.Use, 1 - power));
        return acting.Use.Breaks(CompositionRules.CorrectedInPart, acting.Parameter, acting.Use.Name, judged.Name,
            correction.Criterion) with
        {
            Remedies = judged.Remedies([.. changes]),
        };
    }

    /// <summary>What one of them has to do that all together divide by the prior once; null if that is nothing, or not known.</summary>
    private static Amendment? Share(Declaration declaration, PriorCorrection correction, Corrector one)
        => one is { Parameter: { } parameter, Power: { } own } && Math.Abs(own) > Negligible && correction.Power is { } power
            && one.Use.Number(parameter) is { } value && value * (1 - (power - own)) / own is var share && share > Negligible
            ? Amendment.Set(declaration, one.Use, parameter, share)
            : null;

    /// <summary>Something that corrects the prior.</summary>
    /// <param name="Use">Its attribute.</param>
    /// <param name="Parameter">The argument that says how much, if one does.</param>
    /// <param name="Power">k, if it makes r = π^−k of r = 1; else null.</param>
    private sealed record Corrector(Term Use, string? Parameter, double? Power);
}
