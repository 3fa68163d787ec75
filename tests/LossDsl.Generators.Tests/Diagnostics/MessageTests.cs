using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>What the analyzer says, to be read by people.</summary>
public class MessageTests
{
    [Fact]
    public async Task TheClass() => await Verify(await AnalyzerAssert.Describe("""
        [Loss(Head.Softmax)]
        [CrossEntropy]
        class NotPartial;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        static partial class Static;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        partial class Generic<T>;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        partial class Derived : System.IO.MemoryStream;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        partial class Constructed(int number)
        {
            public int Number => number;
        }

        [Loss(Head.Softmax)]
        [CrossEntropy]
        partial class Clashing
        {
            public int Classes => 3;
        }

        [Loss(Head.Softmax)]
        [CrossEntropy]
        partial class Predict;

        [Loss(Head.Softmax)]
        [Focal]
        partial class NoBaseTerm;
        """));

    [Fact]
    public async Task Arguments() => await Verify(await AnalyzerAssert.Describe("""
        [Loss(Head.Softmax, Classes = 1)]
        [PolyLoss(1, double.NaN)]
        [Focal(Gamma = -1)]
        [LabelSmoothing(alpha: 1)]
        [Temperature]
        [EffectiveNumber(
            1.5)]
        [LogSumExpPenalty]
        partial class OutOfRangeOrMissing;

        [Loss(Head.Softmax, Prior = new[] { 0.6, 0.3, 0.2 })]
        [CrossEntropy]
        partial class MoreThanOne;

        [Loss(Head.Softmax)]
        [CrossEntropy(Weighted = true)]
        [Temperature(1)]
        [Mean(By = Per.WeightSum)]
        partial class NoEffect;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        [PolyLoss(1)]
        [PolyTerm(1, Epsilon = 2)]
        [ClassWeights]
        [InverseFrequency]
        [Sum]
        [NoReduction]
        partial class Contradictory;

        [Loss(Head.Softmax, Counts = new[] { 70, 30 }, Prior = new[] { 0.7, 0.3 })]
        [CrossEntropy]
        [HardestExamples(Fraction = 0.5, Count = 3)]
        [Mean(Per.WeightSum, Over = Axis.Position)] [Mean(Over = Axis.Sample)]
        partial class SaidTwice;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        [Focal(GammaFrom = "Gama")]
        [LabelSmoothing(AlphaFrom = nameof(Alpha))]
        [Temperature(2, ValueFrom = nameof(Text))]
        partial class BadlyBound
        {
            static double Alpha => 0.1;

            string Text => "";
        }
        """));
}
