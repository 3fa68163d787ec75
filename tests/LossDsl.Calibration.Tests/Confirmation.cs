using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Verdicts held against the independent risk.</summary>
internal static class Confirmation
{
    /// <summary>Whether a counterexample of a softmax loss is one.</summary>
    public static void Confirm(Declaration declaration, double epoch, Counterexample found, bool isStopped)
    {
        double[] posterior = [.. found.Posterior], scores = [.. found.Scores], prior = [.. found.Prior];
        var risk = new IndependentRisk(declaration, prior, epoch);
        var criterion = Criterion(found.Goal, posterior, prior);
        var what = $"{Configuration.Declared(declaration)}, {found.Goal}, {found.Failure} at ({string.Join(", ", posterior)}), scores "
            + $"({string.Join(", ", scores)})";
        if (isStopped)
        {
            var scale = risk.Gradient(posterior, new double[prior.Length]).Max(Math.Abs) + 1e-6;
            Assert.True(risk.Gradient(posterior, scores).Max(Math.Abs) < 1e-6 * scale, $"no rest point: {what}");
            return;
        }

        int[] wanted = [.. Enumerable.Range(0, prior.Length).Where(k => criterion[k] >= criterion.Max() * (1 - 1e-12))];
        var here = risk.Risk(posterior, scores);
        if (found.Failure == Failure.UnboundedBelow)
        {
            Assert.True(here < -50, $"not unbounded: {here}, {what}");
            return;
        }

        if (found.Goal == Compiler.Goal.Probabilities)
        {
            // A strictly proper loss has its lowest risk where the probabilities are the posterior, and there alone.
            Assert.True(found.Probabilities.Zip(posterior, (p, eta) => Math.Abs(p - eta)).Max() > 1e-4, what);
            var proper = Enumerable.Range(-400, 801)
                .Min(i => risk.Risk(posterior, [.. posterior.Select(eta => Math.Log(eta) + (i / 40.0))]));
            Assert.True(here <= proper + (1e-9 * Math.Abs(proper)),
                $"{here:R} is above {proper:R}, where the probabilities are the posterior: {what}");
            return;
        }

        var size = Size(scores);
        var (right, _, best) = risk.Search(posterior, wanted, size, Near(scores, 0.3 * size));
        var tolerance = 1e-6 * Math.Max(1e-6, Math.Min(1, Math.Abs(risk.Loss(new double[prior.Length], 0)) + Math.Abs(here)))
            + (1e-12 * Math.Abs(here));
        Assert.True(here <= right + (found.Failure == Failure.AtInfinity ? 10 : 1) * tolerance,
            $"{here:R} is not the lowest risk, {right:R} at ({string.Join(", ", best)}): {what}");
        Assert.Contains(found.Bayes, wanted);
        Assert.DoesNotContain(found.Predicted, wanted);
        Assert.True(scores[found.Predicted] >= scores.Max() - Math.Max(2e-4 * size, found.Failure == Failure.Tie ? 1e-4 : 0), what);
        Assert.Equal((criterion[found.Bayes] - criterion[found.Predicted]) / criterion.Sum(), found.Regret, 9);
    }

    /// <summary>Whether the minimiser decides as the goal wants at a posterior, by the independent search.</summary>
    public static void ConfirmHolds(Declaration declaration, double epoch, Compiler.Goal goal, double[] prior, double[] posterior)
    {
        var risk = new IndependentRisk(declaration, prior, epoch);
        var criterion = Criterion(goal, posterior, prior);
        var (right, wrong, best) = risk.Search(posterior, [Array.IndexOf(criterion, criterion.Max())]);
        Assert.True(right <= wrong + (1e-7 * Math.Max(1e-3, Math.Abs(right))),
            $"{Configuration.Declared(declaration)}, {goal}, prior ({string.Join(", ", prior)}): at ({string.Join(", ", posterior)}) the "
                + $"risk is {wrong:R} in a wrong place and {right:R} in a right one; best ({string.Join(", ", best)})");
    }

    private static double[] Criterion(Compiler.Goal goal, double[] posterior, double[] prior)
        => goal == Compiler.Goal.BalancedAccuracy ? [.. posterior.Select((eta, k) => eta / prior[k])] : posterior;

    /// <summary>The size of scores, so that a search neither overlooks small ones nor crawls among large ones.</summary>
    private static double Size(double[] scores)
    {
        var spread = scores.Max() - scores.Min();
        return spread is > 1e-9 and < 1e3 ? Math.Clamp(spread, 1e-6, 5) : 1;
    }

    private static double[] Near(double[] scores, double step)
        => [.. scores.Select((score, k) => Math.Clamp(score, -50, 50) + (step * (k == 0 ? 1 : -0.5)))];
}
