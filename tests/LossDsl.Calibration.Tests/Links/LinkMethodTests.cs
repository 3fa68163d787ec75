using System;
using System.Linq;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>What generated links do with priors, masks, extreme scores, shapes and mistakes.</summary>
public class LinkMethodTests
{
    private const string Source = """
        using LossDsl;
        namespace Losses;
        [Loss(Head.Softmax)] [CrossEntropy] public sealed partial class Plain;
        [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(Gamma = 2)] public sealed partial class FocalLoss;
        [Loss(Head.Softmax, Classes = 3)] [PolyLoss(-1.5)] public sealed partial class Capped;
        [Loss(Head.Softmax, Classes = 3)] [Brier] public sealed partial class BrierLoss;
        [Loss(Head.Softmax, Classes = 3)] [GeneralizedCrossEntropy(Q = 0.7)] public sealed partial class Robust;
        [Loss(Head.Softmax, Classes = 3)] [Squentropy] public sealed partial class Squared;
        [Loss(Head.Softmax)] [CrossEntropy] [LogitAdjustment(1)] public sealed partial class Adjusted;
        [Loss(Head.Softmax, For = Goal.BalancedAccuracy)] [CrossEntropy] public sealed partial class Balanced;
        [Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [Focal(2)] [AlphaBalance(0.25)] public sealed partial class Detection;
        [Loss(Head.Gumbel)] [CrossEntropy] public sealed partial class Extreme;
        [Loss(Head.Sigmoid, Classes = 6)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)] public sealed partial class Tags;
        [Loss(Head.Sigmoid, Classes = 6)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)] [ProbabilityShift(0.05)] public sealed partial class ShiftedTags;
        """;

    private static readonly Lazy<LoadedLoss> Loaded = new(() => new LoadedLoss(Source));

    [Theory]
    [InlineData("FocalLoss")]
    [InlineData("Capped")]
    [InlineData("BrierLoss")]
    [InlineData("Robust")]
    [InlineData("Adjusted")]
    public void Extreme_scores_give_probabilities(string name)
    {
        var loss = Create(name);
        foreach (var logits in (double[][])[[800, 0, -800], [-3000, -3000, -1], [1e6, -1e6, 0], [30, 0, 0]])
        {
            var probabilities = loss.ToProbabilities(logits);
            Assert.All(probabilities, share => Assert.InRange(share, 0, 1));
            Assert.Equal(1, probabilities.Sum(), 1e-12);
            Assert.Equal(Array.IndexOf(logits, logits.Max()), Array.IndexOf(probabilities, probabilities.Max()));
            var single = loss.ToProbabilities(Array.ConvertAll(logits, score => (float)score));
            for (var k = 0; k < 3; k++)
                Assert.Equal(probabilities[k], single[k], 1e-6);
        }
    }

    /// <summary>
    /// Scores at which p rounds to 0 or 1, and infinite ones, have the probabilities that the link goes to; NaN has none.
    /// </summary>
    [Theory]
    [InlineData("Tags")]
    [InlineData("ShiftedTags")]
    public void Extreme_scores_of_outputs_give_probabilities_that_rise(string name)
    {
        double[] logits = [double.NegativeInfinity, -700, 0, 30, 700, double.PositiveInfinity];
        var probabilities = Create(name).ToProbabilities(logits);
        Assert.All(probabilities, share => Assert.InRange(share, 0, 1));
        Assert.Equal(probabilities.Order(), probabilities);
        Assert.Equal((0, 1), (probabilities[0], probabilities[^1]));
        var single = Create(name).ToProbabilities(Array.ConvertAll(logits, score => (float)score));
        Assert.All(probabilities.Zip(single), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(double.IsNaN(Create(name).ToProbabilities([0, 0, double.NaN, 0, 0, 0.0])[2]));
    }

    [Fact]
    public void Small_probabilities_keep_their_relative_accuracy()
    {
        // GCE: P ∝ p^(1 − q), where p itself is below every number.
        var probabilities = Create("Robust").ToProbabilities(new double[] { 0, -1000, -1100 });
        Assert.Equal(-300, Math.Log(probabilities[1]), 1e-9);
        Assert.Equal(-330, Math.Log(probabilities[2]), 1e-9);
    }

    [Theory]
    [InlineData("FocalLoss")]
    [InlineData("BrierLoss")]
    [InlineData("Squared")]
    [InlineData("Adjusted")]
    public void Masked_classes_have_nothing_and_NaN_stays_in_its_row(string name)
    {
        var probabilities = Create(name).ToProbabilities(new[] { double.NegativeInfinity, 1, 0.5, 0, double.NaN, 1, 0, 1, 2 });
        Assert.Equal(0, probabilities[0]);
        Assert.Equal(1, probabilities[1] + probabilities[2], 1e-12);
        Assert.All(probabilities[3..6], share => Assert.True(double.IsNaN(share)));
        Assert.Equal(1, probabilities[6..].Sum(), 1e-12);
    }

    [Fact]
    public void Priors_multiply()
    {
        double[] logits = [1, 0, -1], target = [0.2, 0.3, 0.5], training = [0.7, 0.2, 0.1];
        var before = Create("Plain").ToProbabilities(logits, new LogitShape(1, 3));
        double[] expected = [.. before.Select((share, k) => share * target[k] / training[k])];
        var told = Create("Plain").ToProbabilities(logits, target, training);
        var known = Create("Adjusted");
        // The adjustment has the training prior in its scores already.
        double[] bare = [.. logits.Select((score, k) => score - Math.Log(training[k]))];
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(expected[k] / expected.Sum(), told[k], 1e-12);
            Assert.Equal(expected[k] / expected.Sum(), known.ToProbabilities(bare, target)[k], 1e-12);
        }

        var odds = Create("Detection").ToProbabilities(new double[3], [0.5, 0.2, 0.9], [0.5, 0.5, 0.5]);
        var own = Create("Detection").ToProbabilities(new double[3])[0];
        Assert.Equal(own, odds[0], 1e-12);
        Assert.Equal(own / (1 - own) / 4, odds[1] / (1 - odds[1]), 1e-12);
        Assert.Equal(own / (1 - own) * 9, odds[2] / (1 - odds[2]), 1e-9);
    }

