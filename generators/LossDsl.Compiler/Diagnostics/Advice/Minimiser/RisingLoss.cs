using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>LDSL104: a loss of the label that does not fall with its probability up to one half (P† and its like).</summary>
internal static class RisingLoss
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        var last = judged.Report.Last;
        if (judged.IsForDecisions && last is { RisesAt: { } there, IsUnboundedBelow: not true, Accuracy.Counterexample: { } by }
            && !last.Balanced.Holds
            && !SmoothingStrength.FailsForFew(judged))
        {
            yield return PolyCoefficients.Blame(judged, CalibrationRules.RisesWithProbability,
                judged.Name, Numbers.Text(there), Statement.Of(by, judged.Declaration));
        }
    }
}
