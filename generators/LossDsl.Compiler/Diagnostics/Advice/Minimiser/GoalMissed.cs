using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL101 to LDSL103: what the verdict on the goal says, if nothing more special does.</summary>
internal static class GoalMissed
{
    private const double Clear = 0.05;

    /// <summary>The verdict on the declared goal; without one, whether both goals about decisions are missed.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
        => judged.Goal() switch
        {
            Goal.None => [],
            Goal.Unspecified => Undeclared(judged),
            var goal => Declared(judged, goal),
        };

    private static IEnumerable<Problem> Declared(Judged judged, Goal goal)
    {
        var verdict = judged.Report.Verdict!;
        if (verdict.Kind == VerdictKind.Undecided)
            yield return Undecided(judged, goal, verdict.Note);
        if (verdict.Counterexample is not { Regret: >= ClosedForms.LeastRegret } by)
            yield break;
        if (Steadiness.Doubt(judged, by, goal) is { } doubt)
            yield return Undecided(judged, goal, doubt);
        else
            yield return judged.MissesGoal(by.Regret >= Clear ? CalibrationRules.MissesGoal : CalibrationRules.SmallBias,
                judged.Name, Statement.Misses(goal),
                    Statement.Of(by, judged.Declaration, Statement.OfPrior(judged.Declaration, goal)) + WayBack(judged, goal));
    }

    private static IEnumerable<Problem> Undeclared(Judged judged)
    {
        // What outputs of their own decide is a matter of their thresholds, which authors choose.
        if (judged.Declaration.Head == Heads.Softmax
            && judged.Report.Last.Accuracy.Counterexample is { Regret: >= Clear } by
            && judged.Report.Last.Balanced.Counterexample is { Regret: >= Clear } other
            && Steadiness.Doubt(judged, by, Goal.Accuracy, Goal.BalancedAccuracy) is null)
        {
            yield return judged.Breaks(CalibrationRules.MissesGoal,
                judged.Name, Statement.Misses(Goal.Unspecified),
                $"for accuracy, {Statement.Of(by, judged.Declaration, Statement.OfPrior(judged.Declaration, Goal.Accuracy))}; "
                    + "for balanced accuracy, "
                    + $"{Statement.Of(other, judged.Declaration, Statement.OfPrior(judged.Declaration, Goal.BalancedAccuracy))}");
        }
    }

    private static Problem Undecided(Judged judged, Goal goal, string reason)
        => judged.MissesGoal(CalibrationRules.Undecided, judged.Name, Statement.Reaches(goal), reason);

    private static string WayBack(Judged judged, Goal goal)
        => goal == Goal.Probabilities && judged.Report.Last.Link.Kind != LinkKind.None ? "; call ToProbabilities for it" : "";
}
