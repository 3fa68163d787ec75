using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>What is said about minimisers, to be read by people.</summary>
public class MinimiserMessageTests
{
    [Fact]
    public async Task Goals() => await Verify(await AnalyzerAssert.Describe("""
        [Loss(Head.Softmax, For = Goal.BalancedAccuracy, Prior = new[] { 0.8, 0.2 })]
        [CrossEntropy] [LogitAdjustment(0.5)]
        partial class HalfAdjusted;

        [Loss(Head.Softmax, For = Goal.Probabilities)]
        [CrossEntropy] [Focal]
        partial class FocalProbabilities;

        [Loss(Head.Sigmoid, For = Goal.Probabilities)]
        [CrossEntropy] [Focal]
        partial class OutputProbabilities;

        [Loss(Head.Sigmoid, For = Goal.Probabilities)]
        [CrossEntropy] [AsymmetricFocus]
        partial class UnevenProbabilities;

        [Loss(Head.Softmax, For = Goal.Probabilities)]
        [CrossEntropy] [LabelSmoothing(0.1)]
        partial class Smoothed;

        [Loss(Head.Softmax)]
        [CrossEntropy] [Seesaw]
        partial class Neither;

        [Loss(Head.Softmax, Counts = new[] { 60, 5000, 7, 1000, 300 })]
        [CrossEntropy] [Seesaw]
        partial class NeitherOfMany;

        [Loss(Head.Softmax, For = Goal.BalancedAccuracy)]
        [CrossEntropy] [EffectiveNumber(0.9999)]
        partial class OfUnknownCounts;

        [Loss(Head.Softmax, For = Goal.Probabilities)]
        [TotalVariation]
        partial class Collapsed;

        [Loss(Head.Sigmoid, For = Goal.Accuracy)]
        [CrossEntropy] [AsymmetricFocus] [ProbabilityShift(0.05)]
        partial class Moved;
        """));

    [Fact]
    public async Task Reasons() => await Verify(await AnalyzerAssert.Describe("""
        [Loss(Head.Softmax)]
        [PolyLoss(-2)]
        partial class Tied;

        [Loss(Head.Softmax)]
        [PolyLoss(0, -3)]
        partial class Rising;

        [Loss(Head.Softmax)]
        [PolyLoss(-1.5)]
        partial class Capped;

        [Loss(Head.Softmax)]
        [Unhinged]
        partial class Linear;

        [Loss(Head.Sigmoid)]
        [CrossEntropy(Coefficient = -1)]
        partial class Negative;

        [Loss(Head.Softmax, Classes = 3)]
        [CrossEntropy] [LabelSmoothing(0.7, Share = SmoothingShare.OtherClasses)]
        partial class Smoothed;

        [Loss(Head.Softmax)]
        [MulticlassHinge]
        partial class WorstOther;

        [Loss(Head.Softmax, Classes = 3)]
        [MulticlassHinge(Form = HingeForm.OneVersusAll)]
        partial class AgainstAll;

        [Loss(Head.Softmax)]
        [CrossEntropy] [AngularMargin(0.5)]
        partial class Cosines;

        [Loss(Head.Softmax)]
        [CrossEntropy] [ClassDependentTemperature(0.3)]
        partial class Scaled;

        [Loss(Head.Softmax)]
        [NormalizedCrossEntropy]
        partial class Normalized;
        """));
}
