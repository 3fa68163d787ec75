using System;
using System.Linq;
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

    [Fact]
    public void ARegressionHasNoFile()
        => Assert.Empty(Run("[Loss(Head.Identity)] [Huber(Delta = 1)] public sealed partial class PriceLoss { public int Predict => 1; }"));

    [Theory]
    [InlineData("public int Predict => 1;")]
    [InlineData("public void ToProbabilities() { }")]
    [InlineData("public double DecisionThreshold;")]
    public async Task NamesOfTheLinksAreTaken(string member)
    {
        var compilation = Compilations.Complete($"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] public sealed partial class X {{ {member} }}");
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
        var result = Compilations.Driver(new CalibrationGenerator()).RunGenerators(Compilations.Create("using LossDsl;\n\n" + declaration)).GetRunResult().Results.Single();
        return result.Exception is { } failure
            ? throw new InvalidOperationException("The generator failed.", failure)
            : [.. result.GeneratedSources.Select(source => source.SourceText.ToString())];
    }
}
