using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>The files of verdicts, links and predictions, to be read by people.</summary>
public class CalibrationCodeTests
{
    [Fact]
    public Task Focal() => Verify(Calibration("""
        [Loss(Head.Softmax, Classes = 10)]
        [CrossEntropy]
        [Focal(Gamma = 2)]
        [InverseFrequency]
        public sealed partial class FocalLoss;
        """));

    [Fact]
    public Task MultiLabel() => Verify(Calibration("""
        [Loss(Head.Sigmoid, Classes = 3)]
        [CrossEntropy]
        [AsymmetricFocus(Positive = 0, Negative = 4)]
        [ProbabilityShift(0.05)]
        public sealed partial class TagLoss;
        """));

    /// <summary>Where some classes stand for all, an example is of those, under the numbers that the author knows them by.</summary>
    [Theory]
    [InlineData("[CrossEntropy] [LogitAdjustment(2)]")]
    [InlineData("[CrossEntropy] [ConfidencePenalty(0.3)] [LogitAdjustment]")]
    [InlineData("[MulticlassHinge] [InverseFrequency]")]
    public void ExamplesNameTheirClasses(string attributes)
    {
        double[] prior = [0.1, 0.5, 0.2, 0.05, 0.15];
        var file = Calibration(
            $"[Loss(Head.Softmax, Prior = new[] {{ {string.Join(", ", prior)} }})] {attributes} public sealed partial class X;");
        var text = Regex.Replace(file[..file.IndexOf("P(y|x) from scores", StringComparison.Ordinal)], @"\s*///\s*", " ");
        var examples = Regex.Matches(text,
            @"(?<goal>\w+): no: P\(·\|x\) = \((?<shares>[^)]*)\) of classes (?<classes>\d, \d, \d)(, prior \([^)]*\),)?(?<says>[^(]*)");
        Assert.Equal(["accuracy", "accuracy", "probabilities"], examples.Select(example => example.Groups["goal"].Value));
        for (var i = 0; i < 2; i++)
        {
            var says = examples[i].Groups["says"].Value;
            var shares = examples[i].Groups["shares"].Value.Split(", ").Select(share => double.Parse(share, CultureInfo.InvariantCulture));
            var classes = examples[i].Groups["classes"].Value.Split(", ").Select(int.Parse).ToArray();
            var right = classes.Zip(shares).MaxBy(pair => i == 0 ? pair.Second : pair.Second / prior[pair.First]).First;
            Assert.Equal([1, 4, 3], classes);
            Assert.Contains($"class {right}{(says.Contains("ties", StringComparison.Ordinal) ? ", which" : "")} is right", says,
                StringComparison.Ordinal);
            Assert.All(Regex.Matches(says, @"class (\d)"),
                name => Assert.Contains(int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture), classes));
        }
    }

    [Fact]
    public void ARegressionHasNoFile()
        => Assert.Empty(Run("[Loss(Head.Identity)] [Huber(Delta = 1)] public sealed partial class PriceLoss { public int Predict => 1; }"));

    [Theory]
    [InlineData("public int Predict => 1;")]
    [InlineData("public void ToProbabilities() { }")]
    [InlineData("public double DecisionThreshold;")]
    public async Task NamesOfTheLinksAreTaken(string member)
    {
        var compilation = Compilations.Complete(
            $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] public sealed partial class X {{ {member} }}");
        Assert.Equal("LDSL010", Assert.Single(await Compilations.Analyze(compilation)).Id);
    }

    [Fact]
    public void AFaultyDeclarationHasTheSameSurface()
    {
        var compilation = Compilations.Complete("""
            using LossDsl;
            [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(Gamma = -1)] public sealed partial class X;
            class Use { static int[] It(double[] z) { new X().ToProbabilities(z, z); return new X().Predict(z); } }
            """);
        Assert.DoesNotContain(Compilations.Complaints(compilation), complaint => complaint.Id.StartsWith("CS1", StringComparison.Ordinal));
    }

    private static string Calibration(string declaration) => Run("namespace Losses;\n\n" + declaration).Single();

    private static string[] Run(string declaration)
    {
        var result = Compilations.Driver(new CalibrationGenerator()).RunGenerators(Compilations.Create("using LossDsl;\n\n" + declaration))
            .GetRunResult().Results.Single();
        return result.Exception is { } failure
            ? throw new InvalidOperationException("The generator failed.", failure)
            : [.. result.GeneratedSources.Select(source => source.SourceText.ToString())];
    }
}
