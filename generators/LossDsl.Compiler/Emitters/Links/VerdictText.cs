using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What the statistician says about a loss, in short lines for who hovers over its name.</summary>
internal static class VerdictText
{
    private const string Dagger = "†";

    /// <summary>The lines.</summary>
    /// <param name="judgement">The verdicts and what is worth knowing.</param>
    /// <param name="link">The way back to probabilities, and how the loss predicts.</param>
    /// <param name="published">The published loss that the declaration equals, or null.</param>
    public static IReadOnlyList<string> Lines(Judgement judgement, LossLink link, string? published)
    {
        var lines = new List<string>();
        if (published is not null)
            lines.Add("equal to: " + published);
        lines.Add("what the minimiser of the population risk decides, if the scores can be anything:");
        var phases = judgement.Report.Phases;
        foreach (var phase in phases)
        {
            if (phases.Count > 1)
                lines.Add(FormattableString.Invariant($"from epoch {phase.From}:"));
            lines.AddRange(Of(phase, link.Surface, new Judged(link.Surface.Declaration, judgement.Report)));
        }

        lines.Add($"P(y|x) from scores{(phases.Count > 1 ? ", in the last phase" : "")}: "
            + $"{(link.Described.Kind == LinkKind.None ? "no way back; " : "")}{link.Described.Text}");
        if (link.Described.Text.Contains("φ₋"))
            lines.Add("    with φ₊ and φ₋ the loss of an output whose label applies, and of one whose label does not");
        if (link.Described.Text.Contains("w_y"))
            lines.Add("    with w_y " + Weights(link.Surface));
        if (link.Described.Text.Contains("A_y'"))
            lines.Add("    with A_y the loss of label y as a function of log "
                + $"p_y{(link.Described.Text.Contains("B_y'") ? ", and B_y what log p_y adds whatever the label" : "")}");
        lines.Add($"Predict is for {Statement.Words(link.Prediction.Goal)}{(phases.Count > 1 ? ", in the last phase" : "")}: "
            + $"{link.Prediction.Why}");
        lines.AddRange(judgement.Notes.Select(note => "note: " + note));
        if (lines.Any(line => line.Contains(Dagger)))
            lines.Add($"{Dagger} a derivation of this project, checked numerically and not published");
        return [.. lines.SelectMany(Paragraph.Wrapped)];
    }

    private static string Weights(ClassSurface surface) => (surface.HasWeights, surface.IsResampled) switch
    {
        (true, true) => "the class weight times π_y^(q − 1) of the sampler",
        (false, true) => "= π_y^(q − 1) of the sampler",
        _ => "the class weight",
    };

    private static IEnumerable<string> Of(PhaseReport phase, ClassSurface surface, Judged judged)
    {
        string Says(CalibrationVerdict verdict, string claim) => VerdictText.Says(verdict, claim, judged);

        yield return "  accuracy: "
            + Says(phase.Accuracy, surface.IsElementwise ? "p > 1/2 where the label is the likelier answer"
                : "the largest score is that of the most probable class");
        if (!surface.IsElementwise)
            yield return "  balanced accuracy: " + Says(phase.Balanced, "the largest score is that of the largest P(y|x)/π_y");
        yield return "  probabilities: " + Says(phase.Probabilities, "the head's p is P(y|x)");
        if (phase.Note is { } note)
            yield return "  " + note;
        if (phase.IsUnboundedBelow == true)
            yield return "  the risk of some posterior has no lower bound";
        else if (phase.IsAttained == false)
            yield return "  the infimum of the risk is not attained for some posterior without zeros";
    }

    private static string Says(CalibrationVerdict verdict, string claim, Judged judged) => verdict.Kind switch
    {
        VerdictKind.Proven => $"yes, {claim}; proven: {verdict.Note}",
        VerdictKind.HoldsNumerically when verdict.Off is not null => verdict.Note,
        VerdictKind.HoldsNumerically => $"yes, {claim}; by numbers, not proof: {verdict.Note}",
        VerdictKind.Violated when Steadiness.Doubt(judged, verdict.Counterexample!) is { } doubt
            => $"not known: {doubt}; of scores that can be anything, "
                + $"{Example(verdict.Counterexample!, judged.Declaration, verdict.Note.Contains("r_y"))} ({verdict.Note})",
        VerdictKind.Violated =>
            $"no: {Example(verdict.Counterexample!, judged.Declaration, verdict.Note.Contains("r_y"))} ({verdict.Note})",
        _ => $"not known: {verdict.Note}",
    };

    private static string Example(Counterexample found, Declaration declaration, bool dependsOnPrior)
    {
        if (found.Scores.Count == 1)
        {
            return $"P(y|x) = {Numbers.Text(found.Posterior[1])} has its minimum at p = {Numbers.Text(found.Probabilities[1])}"
                + (found.Goal == Goal.Probabilities ? "" : $", and the label is {(found.Bayes == 1 ? "" : "not ")}what the goal wants");
        }

        var classes = Statement.Classes(found, Statement.OfPrior(declaration, found.Goal));
        var posterior = $"{(classes is null ? Statement.OfFewer(found, declaration) : "")}P(·|x) = "
            + $"{Statement.Vector(found.Posterior)}{Statement.OfClasses(classes)}"
            + (found.Goal == Goal.BalancedAccuracy || dependsOnPrior ? $", prior {Statement.Vector(found.Prior)}," : "");
        return found.Goal == Goal.Probabilities
            ? $"{posterior} gives p = {Statement.Vector(found.Probabilities)}"
            : $"{posterior} {Fails(found, classes)}";
    }

    private static string Fails(Counterexample found, int[]? classes)
    {
        var (predicted, bayes) = (classes?[found.Predicted] ?? found.Predicted, classes?[found.Bayes] ?? found.Bayes);
        return found.Failure switch
        {
            Failure.WrongClass => $"predicts class {predicted}, and class {bayes} is right",
            Failure.Tie => $"ties class {predicted} with class {bayes}, which is right",
            Failure.AtInfinity => $"sends scores to infinity where class {predicted} is predicted, and class {bayes} is right",
            _ => $"lets the risk fall without bound where class {predicted} is predicted, and class {bayes} is right",
        };
    }
}