    [Fact]
    public void Balanced_predictions_divide_by_the_prior()
    {
        // P = (0.6, 0.3, 0.1); P/π is largest for the last.
        double[] logits = [Math.Log(0.6), Math.Log(0.3), Math.Log(0.1)];
        Assert.Equal(2, Assert.Single(Create("Balanced").Predict(logits, [0.8, 0.17, 0.03])));
        Assert.Equal(0, Assert.Single(Create("Plain").Predict(logits, new LogitShape(1, 3))));
    }

    [Fact]
    public void Thresholds_are_where_the_probability_is()
    {
        var loss = Create("Detection");
        foreach (var probability in (double[])[0.01, 0.5, 0.75, 0.99])
        {
            var threshold = loss.DecisionThreshold(probability);
            Assert.Equal(probability, loss.ToProbabilities(new[] { threshold, threshold, threshold })[1], 1e-12);
        }

        // With α = 1/4 the negative side weighs three times as much: p = 1/2 says P = 3/4.
        Assert.Equal(0.75, loss.ToProbabilities(new double[3])[0], 1e-12);
        Assert.Equal(-Math.Log(Math.Log(2)), Create("Extreme").DecisionThreshold(), 1e-12);
    }

    [Fact]
    public void Positions_and_strides_are_those_of_the_shape()
    {
        double[] logits = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i * 1.3))];
        var loss = Create("FocalLoss");
        var positions = loss.ToProbabilities(logits, new LogitShape(2, 3, 2));
        var last = loss.ToProbabilities(logits, new LogitShape(2, 3, 2) { SampleStride = 6, PositionStride = 3, ClassStride = 1 });
        var rows = loss.ToProbabilities(logits);
        for (var n = 0; n < 2; n++)
        {
            for (var p = 0; p < 2; p++)
            {
                var row = loss.ToProbabilities(Enumerable.Range(0, 3).Select(k => logits[(n * 6) + (k * 2) + p]).ToArray());
                for (var k = 0; k < 3; k++)
                {
                    Assert.Equal(row[k], positions[(n * 6) + (k * 2) + p]);
                    Assert.Equal(rows[(((n * 2) + p) * 3) + k], last[(n * 6) + (k * 2) + p]);
                }
            }
        }
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var loss = Create("FocalLoss");
        double[] even = [1.0 / 3, 1.0 / 3, 1.0 / 3];
        Says("logits has 4 elements", () => loss.ToProbabilities(new double[4]));
        Says("give a LogitShape", () => Create("Plain").ToProbabilities(new double[4]));
        Says("targetPrior has 2 entries for 3 classes", () => loss.ToProbabilities(new double[3], [0.5, 0.5], even));
        Says("targetPrior has 4 entries for 3 classes", () => Create("Adjusted").ToProbabilities(new double[3], [0.25, 0.25, 0.25, 0.25]));
        Says("trainingPrior has 2 entries for 3 classes", () => loss.ToProbabilities(new double[3], even, [0.5, 0.5]));
        Says("targetPrior[1] is 0", () => loss.ToProbabilities(new double[3], [0.5, 0, 0.5], even));
        Says("targetPrior sums to 0.75", () => loss.ToProbabilities(new double[3], [0.25, 0.25, 0.25], even));
        Says("targetPrior sums to 1.1;", () => loss.ToProbabilities(new double[3], [0.6, 0.3, 0.2], even));
        Says("trainingPrior[2] is NaN", () => loss.ToProbabilities(new double[3], even, [0.5, 0.5, double.NaN]));
        Says("row 1 of logits", () => loss.Predict(new[] { 0, 1, 2, double.NaN, 0, 0 }));
        Says("row 0 of logits is NaN at class 2", () => Create("Detection").Applies(new[] { 0, 0, double.NaN }));
        Says("the probability of output 0 is 1", () => Create("Detection").DecisionThreshold(1));
    }

    [Fact]
    public void A_link_that_is_not_there_says_why_at_compile_time()
    {
        var compilation = Compilations.Complete("""
            using LossDsl;
            [Loss(Head.Softmax, Classes = 3)] [GeneralizedCrossEntropy(Q = 1)] public sealed partial class Absolute;
            class Use { static void It(double[] z) => new Absolute().ToProbabilities(z, z); }
            """);
        var error = Assert.Single(Compilations.Complaints(compilation), complaint => complaint.Id == "CS0619");
        Assert.Contains("no way back to probabilities: φ'(0) is finite",
            error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static void Says(string text, Func<object> call)
        => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

    private static LinkedLoss Create(string name)
    {
        var type = Loaded.Value.Type("Losses." + name);
        return new LinkedLoss(
            (Loss)(name == "Adjusted" ? Activator.CreateInstance(type, (ClassCounts)new[] { 7000, 2000, 1000 })
                : Activator.CreateInstance(type))!);
    }
}
