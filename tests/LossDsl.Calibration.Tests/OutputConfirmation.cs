using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Verdicts on the outputs of sigmoid and Gumbel heads, held against the evaluator of the IR at many scores.</summary>
internal static class OutputConfirmation
{
    /// <summary>Where a risk that falls for ever has fallen below whatever is near.</summary>
    private static readonly double[] FarOut = [-1e6, -1e3, 1e3, 1e6];

    private static readonly double[] Posteriors = [0.03, 0.2, 0.4, 0.47, 0.53, 0.6, 0.8, 0.97];

    /// <summary>Fails if a verdict of a phase is contradicted.</summary>
    public static void Check(Declaration declaration, PhaseReport phase)
    {
        var prior = Priors.Of(declaration, false)[^1];
        var risk = new IndependentRisk(declaration, prior, phase.From + 1);
        // What is only a point of a jump would be missed between scores.
        double[] found = [.. new[] { phase.Accuracy, phase.Balanced }.Select(verdict => verdict.Counterexample?.Scores[0])
            .OfType<double>()];
        var outputs = Enumerable.Range(0, prior.Length).Select(k => Along(risk, k, prior.Length, Middle(declaration.Head), found)).ToList();
        foreach (var posterior in Posteriors.Where(_ => phase.Accuracy.Holds))
            Assert.All(outputs, output => Holds(declaration, output, posterior, posterior > 0.5, Middle(declaration.Head), "accuracy"));
        foreach (var posterior in Posteriors.Where(_ => phase.Threshold is not null))
        {
            if (Math.Abs(posterior - phase.Threshold!.Value) > 0.02)
                Assert.All(outputs, output =>
                    Holds(declaration, output, posterior, posterior > phase.Threshold, Middle(declaration.Head),
                        $"threshold {phase.Threshold}"));
        }

        foreach (var verdict in new[] { phase.Accuracy, phase.Balanced })
        {
            if (verdict.Counterexample is { } example)
                Confirm(declaration, outputs, example, Middle(declaration.Head));
        }

        if (phase.Probabilities.Holds)
            Assert.All(outputs, output => Assert.All(Posteriors, posterior => Proper(declaration, output, posterior)));
    }

    private static double Middle(Heads head) => head == Heads.Gumbel ? -Math.Log(Math.Log(2)) : 0;

    /// <summary>Scores evenly around the middle and far out, with the losses of both outcomes.</summary>
    private static List<(double Score, double Applies, double DoesNot)> Along(IndependentRisk risk, int k, int classes, double middle,
        double[] more)
    {
        double[] Logits(double score) => [.. Enumerable.Range(0, classes).Select(j => j == k ? score : -0.4)];
        var label = (k + 1) % classes;
        return [.. Enumerable.Range(-120, 241).Select(i => middle + (45 * Math.Sinh(i / 22.0) / Math.Sinh(120 / 22.0))).Concat(FarOut)
            .Concat(more)
            .Select(score => (score, risk.Loss(Logits(score), k), risk.Loss(Logits(score), label)))];
    }

    private static double Risk((double Score, double Applies, double DoesNot) at, double posterior)
        => (posterior * at.Applies) + ((1 - posterior) * at.DoesNot) is var risk && double.IsNaN(risk) ? double.PositiveInfinity : risk;

    private static void Holds(Declaration declaration, List<(double Score, double Applies, double DoesNot)> output, double posterior,
        bool applies, double middle, string what)
    {
        var right = output.Where(at => applies ? at.Score > middle : at.Score < middle).Min(at => Risk(at, posterior));
        var wrong = output.Where(at => applies ? at.Score < middle : at.Score > middle).Min(at => Risk(at, posterior));
        Assert.True(right <= wrong + (1e-9 * Math.Max(1e-3, Math.Abs(right))),
            $"{Configuration.Declared(declaration)}, {what}: at {posterior} the risk is {wrong:R} in a wrong place and {right:R} in a "
                + "right one");
    }

    private static void Confirm(Declaration declaration, List<List<(double Score, double Applies, double DoesNot)>> outputs,
        Counterexample found, double middle)
    {
        // A risk without bound has no lowest value to compare.
        if (found.Failure == Failure.UnboundedBelow)
            return;
        var posterior = found.Posterior[1];
        var applies = found.Bayes == 1;
        Assert.True(outputs.Any(output => output.Where(at => applies ? at.Score <= middle : at.Score >= middle)
            .Min(at => Risk(at, posterior))
                <= output.Where(at => applies ? at.Score > middle + 1e-3 : at.Score < middle - 1e-3).Min(at => Risk(at, posterior)) + 1e-6),
            $"{Configuration.Declared(declaration)}, {found.Goal}: nothing is wrong at {posterior}");
    }

    private static void Proper(Declaration declaration, List<(double Score, double Applies, double DoesNot)> output, double posterior)
    {
        double Probability(double score) => declaration.Head == Heads.Gumbel ? Math.Exp(-Math.Exp(-score)) : 1 / (1 + Math.Exp(-score));
        var best = output.MinBy(at => Risk(at, posterior));
        Assert.True(Math.Abs(Probability(best.Score) - posterior) < 0.02,
            $"{Configuration.Declared(declaration)}: at {posterior} the minimiser has p = {Probability(best.Score)}");
    }
}
