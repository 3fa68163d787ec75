using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Links at scores that no minimiser has, or hardly any: too large, masked, far apart.</summary>
public class SaturatedLinkTests
{
    private const double Masked = double.NegativeInfinity;

    private const string Source = """
        using LossDsl;
        namespace Losses;
        [Loss(Head.Softmax)] [Brier] [LogitPenalty(0.1)] public sealed partial class Penalised;
        [Loss(Head.Softmax)] [CrossEntropy] [Focal(2)] [LabelSmoothing(0.1)] public sealed partial class Smoothed;
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(2)] [LabelSmoothing(0.1)] [ClassWeights]
        public sealed partial class Weighted
        {
            public static Loss Create() => new Weighted(new[] { 0.5, 1, 2 });
        }
        """;

    private static readonly Lazy<LoadedLoss> Loaded = new(() => new LoadedLoss(Source));

    /// <summary>The softmax losses with a way back.</summary>
    public static TheoryData<string> Softmax
        => [.. LinkedLosses.Names.Where(name => LinkedLosses.Of(name).Declaration.Head == Heads.Softmax
            && LinkedLosses.Create(name).Has("ToProbabilities"))];

    [Theory]
    [InlineData("Penalised", 5, -3, -4)]
    [InlineData("Penalised", 3, 1, -8)]
    [InlineData("Penalised", 100, 0, 0)]
    [InlineData("Penalised", 100, 1, 1)]
    [InlineData("Penalised", 760, 0, 0)]
    [InlineData("Smoothed", 760, 0, 0)]
    [InlineData("Smoothed", 5000, -5000, 0)]
    [InlineData("Weighted", 760, 0, 0)]
    [InlineData("Weighted", 3, Masked, Masked)]
    public void The_largest_of_scores_that_are_too_large_is_the_most_probable(string name, double first, double second, double third)
    {
        var probabilities = Create(name).ToProbabilities([first, second, third], new LogitShape(1, 3));
        Assert.Equal(1, probabilities.Sum(), 1e-12);
        Assert.True(probabilities[0] > 0.99, string.Join(", ", probabilities));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Scores_beyond_a_minimiser_are_never_for_the_lowest_of_them(int classes)
    {
        var loss = Create("Penalised");
        var random = new Random(classes);
        for (var trial = 0; trial < 50; trial++)
        {
            var posterior = Posterior(random, classes);
            var minimiser = Minimiser(posterior, 0.05);
            Assert.All(loss.ToProbabilities(minimiser, new LogitShape(1, classes)).Zip(posterior),
                pair => Assert.Equal(pair.Second, pair.First, 1e-6));
            foreach (var factor in (double[])[1.01, 2, 5, 10, 20])
            {
                var scores = minimiser.Select(score => factor * score).ToArray();
                var probabilities = loss.ToProbabilities(scores, new LogitShape(1, classes));
                Assert.Equal(1, probabilities.Sum(), 1e-9);
                Assert.All(probabilities, share => Assert.True(share >= 0));
                Assert.True(probabilities[Array.IndexOf(scores, scores.Min())] < probabilities.Max(), string.Join(", ", scores));
            }
        }
    }

    /// <summary>The one class that is open has it all; and by a formula one far above the rest has no less than they.</summary>
    [Theory]
    [MemberData(nameof(Softmax))]
    public void Masks_and_gaps_leave_probabilities(string name)
    {
        var loss = LinkedLosses.Create(name);
        var classes = LinkedLosses.Of(name).Prior.Length;
        // The slopes of a normalised loss vanish at saddles too, where the null vector is of the others.
        var isFormula = Compiler.Calibration.Decide(LinkedLosses.Of(name).Declaration, default).Last.Link.Kind != LinkKind.NullVector;
        for (var k = 0; k < classes; k++)
        {
            var only = Enumerable.Range(0, classes).Select(j => j == k ? 3 : Masked).ToArray();
            Assert.Equal(only.Select(score => score > 0 ? 1.0 : 0), loss.ToProbabilities(only, new LogitShape(1, classes)));
            Assert.Equal(only.Select(score => score > 0 ? 1f : 0),
                loss.ToProbabilities([.. only.Select(score => (float)score)], new LogitShape(1, classes)));
            var far = loss.ToProbabilities([.. Enumerable.Range(0, classes).Select(j => j == k ? 800.0 : 0)], new LogitShape(1, classes));
            Assert.Equal(1, far.Sum(), 1e-9);
            Assert.True(!isFormula || far[k] == far.Max());
            var farther = loss.ToProbabilities([.. Enumerable.Range(0, classes).Select(j => j == k ? 100f : 0)],
                new LogitShape(1, classes));
            Assert.Equal(1, farther.Sum(), 1e-6);
            Assert.True(!isFormula || farther[k] == farther.Max());
        }
    }

    private static LinkedLoss Create(string name)
        => new(name == "Weighted" ? Loaded.Value.Invoke<Loss>("Losses.Weighted", "Create") : Loaded.Value.Create<Loss>("Losses." + name));

    private static double[] Posterior(Random random, int classes)
    {
        var raw = Enumerable.Range(0, classes).Select(_ => 0.02 - Math.Log(random.NextDouble())).ToArray();
        return [.. raw.Select(share => share / raw.Sum())];
    }

    /// <summary>The scores at which Σ_k (p_k − η_k)² + c Σ_k z_k² is least, by descent.</summary>
    private static double[] Minimiser(double[] posterior, double coefficient)
    {
        var z = new double[posterior.Length];
        for (var step = 0; step < 20_000; step++)
        {
            var p = z.Select(Math.Exp).ToArray();
            p = [.. p.Select(value => value / p.Sum())];
            var mean = p.Zip(posterior, (a, b) => a * (a - b)).Sum();
            for (var k = 0; k < z.Length; k++)
                z[k] -= 0.3 * ((2 * p[k] * (p[k] - posterior[k] - mean)) + (2 * coefficient * z[k]));
        }

        return z;
    }
}
