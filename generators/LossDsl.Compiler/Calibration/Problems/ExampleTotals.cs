using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Losses that class counts enter otherwise than as shares, as they do weights by effective numbers, where counts are not declared: what
/// is said of them must not depend on how many examples there are.
/// </summary>
internal static class ExampleTotals
{
    private const double Equal = 1e-9;

    private const string Reason = "it depends on how many examples there are, which is not declared";

    /// <summary>Numbers of examples between which weights by effective numbers go from inverse frequency to none.</summary>
    public static readonly double[] Tried = [100, 2e9];

    private static readonly double[][] Scores = [[0.3, -0.5, 0.1], [-2, 1.5, 0.7]];

    /// <summary>The loss with other numbers of examples, if it is another one there; else nothing.</summary>
    public static IReadOnlyList<Population> Others(Population population, double[] prior)
    {
        if (!population.LacksCounts || prior.Length > Priors.Tried)
            return [];
        Population[] others = [.. Tried.Select(population.Of)];
        var usual = Values(population, prior);
        return others.All(other => Values(other, prior).Zip(usual, IsSame).All(same => same)) ? [] : others;
    }

    /// <summary>What is known for one number of examples as far as it stands for others.</summary>
    public static PhaseReport Together(PhaseReport usual, IReadOnlyList<PhaseReport> others)
    {
        CalibrationVerdict Of(Func<PhaseReport, CalibrationVerdict> verdict) => Join([verdict(usual), .. others.Select(verdict)]);
        bool IsCommon<T>(Func<PhaseReport, T> fact) => others.All(other => EqualityComparer<T>.Default.Equals(fact(other), fact(usual)));

        return usual with
        {
            Accuracy = Of(phase => phase.Accuracy),
            Balanced = Of(phase => phase.Balanced),
            Probabilities = Of(phase => phase.Probabilities),
            IsAttained = IsCommon(phase => phase.IsAttained) ? usual.IsAttained : null,
            IsUnboundedBelow = IsCommon(phase => phase.IsUnboundedBelow) ? usual.IsUnboundedBelow : null,
            Threshold = others.All(other => other.Threshold is { } there && usual.Threshold is { } here && IsSame(there, here))
                ? usual.Threshold : null,
        };
    }

    private static CalibrationVerdict Join(CalibrationVerdict[] verdicts)
        => verdicts.FirstOrDefault(verdict => verdict.Kind == VerdictKind.Undecided)
            ?? (verdicts.Any(verdict => verdict.Holds != verdicts[0].Holds) ? CalibrationVerdict.Undecided(Reason)
                : verdicts.Where(verdict => verdict.Kind == VerdictKind.HoldsNumerically).OrderByDescending(verdict => verdict.Off ?? 0)
                .FirstOrDefault()
                ?? verdicts[0]);

    /// <summary>Losses and gradients of all labels.</summary>
    private static double[] Values(Population population, double[] prior)
    {
        var program = population.Under(prior);
        double[] losses = new double[prior.Length], gradients = new double[prior.Length * prior.Length];
        var values = new List<double>();
        foreach (var scores in Scores)
        {
            program.Evaluate([.. scores.Take(prior.Length)], losses);
            program.Gradients(gradients);
            values.AddRange(losses.Concat(gradients));
        }

        return [.. values];
    }

    private static bool IsSame(double a, double b)
        => a.Equals(b) || Math.Abs(a - b) <= Equal * Math.Max(1e-3, Math.Max(Math.Abs(a), Math.Abs(b)));
}
