using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace KnownPosteriors;

/// <summary>The table, as Markdown that reads well in a terminal too.</summary>
internal static class Report
{
    private static readonly string[] Heads =
    [
        "error of the head", "of ToProbabilities", "calibration error of the head", "of ToProbabilities",
        "accuracy of the largest score", "of Predict", "balanced accuracy of the largest score", "of the largest P/π",
    ];

    /// <summary>A row per loss: means over seeds, in per cent, with the standard deviation where there are several.</summary>
    public static string Table(IReadOnlyList<(string Name, Measures[] Seeds)> results,
        (double Accuracy, double Balanced, double PerOutput) bayes)
    {
        var table = new StringBuilder();
        table.Append($"| loss | {string.Join(" | ", Heads)} |\n|---|{string.Concat(Heads.Select(_ => "---|"))}\n");
        foreach (var (name, seeds) in results)
            table.Append($"| {name} | {string.Join(" | ", Enumerable.Range(0, Heads.Length).Select(i => Cell([.. seeds.Select(seed => seed.Values[i])])))} |\n");
        table.Append(FormattableString.Invariant(
            $"| *the posteriors themselves* | | 0 | | 0 | {100 * bayes.Accuracy:F1} | {100 * bayes.Accuracy:F1} | {100 * bayes.Balanced:F1} | {100 * bayes.Balanced:F1} |\n"));
        return table + "\nPer cent. Error: mean |p − P(k|x)|, p by the head (softmax, sigmoid) or by the generated ToProbabilities. "
            + "Calibration error: mean"
            + "\ndifference of prediction and outcome, in bins. Accuracies are expected values under P(y|x); those of the asymmetric loss "
            + "are of its"
            + "\noutputs. All losses are declared for accuracy. P/π: what balanced accuracy wants.\n";
    }

    private static string Cell(double[] values)
    {
        if (values.Any(double.IsNaN))
            return "";
        var mean = values.Average();
        if (values.Length == 1)
            return FormattableString.Invariant($"{100 * mean:F1}");
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        return FormattableString.Invariant($"{100 * mean:F1} ± {100 * deviation:F1}");
    }
}
