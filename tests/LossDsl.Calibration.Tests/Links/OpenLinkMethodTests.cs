using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Generated links that read what stands at a property now, or what a constructor was given.</summary>
public class OpenLinkMethodTests
{
    private const string Source = """
        using LossDsl;
        namespace Losses;
        [Loss(Head.Softmax)]
        [CrossEntropy] [Temperature(ValueFrom = nameof(Temperature))]
        public sealed partial class TemperedLoss
        {
            [Learnable] public double Temperature { get; set; } = 1;
        }

        [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 2)] public sealed partial class OfTwo;
        [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 0.5)] public sealed partial class OfHalf;
        [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 2)] [ClassWeights]
        public sealed partial class Weighted
        {
            public static Loss Create(double[] weights) => new Weighted(weights);
        }

        [Loss(Head.Sigmoid)] [CrossEntropy] [PositiveWeights]
        public sealed partial class Tags
        {
            public static Loss Create(double[] weights) => new Tags(weights);
        }

        [Loss(Head.Softmax)] [PolyLoss(1.0)] [Focal(Gamma = 2)] [InverseFrequency] [LogSumExpPenalty(1e-4)] public sealed partial class TailLoss;
        [Loss(Head.Softmax)] [PolyLoss(1.0)] [Focal(Gamma = 2)] public sealed partial class Unweighted;
        """;

    private static readonly double[] Logits = [1.2, -0.4, 0.3];
    private static readonly LogitShape Shape = new(1, 3);

    private static readonly Lazy<LoadedLoss> Loaded =
        new(() => new LoadedLoss(Source, "using LossDsl;\n" + CatalogueFile("Classification/FocalLoss.cs")));

    [Fact]
    public void A_temperature_is_that_of_the_call()
    {
        var loss = Create("Losses.TemperedLoss");
        foreach (var temperature in (double[])[1, 2, 0.25])
        {
            Set(loss, "Temperature", temperature);
            Equal(Shares(Logits.Select(score => Math.Exp(score / temperature))), new LinkedLoss(loss).ToProbabilities(Logits, Shape));
            Assert.Equal(0, Assert.Single(new LinkedLoss(loss).Predict(Logits, Shape)));
        }

        Set(loss, "Temperature", -1);
        Assert.Contains("Temperature",
            Assert.ThrowsAny<ArgumentException>(() => new LinkedLoss(loss).ToProbabilities(Logits, Shape)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void The_focal_loss_of_the_catalogue_has_the_link_of_its_gamma()
    {
        var loss = Create("LossDsl.Catalogue.FocalLoss");
        Equal(new LinkedLoss(Create("Losses.OfTwo")).ToProbabilities(Logits, Shape), new LinkedLoss(loss).ToProbabilities(Logits, Shape));
        Set(loss, "Gamma", 0.5);
        Equal(new LinkedLoss(Create("Losses.OfHalf")).ToProbabilities(Logits, Shape), new LinkedLoss(loss).ToProbabilities(Logits, Shape));
        Set(loss, "Gamma", 0);
        Equal(Shares(Logits.Select(Math.Exp)), new LinkedLoss(loss).ToProbabilities(Logits, Shape));
    }

    [Fact]
    public void Class_weights_are_those_of_the_constructor()
    {
        double[] weights = [0.4, 1, 2.5];
        var plain = new LinkedLoss(Create("Losses.OfTwo")).ToProbabilities(Logits, Shape);
        Equal(Shares(plain.Zip(weights, (share, weight) => share / weight)),
            new LinkedLoss(Given("Losses.Weighted", weights)).ToProbabilities(Logits, Shape));
        // p = w η/(w η + 1 − η).
        double[] expected = [.. Logits.Zip(weights, (score, weight) => 1 / (1 + (weight * Math.Exp(-score))))];
        Equal(expected, new LinkedLoss(Given("Losses.Tags", weights)).ToProbabilities(Logits, Shape));
    }

    /// <summary>A class without weight is in no risk: nothing is known of its probability.</summary>
    [Theory]
    [InlineData("Losses.Weighted", "classWeights[1] is 0")]
    [InlineData("Losses.Tags", "classPositiveWeights[1] is 0")]
    public void A_weight_of_0_leaves_no_way_back(string type, string says)
        => Assert.Contains(says,
            Assert.Throws<InvalidOperationException>(() => new LinkedLoss(Given(type, [1, 0, 2])).ToProbabilities(Logits, Shape)).Message,
                StringComparison.Ordinal);

    [Fact]
    public void A_penalty_on_the_gauge_changes_no_probability()
    {
        var tail = new LinkedLoss((Loss)Activator.CreateInstance(Loaded.Value.Type("Losses.TailLoss"), (ClassCounts)new[] { 500, 60, 7 })!);
        var plain = new LinkedLoss(Create("Losses.Unweighted")).ToProbabilities(Logits, Shape);
        Equal(Shares(plain.Zip([500.0, 60, 7], (share, count) => share * count)), tail.ToProbabilities(Logits, Shape));
    }

    private static Loss Create(string type) => (Loss)Activator.CreateInstance(Loaded.Value.Type(type))!;

    private static Loss Given(string type, double[] weights) => Loaded.Value.Invoke<Loss>(type, "Create", weights);

    private static void Set(Loss loss, string property, double value) => loss.GetType().GetProperty(property)!.SetValue(loss, value);

    private static double[] Shares(System.Collections.Generic.IEnumerable<double> values)
    {
        double[] all = [.. values];
        return [.. all.Select(value => value / all.Sum())];
    }

    private static void Equal(double[] expected, double[] actual)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], 1e-12);
    }

    private static string CatalogueFile(string path, [CallerFilePath] string here = "")
        => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "LossDsl.Catalogue", path));
}
