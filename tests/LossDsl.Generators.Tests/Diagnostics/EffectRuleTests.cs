using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Options without effect, and neighbours that have one.</summary>
public class EffectRuleTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    [Theory]
    [InlineData("[CrossEntropy(Weighted = {|LDSL005:false|})]")]
    [InlineData("[CrossEntropy] [Temperature({|LDSL005:1|})]")]
    [InlineData("[CrossEntropy] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[CrossEntropy] [InverseFrequency(Order = {|LDSL005:WeightOrder.InsideSmoothing|})]")]
    [InlineData("[PolyLoss({|LDSL005:1, 0|})]")]
    [InlineData("[CrossEntropy] [LogSumExpPenalty({|LDSL005:0|})]")]
    [InlineData("[CrossEntropy] [ClassWeights(RampEpochs = 3)]")]
    [InlineData("[PolyLoss(1, 0, 2)]")]
    [InlineData("[CrossEntropy] [ClassWeights(Of = {|LDSL005:WeightOf.Row|})]")]
    [InlineData("[CrossEntropy] [ClassWeights(FromEpoch = 2, RampEpochs = 3)]")]
    [InlineData("[CrossEntropy] [ClassWeights(Order = WeightOrder.InsideSmoothing)] [LabelSmoothing(0.1)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean(By = Per.WeightSum)] [PolyTerm(1, Epsilon = 1, Weighted = false)]")]
    public Task NoEffect(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

    /// <summary>What no row of a table speaks of: the loss without it is the same expression.</summary>
    [Theory]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL005:Seesaw(P = 0, Q = 0)|}]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(Q = 0, Epsilon = {|LDSL005:0.1|})]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(P = 0)]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(PFrom = nameof(A), QFrom = nameof(A))]")]
    [InlineData("Softmax", "[CrossEntropy] [LogSumExpPenalty(1, On = {|LDSL005:ScoreStage.Raw|})]")]
    [InlineData("Softmax", "[CrossEntropy] [LogSumExpPenalty(1, On = ScoreStage.Raw)] [Temperature(2)]")]
    [InlineData("Softmax", "[PolyTerm(1, Epsilon = 1)] [{|LDSL005:ProbabilityFloor(1e-7)|}]")]
    [InlineData("Softmax", "[PolyLoss(1)] [ProbabilityFloor(1e-7)]")]
    [InlineData("Softmax", "[TotalVariation] [ClassWeights(Order = {|LDSL005:WeightOrder.InsideSmoothing|})] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[TotalVariation] [CrossEntropy] [ClassWeights(Order = WeightOrder.OutsideSmoothing)] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[{|LDSL005:ClassWeights|}] [CrossEntropy(Weighted = false)]")]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL005:ProbabilityFloor(1e-7)|}] [{|LDSL005:Seesaw(P = 0, Q = 0)|}]",
        "[PolyTerm(1, Epsilon = 1)]")]
    [InlineData("Sigmoid", "[CrossEntropy] [{|LDSL005:AsymmetricFocus(Positive = 0, Negative = 0)|}]")]
    [InlineData("Sigmoid", "[CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 2)]")]
    [InlineData("Gumbel", "[AsymmetricExponential] [{|LDSL005:ProbabilityFloor(1e-7)|}]")]
    [InlineData("Gumbel", "[CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("Identity", "[PoissonNll(Full = true)] [LogitPenalty(1, On = {|LDSL005:ScoreStage.Adjusted|})]")]
    public Task TheSameWithout(string head, string attributes, string? instead = null)
        => AnalyzerAssert.Reports(
            $"[Loss(Head.{head})] {(instead is null ? attributes : attributes.Replace("[CrossEntropy]", instead))} partial class X {{ "
                + $"double A => 1; }}");

    /// <summary>What asks which class is the label acts without smoothing too, as far as there are other classes to ask about.</summary>
    [Theory]
    [InlineData("[AsymmetricSingleLabel(GammaPositive = 1)]")]
    [InlineData("[AsymmetricSingleLabel(GammaPositive = 1, GammaNegative = 4)]")]
    [InlineData("[AsymmetricSingleLabel(GammaPositive = 1, GammaNegative = {|LDSL005:2|})]")]
    [InlineData("[{|LDSL005:AsymmetricSingleLabel|}]")]
    [InlineData("[AsymmetricSingleLabel] [LabelSmoothing(0.1)]")]
    [InlineData("[AsymmetricSingleLabel(GammaPositiveFrom = nameof(A))]")]
    [InlineData("[AsymmetricSingleLabel] [PriorSmoothing(0.1)]")]
    [InlineData("[AsymmetricSingleLabel] [TargetMatrix]")]
    [InlineData("[AsymmetricSingleLabel(GammaPositive = 1, GammaNegative = 1)] [TargetMatrix]")]
    public Task WhatTheLabelIsAskedFor(string attributes)
        => AnalyzerAssert.Reports(
            $"[Loss(Head.Softmax, For = Goal.None)] [CrossEntropy] {attributes} partial class X {{ double A => 1; }}");

    [Theory]
    [InlineData("", "[Part] [CrossEntropy] partial class A; [Part] [PolyTerm(1, Epsilon = 1)] [{|LDSL005:ProbabilityFloor(0.1)|}] partial "
        + "class B;")]
    [InlineData("[{|LDSL005:Seesaw(P = 0, Q = 0)|}]",
        "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [Focal] partial class B;")]
    [InlineData("[Temperature(2)]",
        "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [LogitPenalty(1, On = ScoreStage.Raw)] partial class B;")]
    public Task TheSameWithoutInParts(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    [Theory]
    [InlineData("[AlphaBalance] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[PositiveWeights] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[AlphaBalance] [ClassWeights] [Mean(By = Per.WeightSum)]")]
    [InlineData("[AlphaBalance] [PolyTerm(1, Epsilon = 1, Weighted = false)]")]
    [InlineData("[{|LDSL014:HardestExamples(Count = 1)|}] [{|LDSL014:ClassMask|}]")]
    public Task OfBinaryHeads(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Sigmoid)] [CrossEntropy] " + attributes + " partial class X;");

    [Theory]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL006:true|})] [LabelSmoothing(0.1)]")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL005:true|}, Epsilon = 1e-9)]")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = true)]")]
    public Task EmptyClasses(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");
}
