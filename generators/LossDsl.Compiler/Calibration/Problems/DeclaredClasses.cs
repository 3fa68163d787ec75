using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Counterexamples of as many classes as are declared. Where scores are bounded, less of a probability reaches one class the more
/// classes there are, so that two tie at larger regrets than three classes show.
/// </summary>
/// <param name="population">The loss.</param>
/// <param name="unit">The unit of scores.</param>
/// <param name="budget">The most evaluations.</param>
/// <param name="cancellation">Observed at each evaluation.</param>
internal sealed class DeclaredClasses(Population population, double unit, Func<int> budget, CancellationToken cancellation)
{
    /// <summary>The most classes: an evaluation takes the square of their number.</summary>
    private const int Most = 10;

    /// <summary>A score that is taken for infinite, and how near risks are whose limits count as equal, as for three classes.</summary>
    private const double Far = 1e6, Alike = 5e-6;

    private const double Scale = 1e-3;

    private static readonly double[] Finite = [-1, 0, 0.5, 1, 2, 4];

    private LossProgram? program;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => program?.Evaluations ?? 0;

    /// <summary>The tie at infinity of the largest regret; null if fewer classes are declared, or too many, or there is none.</summary>
    /// <param name="goal">The goal that fewer classes miss.</param>
    /// <param name="link">What the head makes of logits.</param>
    public Counterexample? Worst(Goal goal, Func<double[], double[]> link)
    {
        if (population.Classes is not { } classes || classes <= Priors.Tried || classes > Most)
            return null;
        var prior = population.PriorOf(classes);
        program = population.Under(prior);
        var minimiser = new RiskMinimiser(program, unit, population.Domain, budget, cancellation);
        var criterion = Decisions.Criterion(goal, prior);
        foreach (var (first, second) in Shares().Where(pair => pair.First - pair.Second >= ClosedForms.LeastRegret)
            .OrderByDescending(pair => pair.First - pair.Second))
        {
            double[] t = [first, second, .. Enumerable.Repeat((1 - first - second) / (classes - 2), classes - 2)];
            var posterior = Posteriors.FromTargets(t, criterion);
            if (!AreTied(minimiser, posterior))
                continue;
            double[] logits = [.. Tie(classes).Select(score => unit * score)];
            return new Counterexample(
                goal, Failure.AtInfinity, prior.ToEquatable(), posterior.ToEquatable(), logits.ToEquatable(), link(logits).ToEquatable(), 1,
                    0, first - second);
        }

        return null;
    }

    /// <summary>What the two leading classes have of what the goal compares: the others have equal shares of the rest.</summary>
    private static IEnumerable<(double First, double Second)> Shares()
        => from hundredth in Enumerable.Range(5, 17)
           let first = hundredth / 20.0
           from tenth in Enumerable.Range(1, 10)
           let second = (1 - first) * (tenth == 10 ? 0.99 : tenth / 10.0)
           where second < first
           select (first, second);

    private static double[] Tie(int classes) => [.. Enumerable.Range(0, classes).Select(k => k < 2 ? Far : -Far)];

    /// <summary>
    /// Whether no risk is lower than that where the two leading classes are at infinity: with a finite score of the second,
    /// or of all.
    /// </summary>
    private static bool AreTied(RiskMinimiser minimiser, double[] posterior)
    {
        var classes = posterior.Length;
        var losses = new double[classes];
        var scores = Tie(classes);
        minimiser.LossesOfAll(scores, losses);
        var tied = RiskMinimiser.Risk(posterior, losses) - (Alike * Scale);
        foreach (var second in Finite)
        {
            scores[1] = second;
            minimiser.LossesOfAll(scores, losses);
            if (RiskMinimiser.Risk(posterior, losses) < tied)
                return false;
        }

        scores[1] = 0;
        if (minimiser.DescendFarOut(posterior, scores, [1], Scale) < tied)
            return false;
        double[] ordinary = [.. posterior.Select(share => Math.Log(share))];
        return !(minimiser.DescendSmoothly(posterior, ordinary, Scale) < tied);
    }
}
