using System;
using System.Linq;

namespace KnownPosteriors;

/// <summary>How often what was predicted with a probability came true: in bins of predicted probabilities, over all classes.</summary>
/// <param name="Predicted">The mean prediction of each bin that is not empty.</param>
/// <param name="Outcome">The mean P(k|x) in it.</param>
/// <param name="Share">The share of all predictions that fall into it.</param>
internal sealed record Reliability(double[] Predicted, double[] Outcome, double[] Share)
{
    private const int Bins = 20;

    /// <summary>The mean |prediction − outcome| of bins, by their share.</summary>
    public double CalibrationError => Enumerable.Range(0, Share.Length).Sum(b => Share[b] * Math.Abs(Predicted[b] - Outcome[b]));

    /// <summary>Of probabilities (rows, classes).</summary>
    public static Reliability Of(float[] probabilities, Sample test)
    {
        double[] predicted = new double[Bins], outcome = new double[Bins], count = new double[Bins];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var bin = Math.Min((int)(probabilities[i] * Bins), Bins - 1);
            predicted[bin] += probabilities[i];
            outcome[bin] += test.Posteriors[i];
            count[bin]++;
        }

        int[] filled = [.. Enumerable.Range(0, Bins).Where(bin => count[bin] > 0)];
        return new Reliability(
            [.. filled.Select(bin => predicted[bin] / count[bin])],
            [.. filled.Select(bin => outcome[bin] / count[bin])],
            [.. filled.Select(bin => count[bin] / probabilities.Length)]);
    }
}
