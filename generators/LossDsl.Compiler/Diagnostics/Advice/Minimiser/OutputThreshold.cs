using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL303: outputs of a sigmoid or Gumbel head whose p is 1/2 at another P(y|x) (B2); notes where that is not the goal.</summary>
internal static class OutputThreshold
{
    private const double Least = 0.01;

    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() == Goal.Accuracy && Moved(judged.Report.Last) is { } threshold)
            yield return judged.MissesGoal(CalibrationRules.ThresholdMoved, judged.Name, Numbers.Text(threshold));
    }

    public static IEnumerable<string> Notes(Judged judged)
    {
        if (judged.Goal() != Goal.Accuracy && Moved(judged.Report.Last) is { } threshold)
            yield return $"p > 1/2 means P(y|x) > {Numbers.Text(threshold)}; Predict knows the threshold.";
        // φ₋ = −log(1 − p + m) is flat up to p = m, where its slope becomes 1 and that of φ₊ = −log p is −1/m.
        if (judged.Declaration.Head == Heads.Sigmoid && IsPlain(judged)
            && judged.Uses.FirstOrDefault(use => use.Name == "ProbabilityShift")?.Use["Margin"]?.Numbers is { Count: 1 } margin)
        {
            yield return $"Labels with P(y|x) up to {Numbers.Text(margin[0] / (1 + margin[0]))} all get p = {Numbers.Text(margin[0])}: "
                + "the shift of [ProbabilityShift] leaves their order out.";
        }
    }

    private static double? Moved(PhaseReport report)
        => report.Threshold is { } threshold && Math.Abs(threshold - 0.5) > Least ? threshold : null;

    private static bool IsPlain(Judged judged)
        => judged.Uses.All(use => use.Name == "ProbabilityShift"
            || use.Row is { IsLogLoss: true } or { Stage: Stage.Loss or Stage.Aggregation })
            && judged.Uses.All(use => !use.Row.IsLogLoss || use.Use.Arguments.Count == 0);
}
