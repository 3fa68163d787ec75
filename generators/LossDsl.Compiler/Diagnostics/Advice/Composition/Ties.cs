using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Where the classes of a loss tie under some class counts.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Prior">Their shares.</param>
/// <param name="Drawn">How many rows of each class a sampler draws for one of the data set.</param>
/// <param name="Scan">The loss.</param>
internal sealed record Ties(double[] Counts, double[] Prior, double[] Drawn, SeparableScan Scan)
{
    private const double Same = 1e-6;

    private static readonly double[] Probabilities = [0.5, 0.01, 0.1, 0.3, 0.7, 0.9];

    /// <summary>Which classes these are, if they stand for more, or in another order; else null.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>The class weights, which act beside the sampler; null if the functions of the classes are no multiples of one.</summary>
    public double[]? Weights => Scan.Weights is { } both ? [.. both.Select((weight, k) => weight / Drawn[k])] : null;

    /// <summary>The counts as a vector, and which classes they are of.</summary>
    public string CountsInWords => $"({Numbers.Text(Counts)}){Statement.OfClasses(Classes)}";

    /// <summary>The shares as a vector, and which classes they are of.</summary>
    public string SharesInWords => $"({Numbers.Text(Prior)}){Statement.OfClasses(Classes)}";

    /// <summary>r, of which the first is 1, where P(y|x) r_y decides.</summary>
    public double[] Factors { get; }
        = [.. Enumerable.Range(0, Prior.Length).Select(k => k == 0 ? 1 : Scan.Tie(0, k, Prior.Length == 2 ? 1 : 0.5).Ratio)];

    /// <summary>Whether the slope of the loss of every label is a power of its probability.</summary>
    public bool HasPowerLink
    {
        get
        {
            double[][] slopes = [.. Probabilities.Select(p => Scan.Slopes(p))];
            bool IsPower(int k)
            {
                double Exponent(int i) => Math.Log(slopes[i][k] / slopes[0][k]) / Math.Log(Probabilities[i] / Probabilities[0]);
                return Enumerable.Range(2, Probabilities.Length - 2).All(i => Math.Abs(Exponent(i) - Exponent(1)) <= Same);
            }

            return Enumerable.Range(0, Prior.Length).All(IsPower);
        }
    }

    /// <summary>Whether P(y|x) r_y decides whatever the posterior.</summary>
    public bool IsRule => ClosedForms.Deviation(Scan, Decisions.Criterion(Goal.Accuracy, Prior)).IsRule;

    /// <summary>The largest |log| of the factor between the ratio of posteriors at a tie and the one at which a goal has it.</summary>
    public double Deviation(Goal goal) => ClosedForms.Deviation(Scan, Decisions.Criterion(goal, Prior)).Deviation;

    /// <summary>k, if some factors are π^−k up to one factor; else null.</summary>
    public double? PowerOf(double[]? factors)
    {
        if (factors is null)
            return null;
        var (rare, frequent) = (Array.IndexOf(Prior, Prior.Min()), Array.IndexOf(Prior, Prior.Max()));
        if (Prior[rare] >= Prior[frequent] * (1 - Same))
            return null;
        var power = Math.Log(factors[rare] / factors[frequent]) / Math.Log(Prior[frequent] / Prior[rare]);
        double Rest(int k) => Math.Log(factors[k] / factors[frequent]) - (power * Math.Log(Prior[frequent] / Prior[k]));
        return Enumerable.Range(0, factors.Length).All(k => Math.Abs(Rest(k)) <= Same) ? power : null;
    }
}
