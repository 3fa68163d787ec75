using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What is worth knowing about a composition, and no mistake.</summary>
internal static class CompositionNotes
{
    /// <summary>The notes on a loss.</summary>
    public static IEnumerable<string> Of(Judged judged)
    {
        var isCorrecting = judged.Weights() is not null || judged.Adjustment() is not null || judged.Sampler() is not null;
        if (isCorrecting && judged.Correction is { HasCriterion: true } correction && correction.Criterion is not ("P(y|x)" or "P(y|x)/π_y")
            && correction.All.Any(ties => PriorCorrection.AreDifferent(ties.Factors)))
            yield return $"In the population limit it predicts argmax {correction.Criterion}.";

        if (judged.Sampler() is { } sampler)
        {
            yield return $"[{sampler.Name}] says how rows are drawn for training, with class shares {sampler.Row.Formula}, q = "
                + $"{Numbers.Text(sampler.Number("Power") ?? 0)}, as weights π^(q − 1) of rows would; P(y|x) and π are of the data set "
                + "they are drawn from.";
        }

        if (!isCorrecting && judged.Find("LabelDistributionMargin") is { } margins && IsCrossEntropy(judged)
            && judged.Find("Focal") is null)
        {
            yield return $"[{margins.Name}] does not correct the prior: in the population limit it moves the threshold between two classes "
                + "by a factor of 2 at most, of nearly 1 where scores are scaled up. Class weights correct it.";
        }

        if (judged.Uses.FirstOrDefault(use => use.Row.Stage == Stage.MarginedScores) is { } margin
            && judged.Uses.FirstOrDefault(use => use.Row.Smooths) is { } smoothing)
        {
            yield return $"[{smoothing.Name}] takes the losses of other classes from the same scores, of which [{margin.Name}] has lowered "
                + "that of the label: its mass is beside the margin, not before it.";
        }

        if (judged.Find("HardestExamples") is { } selection)
        {
            yield return $"[{selection.Name}] selects rows by what else is in the batch, so that there is no risk of a single example and "
                + "nothing to be judged.";
        }

        if (judged.Find("Focal") is { } focal && focal.Use["Gradient"]?.Choice == "Stop" && IsCrossEntropy(judged)
            && judged.Weights() is null && judged.Sampler() is null && !judged.Uses.Any(use => use.Row.Stage == Stage.MarginedScores))
        {
            yield return $"[{focal.Name}] with a stopped gradient is descent on no loss: it rests where P(y|x) ∝ p_y/(1 − p_y)^γ, p the "
                + "softmax of the adjusted scores, which is another link than that of the focal loss.";
        }
    }

    /// <summary>Whether cross-entropy of scores with one scale is all that there is of terms, targets and regularisers.</summary>
    private static bool IsCrossEntropy(Judged judged)
        => judged.Declaration.Head == Heads.Softmax && judged.Declaration.Parts.Count == 0
            && judged.Uses.Where(use => use.Row.Stage == Stage.BaseTerm).All(use => use.Row.IsLogLoss)
            && judged.Uses.Where(use => use.Row.Stage == Stage.Scores)
            .All(use => use.Row is { Scales: not null } or { Corrects.By: Correction.Scores })
            && judged.Uses.Where(use => use.Row.Stage == Stage.Modulator).All(use => use.Name == "Focal")
            && !judged.Uses.Any(use => use.Row.Stage is Stage.Regulariser or Stage.Target or Stage.RowWeight or Stage.Probabilities);
}
