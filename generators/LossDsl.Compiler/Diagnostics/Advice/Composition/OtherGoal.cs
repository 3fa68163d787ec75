using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A loss that is consistent for the one of accuracy and balanced accuracy that is not declared.</summary>
internal static class OtherGoal
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Goal() is not (Goal.Accuracy or Goal.BalancedAccuracy)
            || judged.Uses.FirstOrDefault(use => use.Stage == Stage.Loss) is not { } loss)
            yield break;
        var other = judged.Goal() == Goal.Accuracy ? Goal.BalancedAccuracy : Goal.Accuracy;
        if (judged.Report.Verdict is not { Kind: VerdictKind.Violated } || !judged.Report.Last.On(other)!.Holds)
            yield break;
        var declaration = judged.Declaration;
        var changes = new List<Amendment>();
        if (judged.Goal() == Goal.Accuracy)
        {
            if (judged.Weights() is { } weights)
                changes.Add(Amendment.Remove(declaration, weights));
            if (judged.Adjustment() is { } adjustment)
                changes.Add(Amendment.Remove(declaration, adjustment));
            else if (judged.Sampler() is { } sampler && judged.Correction?.SamplerPower is { } power)
                changes.Add(Amendment.Adjust(declaration, sampler, -power));
        }
        else if (declaration.Parts.Count == 0 && judged.Weights() is null)
        {
            changes.Add(Amendment.Weight(declaration, loss));
        }

        var renamed = Amendment.Set(declaration, loss, "For", "Goal", other.ToString());
        yield return loss.Breaks(CompositionRules.OtherGoal, "For", judged.Name, Statement.Words(judged.Goal()), Statement.Words(other),
            AllTheSame(judged)) with
        {
            Remedies = judged.Remedies([.. changes]).Append(renamed.Remedy).ToEquatable(),
        };
    }

    /// <summary>That the link leads to the goal, where there is one.</summary>
    private static string AllTheSame(Judged judged)
        => judged.Report.Last.Link.Kind == LinkKind.None ? ""
            : $"; its largest score is not for {Statement.Words(judged.Goal())}, Predict is";
}
