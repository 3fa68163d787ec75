using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Two posteriors whose minimisers are at the same scores, so that nothing leads back from these: an example of a loss
/// without link.
/// </summary>
internal static class SharedMinimiser
{
    private const double Same = 1e-3, Far = 60;
    private const int Budget = 20_000;

    private static readonly double[] Largest = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6];

    /// <summary>The two and their probabilities, in words; null if none are found, or there is no risk of a single example.</summary>
    public static string? Of(Judged judged)
    {
        var declaration = judged.Declaration;
        var loss = LossCompilation.Of(declaration);
        if (declaration.Head != Heads.Softmax || !loss.Model.TakesLabels)
            return null;
        var lowered = loss.Risk(judged.Cancellation);
        if (Population.Obstacle(loss.Model, lowered) is not null || Population.Bound(lowered).Count > 0)
            return null;
        var differentiated = loss.RiskGradient(judged.Cancellation);
        var population = new Population(loss.Model, lowered, differentiated,
            SchedulePhases.Of(declaration).Last().Inside)
        { Cancellation = judged.Cancellation };
        var prior = Priors.Of(declaration, population.ReadsPrior).Last();
        try
        {
            var minimiser = new RiskMinimiser(population.Under(prior), 1, population.Domain, () => Budget, judged.Cancellation);
            return population.IsStopped || minimiser.IsBoxed ? null : Of(minimiser, prior.Length);
        }
        catch (BudgetExceededException)
        {
            return null;
        }
    }

    private static string? Of(RiskMinimiser minimiser, int classes)
    {
        double[]? before = null, there = null;
        foreach (var largest in Largest)
        {
            double[] posterior = [.. Enumerable.Range(0, classes).Select(k => k == 0 ? largest : (1 - largest) / (classes - 1))];
            var here = Probabilities(minimiser, posterior);
            if (before is not null && here.Zip(there!, (p, other) => Math.Abs(p - other)).Max() < Same)
                return $"P(y|x) = {Statement.Vector(before)} and {Statement.Vector(posterior)} both give p = {Statement.Vector(here)}";
            (before, there) = (posterior, here);
        }

        return null;
    }

    /// <summary>What the softmax makes of the scores of the lowest risk, from some starts.</summary>
    private static double[] Probabilities(RiskMinimiser minimiser, double[] posterior)
    {
        double[][] starts = [[.. posterior.Select(_ => 0.0)], [.. posterior.Select(share => Math.Log(share))],
            [.. posterior.Select((_, k) => k == 0 ? Far : 0)]];
        var best = starts.Select(start =>
        {
            double[] scores = [.. start.Select(score => score - (minimiser.IsShiftInvariant ? start[start.Length - 1] : 0))];
            return (Risk: minimiser.Descend(posterior, scores, 1e-3), Scores: scores);
        }).OrderBy(one => one.Risk).First().Scores;
        var top = best.Max();
        double[] powers = [.. best.Select(score => Math.Exp(score - top))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
