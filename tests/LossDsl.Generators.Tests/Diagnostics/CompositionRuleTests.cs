using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>For each rule about compositions, declarations that break it and neighbours that keep it.</summary>
public class CompositionRuleTests
{
    private const string Plain = "[Loss(Head.Softmax)] ";
    private const string Balanced = "[Loss(Head.Softmax, For = Goal.BalancedAccuracy)] ";
    private const string Accurate = "[Loss(Head.Softmax, For = Goal.Accuracy)] ";
    private const string Unjudged = "[Loss(Head.Softmax, For = Goal.None)] ";
    private const string LongTail = "[Loss(Head.Softmax, Counts = new[] { 5000, 60, 7 })] ";
    private const string Class = " partial class X;";

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Accurate, "[CrossEntropy] [InverseFrequency] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Balanced, "[CrossEntropy] [InverseFrequency(Power = 0.5)] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(FromEpoch = 160)] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(FromEpoch = 160, RampEpochs = 20)] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Balanced, "[GeneralizedCrossEntropy(Q = 0.7)] [InverseFrequency(Power = 0.5)] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(LongTail, "[CrossEntropy] [EffectiveNumber(0.9999)] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] ", "[CrossEntropy] [InverseFrequency] [{|LDSL201:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency] [{|LDSL201:LogitAdjustment|}]")]
    // Each does its share.
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(Power = 0.5)] [LogitAdjustment(0.5)]")]
    [InlineData(Balanced, "[GeneralizedCrossEntropy(Q = 0.5)] [InverseFrequency(Power = 0.5)] [LogitAdjustment]")]
    // One takes back what the other does.
    [InlineData(Accurate, "[CrossEntropy] [InverseFrequency] [LogitAdjustment(-1)]")]
    // What these weights come to depends on the counts: with many examples of every class, to nothing.
    [InlineData(Plain, "[CrossEntropy] [EffectiveNumber(0.9999)] [LogitAdjustment]")]
    [InlineData("[Loss(Head.Softmax, Counts = new[] { 9000000, 1000000, 100000 })] ",
        "[CrossEntropy] [EffectiveNumber(0.999)] [LogitAdjustment]")]
    [InlineData("[Loss(Head.Softmax, Prior = new[] { 0.7, 0.2, 0.1 })] ", "[CrossEntropy] [EffectiveNumber(0.999)] [LogitAdjustment]")]
    [InlineData(Plain, "[CrossEntropy] [ClassWeights] [LogitAdjustment]")]
    [InlineData(Unjudged, "[CrossEntropy] [InverseFrequency] [LogitAdjustment]")]
    public Task CorrectedTwice(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [Resampled] [{|LDSL210:InverseFrequency|}]")]
    [InlineData(Accurate, "[CrossEntropy] [Resampled] [{|LDSL210:LogitAdjustment|}]")]
    [InlineData(Balanced, "[Resampled(0.5)] [CrossEntropy] [Focal(2)] [{|LDSL210:InverseFrequency|}]")]
    [InlineData(Balanced, "[CrossEntropy] [Resampled(0.5)] [InverseFrequency] [{|LDSL210:LogitAdjustment(0.5)|}]")]
    [InlineData(LongTail, "[CrossEntropy] [Resampled] [{|LDSL210:EffectiveNumber(0.9999)|}]")]
    [InlineData(Plain, "[CrossEntropy] [Resampled(FromEpoch = 160)] [{|LDSL210:InverseFrequency(FromEpoch = 160)|}]")]
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [Resampled] [{|LDSL210:InverseFrequency|}]")]
    // Each does its share.
    [InlineData(Plain, "[CrossEntropy] [Resampled(0.5)] [LogitAdjustment(0.5)]")]
    [InlineData(Balanced, "[CrossEntropy] [Resampled(0.5)] [InverseFrequency(Power = 0.5)]")]
    [InlineData(Balanced, "[CrossEntropy] [Focal(2)] [Resampled]")]
    // One takes back what the other does.
    [InlineData(Accurate, "[CrossEntropy] [Resampled(2)] [InverseFrequency]")]
    // What these weights come to depends on the counts.
    [InlineData(Plain, "[CrossEntropy] [Resampled] [EffectiveNumber(0.9999)]")]
    [InlineData(Plain, "[CrossEntropy] [Resampled] [ClassWeights]")]
    [InlineData(Unjudged, "[CrossEntropy] [Resampled] [InverseFrequency]")]
    // It alone.
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL202:Resampled(0.5)|}]")]
    [InlineData(Plain, "[CrossEntropy] [Resampled]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.Accuracy|})] ", "[CrossEntropy] [Resampled]")]
    public Task ResampledAndCorrected(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData("[InverseFrequency(PowerFrom = nameof(P))] [LogitAdjustment]")]
    [InlineData("[InverseFrequency] [LogitAdjustment(TauFrom = nameof(P))]")]
    [InlineData("[Focal(GammaFrom = nameof(P))] [LogitAdjustment]")]
    [InlineData("[LabelSmoothing(AlphaFrom = nameof(P))] [LogitAdjustment]")]
    [InlineData("[ConfidencePenalty(CoefficientFrom = nameof(P))] [LogitAdjustment]")]
    [InlineData("[AdditiveMargin(MarginFrom = nameof(P))]")]
    public Task What_a_property_gives_may_be_right(string attributes)
        => AnalyzerAssert.Reports(Plain + "[CrossEntropy] " + attributes + " partial class X { public double P => 0; }");

    [Theory]
    [InlineData(Balanced, "[CrossEntropy] [LogitAdjustment({|LDSL202:0.5|})]")]
    [InlineData(Accurate, "[CrossEntropy] [LogitAdjustment({|LDSL202:0.5|})]")]
    [InlineData(Balanced, "[CrossEntropy] [InverseFrequency(Power = {|LDSL202:0.5|})]")]
    [InlineData(Balanced, "[CrossEntropy] [Focal(Gamma = 2)] [InverseFrequency(Power = {|LDSL202:2|})]")]
    [InlineData(Balanced, "[GeneralizedCrossEntropy(Q = 0.7)] [{|LDSL202:LogitAdjustment|}]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.BalancedAccuracy, Counts = new[] { 5000, 1000, 700 })] ",
        "[CrossEntropy] [{|LDSL202:EffectiveNumber(0.999)|}]")]
    [InlineData(Unjudged, "[CrossEntropy] [LogitAdjustment(0.5)]")]
    [InlineData(Balanced, "[CrossEntropy] [LogitAdjustment(1.01)]")]
    [InlineData(Balanced, "[GeneralizedCrossEntropy(Q = 0.5)] [LogitAdjustment(2)]")]
    [InlineData(Balanced, "[CrossEntropy] [Focal(Gamma = 2)] [InverseFrequency]")]
    public Task CorrectedInPart(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [Focal(Gamma = 2)] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData(Balanced, "[PolyLoss(1)] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData(Accurate, "[PolyLoss(1)] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] ", "[CrossEntropy] [Focal(Gamma = 2)] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [Focal(Gamma = 2)] [InverseFrequency] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [Focal(Gamma = 2)] [LabelSmoothing(0.1)] [{|LDSL203:LogitAdjustment|}]")]
    [InlineData(Plain, "[CrossEntropy] [Focal(Gamma = 2)] [InverseFrequency]")]
    [InlineData(Plain, "[CrossEntropy] [LogitAdjustment]")]
    [InlineData(Plain, "[CrossEntropy] [Focal(Gamma = 0.001)] [LogitAdjustment]")]
    [InlineData(Unjudged, "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]")]
    public Task AdjustedLink(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [{|LDSL204:LabelSmoothing(0.1)|}] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL204:LabelSmoothing(0.1)|}] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL204:LabelSmoothing(0.1)|}] [InverseFrequency(Order = WeightOrder.InsideSmoothing)]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL204:LabelSmoothing(0.1)|}] [InverseFrequency] [Mean(Per.Torch)]")]
    // Torch's own convention, with weights that nobody knows.
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [ClassWeights] [Mean(Per.Torch)]")]
    [InlineData(Balanced, "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency]")]
    [InlineData(Balanced, "[CrossEntropy] [PriorSmoothing(0.1)] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [LabelSmoothing(0.0001)] [LogitAdjustment]")]
    public Task SmoothedBeforeCorrection(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [{|LDSL205:ConfidencePenalty(0.3)|}] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL205:LogitPenalty(0.1)|}] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL205:LogitPenalty(0.1, On = ScoreStage.Raw)|}] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [LogSumExpPenalty(0.1)] [LogitAdjustment]")]
    [InlineData(Balanced, "[CrossEntropy] [ConfidencePenalty(0.3)] [InverseFrequency]")]
    [InlineData(Plain, "[CrossEntropy] [ConfidencePenalty(0.3)]")]
    [InlineData(Plain, "[CrossEntropy] [LogitPenalty(1e-6)] [LogitAdjustment]")]
    public Task PenaltyBesideAdjustment(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData(Accurate, "[CrossEntropy] [{|LDSL207:LabelDistributionMargin|}] [Scale(2)]")]
    [InlineData(Balanced, "[CrossEntropy] [{|LDSL207:LabelDistributionMargin|}] [Scale(2)] [InverseFrequency]")]
    [InlineData(Accurate, "[CrossEntropy] [LabelDistributionMargin] [Scale(30)]")]
    [InlineData(Accurate, "[CrossEntropy] [LabelDistributionMargin(Max = 0.05)] [Scale(2)]")]
    [InlineData(Balanced, "[CrossEntropy] [LabelDistributionMargin] [Scale(30)] [InverseFrequency(FromEpoch = 160)]")]
    [InlineData(Plain, "[CrossEntropy] [LabelDistributionMargin] [Scale(2)]")]
    [InlineData(Accurate, "[CrossEntropy] [AdditiveMargin(0.5)] [Scale(2)]")]
    public Task MarginsMoveThreshold(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    [Theory]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.Accuracy|})] [CrossEntropy] [InverseFrequency]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.Accuracy|})] [CrossEntropy] [LogitAdjustment]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.BalancedAccuracy|})] [CrossEntropy]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.BalancedAccuracy|})] [CrossEntropy] [LabelDistributionMargin] [Scale(30)]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL209:Goal.BalancedAccuracy|})] [GeneralizedCrossEntropy] [ConfidencePenalty(0.1)]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy)] [CrossEntropy]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.BalancedAccuracy)] [CrossEntropy] [InverseFrequency]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [CrossEntropy] [InverseFrequency]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]")]
    public Task OtherGoal(string attributes) => AnalyzerAssert.Reports(attributes + Class);

    [Theory]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(FromEpoch = {|LDSL211:160|})] [Mean(Per.Valid)]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(FromEpoch = {|LDSL211:160|})] [Sum]")]
    [InlineData(LongTail, "[CrossEntropy] [InverseFrequency(FromEpoch = 160)] [Mean(Per.WeightSum)]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(FromEpoch = 160, RampEpochs = 10)] [Mean(Per.Valid)]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency] [Mean(Per.Valid)]")]
    // Weights of mean 1: all classes have as many examples.
    [InlineData("[Loss(Head.Softmax, Counts = new[] { 100, 100 })] ",
        "[CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = 160)] [Mean(Per.Valid)]")]
    [InlineData(Plain, "[CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = 160)] [Mean(Per.Valid)]")]
    [InlineData(Plain, "[CrossEntropy] [ClassWeights(FromEpoch = 160)] [Mean(Per.Valid)]")]
    public Task ScaleJump(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + Class);

    /// <summary>Without a declared goal no rule about compositions speaks, but the loss is for neither goal, and that is told.</summary>
    [Theory]
    [InlineData(Plain, "[CrossEntropy] [LogitAdjustment(0.5)]")]
    [InlineData(Plain, "[CrossEntropy] [InverseFrequency(Power = 0.5)]")]
    [InlineData(Plain, "[GeneralizedCrossEntropy(Q = 0.5)] [LogitAdjustment]")]
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency] [Mean(Per.Torch)]")]
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency(Order = WeightOrder.InsideSmoothing)]")]
    [InlineData(Plain, "[CrossEntropy] [LabelSmoothing(0.1)] [LogitAdjustment(0.5)]")]
    [InlineData(LongTail, "[CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = {|LDSL211:160|})] [Mean(Per.Batch)]")]
    [InlineData(LongTail, "[CrossEntropy] [LabelDistributionMargin] [Scale(30)] [EffectiveNumber(0.9999, FromEpoch = 160)]")]
    public Task ForNeither(string loss, string attributes) => AnalyzerAssert.Reports(loss + attributes + " partial class {|LDSL101:X|};");

    [Theory]
    [InlineData("[EncouragingLoss] [{|LDSL402:Focal(Gamma = 2)|}]")]
    [InlineData("[CrossEntropy] [EncouragingLoss(Coefficient = 0.5)] [{|LDSL402:Focal(Gamma = 0.5)|}]")]
    [InlineData("[EncouragingLoss]")]
    [InlineData("[PolyLoss(-1)] [Focal(Gamma = 2)]")]
    [InlineData("[PolyLoss(2)] [Focal(Gamma = 2)]")]
    public Task OpposingTerms(string attributes) => AnalyzerAssert.Reports(Plain + attributes + Class);

    [Fact]
    public Task Terms_of_different_parts_are_not_opposed() => AnalyzerAssert.Reports("""
        [Loss(Head.Softmax)]
        partial class X
        {
            [Part] [EncouragingLoss] partial class A;
            [Part] [CrossEntropy] [Focal(Gamma = 2)] partial class B;
        }
        """);

    [Theory]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [TotalVariation] [{|LDSL403:ReverseCrossEntropy(LogZero = -1)|}] "
        + "[LargeMarginInSoftmax(0.1)]" + Class)]
    // Of soft targets they are two losses.
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [TotalVariation] [ReverseCrossEntropy(LogZero = -1)]" + Class)]
    [InlineData("[Loss(Head.Softmax)] partial class X { [Part(Weight = 2)] [CrossEntropy] partial class A; [{|LDSL403:Part|}] "
        + "[CrossEntropy] partial class B; }")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [GeneralizedCrossEntropy]" + Class)]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(1)] [PolyTerm(2, Epsilon = 1)] [PolyTerm(3, Epsilon = 1)]" + Class)]
    [InlineData("[Loss(Head.Softmax)] partial class {|LDSL101:X|} { [Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] "
        + "[InverseFrequency] partial class B; }")]
    [InlineData("[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [Mean(Per.Batch)] "
        + "partial class B; }")]
    public Task RepeatedTerm(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[CrossEntropy] [{|LDSL405:AdditiveMargin(0.35)|}]")]
    [InlineData("[CrossEntropy] [{|LDSL405:LabelDistributionMargin|}]")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.35)] [Scale(64)]")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.35)] [Temperature(0.05)]")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.35)] [NormalisedScores]")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.35)] [Softcap(1)]")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.35)] [LogitPenalty(0.01)]")]
    public Task UnscaledMargin(string attributes) => AnalyzerAssert.Reports(Plain + attributes + Class);

    [Theory]
    [InlineData("{|LDSL410:nameof(U)|}", "{|LDSL410:nameof(V)|}", "[CrossEntropy]",
        "[Learnable] double U => 1; [Learnable] double V => 1;")]
    [InlineData("{|LDSL410:nameof(U)|}", "nameof(V)", "[CrossEntropy]", "[Learnable] double U => 1; double V => 1;")]
    [InlineData("nameof(U)", "nameof(V)", "[CrossEntropy]", "double U => 1; double V => 1;")]
    // Another derivative acts on the weight too.
    [InlineData("nameof(U)", "nameof(V)", "[CrossEntropy] [LabelSmoothing(AlphaFrom = nameof(U))]",
        "[Learnable] double U => 0.1; double V => 1;")]
    public Task LearnableMix(string one, string other, string attributes, string properties) => AnalyzerAssert.Reports($$"""
        [Loss(Head.Softmax)]
        partial class X
        {
            [Part(WeightFrom = {{one}})] {{attributes}} partial class A;
            [Part(WeightFrom = {{other}})] [CrossEntropy] [Focal(Gamma = 2)] partial class B;
            {{properties}}
        }
        """);

    /// <summary>Published losses name no goal, and are what they are.</summary>
    [Fact]
    public async Task The_catalogue_breaks_none()
    {
        var files = Directory.GetDirectories(Catalogue()).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs"));
        var reported = await Compilations.Analyze(Compilations.Create([.. files.Select(File.ReadAllText)]));
        Assert.Empty(reported.Where(diagnostic => CompositionRules.All.Any(rule => rule.Id == diagnostic.Id)));
    }

    private static string Catalogue([CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here)!, "../../../src/LossDsl.Catalogue");
}
