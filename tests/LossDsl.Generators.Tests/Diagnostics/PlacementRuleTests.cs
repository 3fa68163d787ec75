using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Rules about what stands where and beside what: declarations that break them and neighbours that keep them.</summary>
public class PlacementRuleTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    [Theory]
    [InlineData("[Loss(Head.Softmax)] partial class {|LDSL003:X|};")]
    [InlineData("[Loss(Head.Softmax)] [Focal] [LogSumExpPenalty(1)] partial class {|LDSL003:X|};")]
    [InlineData("[Focal] partial class X; [Loss(Head.Softmax)] partial class {|LDSL003:X|};")]
    [InlineData("[Loss(Head.Softmax)] [PolyTerm(2, Epsilon = 1)] partial class X;")]
    public Task NoBaseTerm(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [{|LDSL014:LogSumExpPenalty(1)|}] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [{|LDSL014:Confidence(0.9)|}] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid)] partial class X { [Part] [CrossEntropy] [{|LDSL014:LogSumExpPenalty(1)|}] partial class A; }")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [Focal] [LabelSmoothing(0.1)] [ClassWeights] partial class X;")]
    public Task WrongHead(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[{|LDSL013:CrossEntropy|}]", "[Part] [CrossEntropy] partial class A;")]
    [InlineData("[{|LDSL013:LabelSmoothing(0.1)|}] [{|LDSL013:InverseFrequency|}]", "[Part] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [{|LDSL013:HardestExamples(Count = 3)|}] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [{|LDSL013:NoReduction|}] partial class A;")]
    [InlineData("", "[{|LDSL013:Part|}] [Loss(Head.Softmax)] [CrossEntropy] partial class A; [Part] [CrossEntropy] partial class B;")]
    [InlineData("[Temperature(2)] [HardestExamples(Count = 3)] [Sum]",
        "[Part] [CrossEntropy] [Focal] [Mean(Per.Batch)] partial class A; [Part] [CrossEntropy] partial class B;")]
    public Task WrongPlace(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    /// <summary>All parts read the same targets: one that takes numbers only must not change what another reads.</summary>
    [Theory]
    [InlineData("Softmax", "[Part] [CrossEntropy] partial class A; [Part] [{|LDSL006:KullbackLeibler|}] [Temperature(4)] partial class B;")]
    [InlineData("Softmax",
        "[Part] [{|LDSL006:KullbackLeibler(Coefficient = 16, Weighted = false)|}] [Temperature(4)] [ClassWeights] [PolyTerm(1, Epsilon = "
            + "1)] partial class B; [Part] [Brier] partial class A;")]
    [InlineData("Softmax",
        "[Part] [CrossEntropy] partial class A; [Part] [{|LDSL006:KullbackLeibler|}] [Temperature(4)] partial class B; [Part] "
            + "[{|LDSL006:KullbackLeibler|}] [Temperature(2)] partial class C;")]
    [InlineData("Sigmoid", "[Part] [CrossEntropy] partial class A; [Part] [{|LDSL006:GaussianFocal|}] partial class B;")]
    [InlineData("Softmax", "[Part] [KullbackLeibler] partial class A; [Part] [KullbackLeibler] [Temperature(4)] partial class B;")]
    [InlineData("Softmax", "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [Temperature(4)] partial class B;")]
    public Task TargetsOfOtherParts(string head, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.{head}, For = Goal.None)] partial class X {{ {body} }}");

    /// <summary>So do all terms of one component.</summary>
    [Theory]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL006:KullbackLeibler|}]")]
    [InlineData("Softmax", "[{|LDSL006:KullbackLeibler(Coefficient = 0.5)|}] [CrossEntropy(Coefficient = 2)] [Temperature(2)]")]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL006:KullbackLeibler|}] [InverseFrequency]")]
    [InlineData("Softmax", "[Brier] [{|LDSL006:KullbackLeibler|}] [LogitPenalty(0.1)]")]
    [InlineData("Softmax", "[Spherical] [TotalVariation] [{|LDSL006:KullbackLeibler|}]")]
    [InlineData("Sigmoid", "[CrossEntropy] [{|LDSL006:GaussianFocal|}]")]
    [InlineData("Sigmoid", "[{|LDSL006:GaussianFocal|}] [GeneralizedCrossEntropy]")]
    [InlineData("Softmax", "[KullbackLeibler] [LogitPenalty(0.1)]")]
    [InlineData("Sigmoid", "[GaussianFocal] [LogitPenalty(0.1)]")]
    public Task TargetsOfOtherTerms(string head, string attributes)
        => AnalyzerAssert.Reports($"[Loss(Head.{head}, For = Goal.None)] {attributes} partial class X;");

    /// <summary>Terms of one part are told of each other, and not of those of other parts besides.</summary>
    [Theory]
    [InlineData("[Part] [CrossEntropy] [{|LDSL006:KullbackLeibler|}] partial class A; [Part] [Brier] partial class B;")]
    [InlineData("[Part] [CrossEntropy] [{|LDSL006:KullbackLeibler|}] partial class A; [Part] [{|LDSL006:KullbackLeibler|}] partial class B;")]
    public Task TargetsOfTermsOfAPart(string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax, For = Goal.None)] partial class X {{ {body} }}");

    /// <summary>Of equal contradictions each is told, where it stands.</summary>
    [Theory]
    [InlineData("[NoReduction]",
        "[Part] [CrossEntropy] [{|LDSL006:Sum|}] partial class A; [Part] [CrossEntropy] [Focal] [{|LDSL006:Sum|}] partial class B; [Part] "
            + "[PolyTerm(1, Epsilon = 1)] partial class C;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] [{|LDSL006:InverseFrequency|}] partial class A; [Part] [CrossEntropy] "
        + "[ClassWeights] [{|LDSL006:InverseFrequency|}] partial class B;")]
    [InlineData("", "[Part] [{|LDSL006:CrossEntropy|}] [PolyLoss(1)] partial class A; [Part] [{|LDSL006:CrossEntropy|}] [PolyLoss(1)] "
        + "partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [AsymmetricSingleLabel] [LabelSmoothing(0.1)] partial class A; [Part] "
        + "[{|LDSL006:KullbackLeibler|}] partial class B; [Part] [{|LDSL006:KullbackLeibler|}] partial class C;")]
    public Task EqualContradictions(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax, For = Goal.None)] {attributes} partial class X {{ {body} }}");

    /// <summary>Terms add up; what looks like one loss and is a sum says so.</summary>
    [Theory]
    [InlineData("[{|LDSL006:Quantile(0.3)|}] [Huber]")]
    [InlineData("[SmoothL1] [{|LDSL006:Quantile(0.3, 0.7)|}]")]
    [InlineData("[AbsoluteError] [SquaredError]")]
    [InlineData("[Quantile(0.3)] [LogitPenalty(0.1)]")]
    public Task SumsThatLookLikeOneLoss(string attributes)
        => AnalyzerAssert.Reports($"[Loss(Head.Identity)] {attributes} partial class X;");

    [Theory]
    [InlineData("[CrossEntropy] [Sum] [{|LDSL006:Mean|}]")]
    [InlineData("[CrossEntropy] [NoReduction, {|LDSL006:Sum|}]")]
    [InlineData("[{|LDSL006:CrossEntropy|}] [PolyLoss(1)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [{|LDSL006:InverseFrequency|}]")]
    [InlineData("[PolyLoss(1, 2)] [PolyTerm({|LDSL006:2|}, Epsilon = 1)]")]
    [InlineData("[CrossEntropy] [PolyTerm(3, Epsilon = 1)] [PolyTerm({|LDSL006:3|}, Epsilon = 2)]")]
    [InlineData("[PolyLoss(1, 2)] [PolyTerm(3, Epsilon = 1)] [PolyTerm(4, Epsilon = 1)] [ClassWeights] [NoReduction]")]
    public Task Contradiction(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

    [Theory]
    [InlineData("[{|LDSL009:HardestExamples|}]")]
    [InlineData("[HardestExamples(Fraction = 0.5, Count = {|LDSL006:3|})]")]
    [InlineData("[HardestExamples(Fraction = {|LDSL005:1|})]")]
    [InlineData("[HardestExamples(Count = 3)] [{|LDSL006:Confidence(0.5)|}]")]
    [InlineData("[HardestExamples(Fraction = 0.5, Key = SelectionKey.LabelProbability)]")]
    public Task Selections(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");

    [Theory]
    [InlineData("[Mean(Over = Axis.Sample)] [{|LDSL006:Mean(Over = Axis.Sample)|}]")]
    [InlineData("[Mean] [{|LDSL006:Sum(Over = Axis.Sample)|}]")]
    [InlineData("[{|LDSL009:Mean(Over = Axis.Position)|}]")]
    [InlineData("[Sum(Over = {|LDSL004:Axis.Class|})] [Mean(Over = Axis.Sample)]")]
    [InlineData("[ClassWeights] [Mean(By = {|LDSL006:Per.WeightSum|}, Over = Axis.Sample)]")]
    [InlineData("[Mean(By = {|LDSL006:Per.External|}, Over = Axis.Position)] [Mean(Over = Axis.Sample)]")]
    [InlineData("[Mean({|LDSL004:Per.Elements|})]")]
    [InlineData("[NoReduction] [{|LDSL006:Mean(Over = Axis.Sample)|}]")]
    [InlineData("[Sum(Over = Axis.Position)] [Mean(By = Per.External, Over = Axis.Sample)]")]
    [InlineData("[Mean(Over = Axis.Sample)] [Mean(By = Per.Batch, Over = Axis.Position)]")]
    public Task Steps(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");

    [Theory]
    [InlineData("[{|LDSL005:Sum|}]", "[Part] [CrossEntropy] [Mean] partial class A;")]
    [InlineData("[NoReduction]", "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [{|LDSL006:Sum|}] partial class B;")]
    [InlineData("", "[Part(WeightFrom = {|LDSL007:\"weight\"|})] [CrossEntropy] partial class A; double Weight => 1;")]
    [InlineData("", "[Part(Weight = {|LDSL004:-1|})] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part(Weight = {|LDSL005:0|})] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part] [LabelSmoothing(0.1)] partial class {|LDSL003:A|}; [Part] [CrossEntropy] partial class B;")]
    [InlineData("[Temperature(2)]", "[Part] [CrossEntropy] [{|LDSL006:Temperature(3)|}] partial class A;")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL006:true|})]", "[Part] [CrossEntropy] [LabelSmoothing(0.1)] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:InverseFrequency|}] partial "
        + "class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [PolyLoss(1)] [ClassWeights] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [InverseFrequency] [Mean(Per.Valid)] "
        + "partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] partial class A; [Part] [CrossEntropy] [InverseFrequency] "
        + "partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:InverseFrequency|}] "
        + "[Mean(Per.SampleWeights)] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:Mean(Per.SampleWeights)|}] "
        + "partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] [Sum] partial class A; [Part] [CrossEntropy] [Mean(Per.SampleWeights)] "
        + "[InverseFrequency] partial class B;")]
    [InlineData("", "[Part(WeightFrom = nameof(W))] [CrossEntropy] partial class A { double W => 1; } double W => 2;")]
    public Task Parts(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    [Theory]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [InverseFrequency] partial class B;")]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] [Mean(Per.WeightSum)] partial class A; [Part] [CrossEntropy] "
        + "[{|LDSL006:InverseFrequency|}] [Mean(Per.WeightSum)] partial class B;")]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] [Mean(Per.WeightSum)] partial class A; [Part] [CrossEntropy] [AlphaBalance] partial "
        + "class B;")]
    public Task PartsOfBinaryHeads(string body) => AnalyzerAssert.Reports($"[Loss(Head.Sigmoid)] partial class X {{ {body} }}");
}
