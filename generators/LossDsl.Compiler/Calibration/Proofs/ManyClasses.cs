using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Whether minimisers of more classes than three are at finite scores, where no theorem says so: by descents at some
/// posteriors.
/// </summary>
/// <param name="population">The loss.</param>
/// <param name="unit">The unit of scores.</param>
/// <param name="budget">The most evaluations.</param>
/// <param name="cancellation">Observed at each evaluation.</param>
internal sealed class ManyClasses(Population population, double unit, Func<int> budget, CancellationToken cancellation)
{
    private const int Most = 10;
    private const double Farthest = 35, FarOut = 1e3;

    private static readonly double[] Largest = [0.95, 0.6, 0.3];

    private LossProgram? program;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => program?.Evaluations ?? 0;

    /// <summary>
    /// Whether no posterior is found whose minimiser is not; for up to three declared classes there is nothing to look for.
    /// </summary>
    public bool Attain()
    {
        var classes = Math.Min(Most, population.Classes ?? Most);
        if (classes <= Priors.Tried)
            return true;
        program = population.Under(population.PriorOf(classes));
        var minimiser = new RiskMinimiser(program, unit, population.Domain, budget, cancellation);
        return Posteriors(classes).All(posterior => IsFinite(minimiser, posterior));
    }

    /// <summary>A class with most of it and the others alike, and shares of which each is a part of the one before.</summary>
    private static IEnumerable<double[]> Posteriors(int classes)
    {
        foreach (var largest in Largest)
            yield return [.. Enumerable.Range(0, classes).Select(k => k == 0 ? largest : (1 - largest) / (classes - 1))];
        double[] powers = [.. Enumerable.Range(0, classes).Select(k => Math.Pow(0.6, k))];
        yield return [.. powers.Select(power => power / powers.Sum())];
    }

    private bool IsFinite(RiskMinimiser minimiser, double[] posterior)
    {
        var free = minimiser.Dimension;
        double[] scores = [.. posterior.Select(share =>
            (Math.Log(share) - (free < posterior.Length ? Math.Log(posterior[posterior.Length - 1]) : 0)) / unit)];
        var risk = minimiser.DescendSmoothly(posterior, scores, 1e-3);
        if (scores.Any(score => Math.Abs(score) > Farthest))
            return false;
        var losses = new double[posterior.Length];
        foreach (var dropped in Enumerable.Range(1, posterior.Length - 1))
        {
            double[] far = [.. scores.Select((score, k) => k >= dropped ? scores.Min() - FarOut : score)];
            minimiser.LossesOfAll(far, losses);
            // What is no lower than far out is on the way there.
            if (!(risk < RiskMinimiser.Risk(posterior, losses)))
                return false;
        }

        return true;
    }
}
