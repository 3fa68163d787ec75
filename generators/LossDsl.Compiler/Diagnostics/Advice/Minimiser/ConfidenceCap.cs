using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL105: a loss of the label that rises again near p = 1, so that its minimiser never comes there.</summary>
internal static class ConfidenceCap
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        // Opposing terms are the reason for a cap of their own, and are told as such.
        if (OpposingTerms.Problems(judged).Any())
            yield break;
        if (judged.Goal() != Goal.None && judged.Report.Last is { Cap: { } cap, RisesAt: null, IsUnboundedBelow: not true })
            yield return PolyCoefficients.Blame(judged, CalibrationRules.Capped, judged.Name, Numbers.Text(cap));
    }
}
