using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>LDSL105: a loss of the label that rises again near p = 1, so that its minimiser never comes there.</summary>
internal static class ConfidenceCap
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Declaration.Goal != Goal.None && judged.Report.Last is { Cap: { } cap, RisesAt: null, IsUnboundedBelow: not true })
            yield return PolyCoefficients.Blame(judged, CalibrationRules.Capped, judged.Name, Statement.Number(cap));
    }
}
