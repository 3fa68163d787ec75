using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>LDSL302: probabilities are the goal, and nothing leads back to them; notes where they are not the goal.</summary>
internal static class MissingLink
{
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() == Goal.Probabilities && IsRefuted(judged.Report.Last))
            yield return judged.MissesGoal(CalibrationRules.NoLink, judged.Name, Reason(judged));
    }

    public static IEnumerable<string> Notes(Judged judged)
    {
        var last = judged.Report.Last;
        if (last.Probabilities.Kind != VerdictKind.Violated)
            yield break;
        var link = judged.Declaration.Head == Heads.Softmax ? "softmax(z)" : "p";
        if (last.Link.Kind != LinkKind.None)
            yield return $"{link} is not P(y|x); ToProbabilities gives it.";
        else if (judged.Goal() != Goal.Probabilities)
            yield return $"{link} is not P(y|x), and there is no way back to it: {last.Link.Text}.";
    }

    private static string Reason(Judged judged)
        => judged.Report.Last.Link.Text + (SharedMinimiser.Of(judged) is { } example ? $"; {example}" : "");

    private static bool IsRefuted(PhaseReport report) => report is { Probabilities.Kind: VerdictKind.Violated, Link.Kind: LinkKind.None };
}
