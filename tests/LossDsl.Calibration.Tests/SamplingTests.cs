using System;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Generators;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Losses whose rows a sampler draws by their class: verdicts and links are about the data set that it draws from.</summary>
public class SamplingTests
{
    private const string Plain = "[Loss(Head.Softmax)] ";

    private static readonly double[][] Posteriors = [[0.5, 0.3, 0.2], [0.15, 0.25, 0.6], [0.8, 0.15, 0.05]];

    [Theory]
    [InlineData("[CrossEntropy]", VerdictKind.Violated, VerdictKind.Proven)]
    [InlineData("[CrossEntropy] [Focal(2)]", VerdictKind.Violated, VerdictKind.Proven)]
    [InlineData("[PolyLoss(1)] [LabelSmoothing(0.1)]", VerdictKind.Violated, VerdictKind.Proven)]
    [InlineData("[CrossEntropy] [InverseFrequency(Power = -1)]", VerdictKind.Proven, VerdictKind.Violated)]
    [InlineData("[CrossEntropy] [InverseFrequency]", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("[CrossEntropy] [LogitAdjustment]", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("[CrossEntropy] [LogitPenalty(0.1)]", VerdictKind.Violated, VerdictKind.HoldsNumerically)]
    public void Verdicts_of_class_balanced_sampling(string attributes, VerdictKind accuracy, VerdictKind balanced)
    {
        var declaration = Declared("[Resampled] " + attributes);
        var phase = Compiler.Calibration.Decide(declaration, default).Last;
        Assert.Equal((accuracy, balanced), (phase.Accuracy.Kind, phase.Balanced.Kind));
        foreach (var found in new[] { phase.Accuracy, phase.Balanced, phase.Probabilities }.Select(verdict => verdict.Counterexample)
            .OfType<Counterexample>())
            Confirmation.Confirm(declaration, 1, found, isStopped: false);
    }

    [Fact]
    public void Deferred_sampling_is_a_phase_of_its_own()
    {
        var report = Compiler.Calibration.Decide(Declared("[Resampled(FromEpoch = 160)] [CrossEntropy]"), default);
        Assert.Equal([0.0, 160], report.Phases.Select(phase => phase.From));
        Assert.Equal((VerdictKind.Proven, VerdictKind.Violated), (report.Phases[0].Accuracy.Kind, report.Phases[0].Balanced.Kind));
        Assert.Equal((VerdictKind.Violated, VerdictKind.Proven), (report.Phases[1].Accuracy.Kind, report.Phases[1].Balanced.Kind));
    }

    [Theory]
    [InlineData("[Resampled] [CrossEntropy]")]
    [InlineData("[Resampled(0.5)] [CrossEntropy] [Focal(2)]")]
    [InlineData("[Resampled(-1)] [GeneralizedCrossEntropy(Q = 0.3)] [LogitAdjustment(0.5)]")]
    [InlineData("[Resampled(0.5)] [CrossEntropy] [InverseFrequency] [LogSumExpPenalty(0.1)]")]
    [InlineData("[Resampled(FromEpoch = 3)] [PolyLoss(1)]")]
    // Without formula, and with a penalty that weights do not multiply though the sampler does.
    [InlineData("[Resampled] [Squentropy]")]
    [InlineData("[Resampled(0.5)] [CrossEntropy] [InverseFrequency] [LogitPenalty(0.1)]")]
    public void Links_give_the_posterior_of_the_data_set(string attributes) => LinkIsRight(Plain + attributes, "");

    /// <summary>What weights of one part multiply and of the other do not, the sampler multiplies in both.</summary>
    [Fact]
    public void Links_of_parts_do_too() => LinkIsRight(
        Plain + "[Resampled(0.5)]",
        "[Part] [CrossEntropy] [InverseFrequency] public sealed partial class First; [Part(Weight = 0.5)] [Brier] public sealed partial "
            + "class Second;");

    private static void LinkIsRight(string attributes, string body)
    {
        double[] prior = [0.7, 0.2, 0.1];
        var declaration = Read(attributes, body);
        Assert.Empty(LossCompiler.Check(declaration));
        using var loaded = new LoadedLoss(Text(attributes, body));
        var loss = new LinkedLoss(loaded.Create<Loss>("Declared", new ClassCounts([7000, 2000, 1000])));
        var risk = new IndependentRisk(declaration, prior, epoch: 1000);
        foreach (var posterior in Posteriors)
        {
            var (_, _, best) = risk.Search(posterior, [0]);
            var found = loss.ToProbabilities(best);
            for (var k = 0; k < 3; k++)
                Assert.Equal(posterior[k], found[k], 1e-6);
        }
    }

    [Fact]
    public void The_goal_decides_what_is_predicted_and_another_prior_is_one_of_the_data()
    {
        using var loaded = new LoadedLoss(Text("[Loss(Head.Softmax, For = Goal.Accuracy)] " + "[Resampled] [CrossEntropy]"));
        var loss = new LinkedLoss(loaded.Create<Loss>("Declared", new ClassCounts([7000, 2000, 1000])));
        // Scores log P/π of P = (0.5, 0.3, 0.2).
        double[] scores = [Math.Log(0.5 / 0.7), Math.Log(0.3 / 0.2), Math.Log(0.2 / 0.1)];
        Assert.Equal([0], loss.Predict(scores));
        var even = loss.ToProbabilities(scores, [1.0 / 3, 1.0 / 3, 1.0 / 3]);
        double[] wanted = [0.5 / 0.7, 0.3 / 0.2, 0.2 / 0.1];
        for (var k = 0; k < 3; k++)
            Assert.Equal(wanted[k] / wanted.Sum(), even[k], 1e-12);
    }

    [Fact]
    public void Values_and_gradients_are_those_without()
    {
        Declaration with = Declared("[CrossEntropy] [Focal(2)] [Resampled]"), without = Declared("[CrossEntropy] [Focal(2)]");
        foreach (var form in LossModel.Of(with).TargetKinds)
            Assert.Equal(LossCompilation.Of(without).Lowered(form), LossCompilation.Of(with).Lowered(form));
    }

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Resampled(1)]", "Power")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [Resampled]", "Resampled")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Resampled(FromEpoch = 0)]", "FromEpoch")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Resampled] [LogitAdjustment(AllowEmptyClasses = true)]",
        "a sampler has no rows of an empty class")]
    public void What_has_no_effect_or_no_meaning_is_an_error(string attributes, string named)
        => Assert.Contains(LossCompiler.Check(Read(attributes)), problem => problem.Rule.Severity == ProblemSeverity.Error
            && problem.Message.Contains(named, StringComparison.Ordinal));

    [Fact]
    public void It_is_of_the_whole_loss()
    {
        const string Parts =
            "[Part] {0} [CrossEntropy] public sealed partial class First; [Part(Weight = 0.5)] [Brier] public sealed partial class Second;";
        var onPart = Read("[Loss(Head.Softmax)]", Parts.Replace("{0}", "[Resampled]", StringComparison.Ordinal));
        Assert.Contains(LossCompiler.Check(onPart), problem => problem.Rule == LanguageRules.WrongPlace);
        var onLoss = Read("[Loss(Head.Softmax)] [Resampled]", Parts.Replace("{0}", "", StringComparison.Ordinal));
        Assert.Empty(LossCompiler.Check(onLoss));
        Assert.True(Compiler.Calibration.Decide(onLoss, default).Last.Balanced.Holds);
    }

    private static Declaration Declared(string attributes) => Read(Plain + attributes);

    private static string Text(string attributes, string body = "")
        => $"using LossDsl;\n{attributes} public sealed partial class Declared {{ {body} }}";

    private static Declaration Read(string attributes, string body = "")
        => DeclarationReader.Read(Compilations.Create(Text(attributes, body)).GetTypeByMetadataName("Declared")!, default)!;
}
