using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Generated links and predictions, at minimisers that another library finds.</summary>
public class SpanLinkTests
{
    private const double Tolerance = 1e-6;

    private static readonly double[][] OfTwo = [[0.3, 0.7], [0.85, 0.15], [0.52, 0.48]];
    private static readonly double[][] OfThree = [[0.47, 0.32, 0.21], [0.15, 0.25, 0.6], [0.72, 0.16, 0.12]];

    public static TheoryData<string> Names => [.. LinkedLosses.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Links_give_the_posterior_at_the_minimiser_and_predictions_what_the_goal_wants(string name)
    {
        var (declaration, prior) = LinkedLosses.Of(name);
        var report = Compiler.Calibration.Decide(declaration, default);
        var loss = LinkedLosses.Create(name);
        Assert.Equal(report.Last.Link.Kind != LinkKind.None, loss.Has("ToProbabilities"));
        if (!loss.Has("Predict"))
        {
            Assert.False(report.Last.Accuracy.Holds || report.Last.Balanced.Holds || loss.Has("ToProbabilities"));
            return;
        }

        var found = 0;
        var risk = new IndependentRisk(declaration, prior, report.Last.From + 1);
        foreach (var posterior in prior.Length == 2 ? OfTwo : OfThree)
        {
            if (Minimiser(risk, posterior) is not { } minimiser)
                continue;
            found++;
            if (loss.Has("ToProbabilities"))
                Equal(posterior, loss.ToProbabilities(minimiser, new LogitShape(1, prior.Length)));
            if (declaration.Head != Heads.Softmax)
            {
                Assert.Equal(posterior.Select(share => share > 0.5), loss.Applies(minimiser, new LogitShape(1, prior.Length)));
                continue;
            }

            var balances = declaration.Goal == Compiler.Goal.BalancedAccuracy
                || (declaration.Goal != Compiler.Goal.Accuracy && declaration.Goal != Compiler.Goal.Probabilities
                    && !report.Last.Accuracy.Holds && report.Last.Balanced.Holds);
            var wanted = balances ? posterior.Select((share, k) => share / prior[k]).ToArray() : posterior;
            Assert.Equal(Array.IndexOf(wanted, wanted.Max()), Assert.Single(loss.Predict(minimiser, new LogitShape(1, prior.Length))));
        }

        // Where every posterior has a minimiser, the search must have met one; at a kink, where no loss has a link, slopes do not vanish.
        Assert.True(found > 0 || report.Last.IsAttained != true || !loss.Has("ToProbabilities"));
    }

    /// <summary>
    /// The minimiser by an independent search, refined; null where its slopes do not vanish, which is no minimum at finite
    /// scores.
    /// </summary>
    private static double[]? Minimiser(IndependentRisk risk, double[] posterior)
    {
        var (_, _, best) = risk.Search(posterior, [0]);
        return best.Max() - best.Min() < 12 && risk.Gradient(posterior, best).All(slope => Math.Abs(slope) < 1e-4) ? best : null;
    }

    private static void Equal(double[] expected, double[] actual)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], Tolerance);
    }
}
