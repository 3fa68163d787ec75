using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>For each rule about the minimiser, losses that break it and neighbours that keep it.</summary>
public class MinimiserTests
{
    [Theory]
    [InlineData("[Loss(Head.Softmax, For = Goal.BalancedAccuracy, Prior = new[] { 0.8, 0.2 })] [CrossEntropy] "
        + "[LogitAdjustment({|LDSL202:0.5|})]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL101:Goal.Probabilities|})] [CrossEntropy] [Focal]")]
    [InlineData("[Loss(Head.Sigmoid, For = {|LDSL101:Goal.Probabilities|})] [CrossEntropy] [Focal]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy)] [CrossEntropy] [Focal]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Probabilities)] [CrossEntropy]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [CrossEntropy] [Seesaw]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [Focal] [AlphaBalance(0.25)]")]
    public Task MissesDeclaredGoal(string attributes) => Reports(attributes);

    /// <summary>Without a goal, only what decides for neither, whatever is not declared.</summary>
    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Seesaw]", true)]
    [InlineData("[Loss(Head.Softmax)] [MulticlassHinge(Power = 2)]", true)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [LogitAdjustment]", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [EffectiveNumber(0.9999)]", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = 160)] [LabelDistributionMargin] [Scale(30)]",
        false)]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [MulticlassHinge(Power = 2)]", false)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [LabelSmoothing(0.9, Share = SmoothingShare.OtherClasses)]", false)]
    [InlineData("[Loss(Head.Softmax, Classes = 20)] [CrossEntropy] [LabelSmoothing(0.9, Share = SmoothingShare.OtherClasses)]", false)]
    [InlineData("[Loss(Head.Softmax, Classes = 20, For = Goal.BalancedAccuracy, Counts = new[] { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, "
        + "10, 10, 10, 10, 10, 10, 10, 10, 10, 10 })] [CrossEntropy]", false)]
    public Task DecidesForNeither(string attributes, bool isReported)
        => AnalyzerAssert.Reports($"{attributes} partial class {(isReported ? "{|LDSL101:X|}" : "X")};");

    [Theory]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL102:Goal.Probabilities|})] [CrossEntropy] [LabelSmoothing(0.05)]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Probabilities)] [CrossEntropy] [LabelSmoothing(0.001)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [LabelDistributionMargin] [Scale(2)]")]
    public Task SmallBias(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL103:Goal.Accuracy|})] [CrossEntropy] [HardestExamples(Fraction = 0.25)]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL103:Goal.BalancedAccuracy|})] [CrossEntropy] [EffectiveNumber(0.9999)]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL103:Goal.Accuracy|})] [CrossEntropy] [AngularMargin(0.5)] [Scale(64)]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL103:Goal.Accuracy|})] [CrossEntropy] [LabelSmoothing(0.7, Share = "
        + "SmoothingShare.OtherClasses)]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy, Classes = 10)] [CrossEntropy] [LabelSmoothing(0.7, Share = "
        + "SmoothingShare.OtherClasses)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [HardestExamples(Fraction = 0.25)]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [CrossEntropy] [HardestExamples(Fraction = 0.25)]")]
    public Task Undecided(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss({|LDSL104:-2|})]")]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [PolyLoss({|LDSL104:-2|})]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss({|LDSL104:0, -3|})]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [PolyTerm(2, Epsilon = {|LDSL104:-3|})]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy)] [PolyLoss({|LDSL104:-2.5|})] [LabelSmoothing(0.1)]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss({|LDSL104:-2|})] [InverseFrequency]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(-1)]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(-1, -0.5)] [Focal]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [PolyLoss(-3)]")]
    public Task RisesWithProbability(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss({|LDSL105:-1.5|})]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [PolyTerm(1, Epsilon = {|LDSL105:-1.2|})]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(-1)]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(1)] [Focal]")]
    public Task Capped(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [{|LDSL106:Unhinged|}]")]
    [InlineData("[Loss(Head.Sigmoid)] [{|LDSL106:Unhinged|}]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy(Coefficient = {|LDSL106:-1|})]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy(Coefficient = {|LDSL106:-1|})]")]
    [InlineData("[Loss(Head.Softmax)] [Unhinged] [LogitPenalty(0.01)]")]
    [InlineData("[Loss(Head.Sigmoid)] [Unhinged] [LogitPenalty(0.01)]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.Classes)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [ComplementEntropy(Coefficient = -1)]")]
    public Task UnboundedBelow(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [LabelSmoothing({|LDSL108:0.7|}, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("[Loss(Head.Softmax, Classes = 10)] [CrossEntropy] [LabelSmoothing({|LDSL108:0.9|}, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("[Loss(Head.Softmax, Classes = 10)] [CrossEntropy] [LabelSmoothing(0.89, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [LabelSmoothing(0.9)]")]
    public Task SmoothedTooMuch(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [{|LDSL109:MulticlassHinge|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [{|LDSL109:MulticlassHinge(Form = HingeForm.WestonWatkins)|}]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy)] [{|LDSL109:MulticlassHinge(Form = HingeForm.OneVersusAll)|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [MulticlassHinge]")]
    [InlineData("[Loss(Head.Softmax)] [MulticlassHinge(Form = HingeForm.OneVersusAll, Power = 2)]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [MulticlassHinge]")]
    public Task InconsistentHinge(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [{|LDSL110:AngularMargin(0.5)|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 1000)] [CrossEntropy] [AngularMargin(0.5)] [Scale({|LDSL110:4|})]")]
    [InlineData("[Loss(Head.Softmax, Classes = 1000)] [CrossEntropy] [AngularMargin(0.5)] [Temperature({|LDSL110:0.5|})]")]
    [InlineData("[Loss(Head.Softmax, Classes = 1000)] [CrossEntropy] [AngularMargin(0.5)] [Scale(6)]")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [CrossEntropy] [AngularMargin(0.5)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [AngularMargin(0.5)] [Scale(4)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [{|LDSL405:AdditiveMargin(0.35)|}]")]
    public Task SmallScale(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [{|LDSL112:ClassDependentTemperature(0.3)|}]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [{|LDSL112:ClassTemperatures|}]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.None)] [CrossEntropy] [ClassDependentTemperature(0.3)]")]
    [InlineData("[Loss(Head.Softmax, Counts = new[] { 10, 10 })] [CrossEntropy] [ClassDependentTemperature(0.3)]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ClassTemperatures]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Temperature(2)]")]
    public Task ScaledByClass(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [{|LDSL114:NormalizedCrossEntropy|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [{|LDSL114:NormalizedFocal|}]")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [NormalizedCrossEntropy]")]
    [InlineData("[Loss(Head.Softmax)] [NormalizedCrossEntropy] [TotalVariation]")]
    [InlineData("[Loss(Head.Softmax)] [NormalizedCrossEntropy] [LogitPenalty(0.01)]")]
    public Task TiesAtInfinity(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL302:Goal.Probabilities|})] [TotalVariation]")]
    [InlineData("[Loss(Head.Softmax, For = {|LDSL302:Goal.Probabilities|})] [MulticlassHinge]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Accuracy)] [TotalVariation]")]
    [InlineData("[Loss(Head.Softmax, For = Goal.Probabilities)] [Brier]")]
    public Task NoLink(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Loss(Head.Sigmoid, For = {|LDSL303:Goal.Accuracy|})] [CrossEntropy] [AsymmetricFocus] [ProbabilityShift(0.05)]")]
    [InlineData("[Loss(Head.Sigmoid, For = {|LDSL101:Goal.Probabilities|})] [CrossEntropy] [AlphaBalance(0.25)]")]
    [InlineData("[Loss(Head.Sigmoid, For = {|LDSL101:Goal.Probabilities|})] [CrossEntropy] [AsymmetricFocus]")]
    [InlineData("[Loss(Head.Gumbel, For = {|LDSL303:Goal.Accuracy|})] [CrossEntropy] [AlphaBalance(0.25)]")]
    [InlineData("[Loss(Head.Sigmoid, For = Goal.Accuracy)] [CrossEntropy] [Focal]")]
    [InlineData("[Loss(Head.Gumbel, For = Goal.Accuracy)] [CrossEntropy]")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [AlphaBalance(0.25)]")]
    public Task ThresholdMoved(string attributes) => Reports(attributes);

    [Theory]
    [InlineData("[Part] [PolyLoss({|LDSL104:-3|})] partial class A; [Part] [CrossEntropy(Coefficient = 0.1)] partial class B;")]
    [InlineData("[Part] [CrossEntropy] partial class A; [Part] [{|LDSL106:Unhinged|}] partial class B;")]
    [InlineData("[Part] [CrossEntropy] partial class A; [Part(Weight = 0.02)] [MulticlassHinge] partial class B;")]
    public Task Parts(string parts) => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] partial class X {{ {parts} }}");

    private static Task Reports(string attributes) => AnalyzerAssert.Reports(attributes + " partial class X;");
}
