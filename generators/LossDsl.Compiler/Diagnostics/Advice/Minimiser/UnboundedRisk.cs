using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>LDSL106: a risk without lower bound, which training follows to infinity; and a note on a bound that is not attained.</summary>
internal static class UnboundedRisk
{
    private const string Penalty = "LogitPenalty(0.01)";
    private const string Anywhere = "it falls for ever as scores go to infinity";

    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Report.Last.IsUnboundedBelow != true)
            yield break;
        var direction = Direction(judged.Report.Last);
        if (judged.Uses.FirstOrDefault(use => use.Use["Coefficient"]?.Numbers is { Count: 1 } numbers && numbers[0] < 0) is { } negative)
        {
            var positive = Numbers.Exactly(-negative.Use["Coefficient"]!.Numbers!.Value[0]);
            yield return negative.Breaks(CalibrationRules.UnboundedBelow, "Coefficient", judged.Name, direction) with
            {
                Remedies = new[] { Remedy.Of($"Set Coefficient to {positive}",
                    negative.Edit(EditKind.SetArgument, "Coefficient", positive)) }.ToEquatable(),
            };
        }
        else if (judged.Uses.FirstOrDefault(use => use.Name is "Unhinged" or "LogitMargin") is { } linear)
        {
            yield return linear.Breaks(CalibrationRules.UnboundedBelow, null, judged.Name, direction) with
            {
                Remedies = new[] { Remedy.Of($"Add [{Penalty}]", linear.Edit(EditKind.AddAttribute, text: Penalty)) }.ToEquatable(),
            };
        }
        else
        {
            yield return judged.Breaks(CalibrationRules.UnboundedBelow, judged.Name, direction);
        }
    }

    public static IEnumerable<string> Notes(Judged judged)
    {
        if (judged.Declaration.Head == Heads.Softmax && IsAtInfinity(judged.Report.Last)
            && !judged.Uses.Any(use => use.Row.TakesCosines || use.Row.RestrainsScores))
        {
            yield return "For some posteriors the infimum of the risk is at infinity, so that nothing keeps scores from growing; "
                + "weight decay or [LogitPenalty] does.";
        }
    }

    /// <summary>
    /// Whether some posteriors without zeros have their minimiser at infinity: by search where there are no kinks, or because
    /// slopes end at a vertex.
    /// </summary>
    private static bool IsAtInfinity(PhaseReport report)
        => report is { Link.IsAtInfinity: true, IsUnboundedBelow: not true }
            or { FadesAtZero: true, Link.Kind: LinkKind.None, RisesAt: null };

    /// <summary>Where the risk falls, of some counterexample; in words if there is none.</summary>
    private static string Direction(PhaseReport report)
    {
        CalibrationVerdict[] verdicts = [report.Accuracy, report.Balanced, report.Probabilities];
        if (verdicts.Select(verdict => verdict.Counterexample)
            .FirstOrDefault(by => by is { Failure: Failure.UnboundedBelow }) is not { } by)
            return Anywhere;
        if (by.Scores.Count == 1)
            return $"at P(y|x) = {Numbers.Text(by.Posterior[1])} it falls for ever as the score goes to {(by.Scores[0] < 0 ? "−∞" : "+∞")}";
        var largest = by.Scores.Max(Math.Abs);
        return largest > 0
            ? $"at P(y|x) = {Statement.Vector(by.Posterior)} it falls for ever as scores go along "
                + $"{Statement.Vector(by.Scores.Select(score => score / largest))}"
            : Anywhere;
    }
}
