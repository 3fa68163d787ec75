using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>What the generator writes, to be read by people.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public Task CrossEntropy() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        public sealed partial class PlainCrossEntropy;
        """));

    [Fact]
    public Task PolyFocal() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Softmax, Classes = 10, IgnoreIndex = -100)]
        [PolyLoss(1.0)]
        [Focal(Gamma = 2)]
        [InverseFrequency]
        [LabelSmoothing(0.1)]
        [LogSumExpPenalty(1e-4)]
        public sealed partial class PolyFocalLoss;
        """));

    [Fact]
    public Task BoundHyperParameters() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        [EffectiveNumber(BetaFrom = nameof(Beta))]
        [LogitAdjustment(TauFrom = nameof(Tau))]
        public sealed partial class BoundLoss
        {
            public double Beta { get; init; } = 0.999;

            public double Tau { get; init; } = 1;
        }
        """));

    /// <summary>The public surface is there, so that the analyzer's message stays the only one.</summary>
    [Fact]
    public Task Erroneous() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        [EffectiveNumber(1.5)]
        public sealed partial class ErroneousLoss;
        """));

    [Fact]
    public Task Nested() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses
        {
            public static partial class Outer
            {
                internal partial record struct Middle(int I)
                {
                    [Loss(Head.Softmax)]
                    [CrossEntropy]
                    [Sum]
                    internal sealed partial class Inner;
                }
            }
        }
        """));

    [Fact]
    public Task MultiLabel() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Sigmoid)]
        [CrossEntropy]
        [Focal(Gamma = 2)]
        [Mean(Over = Axis.Class)]
        [Mean(Over = Axis.Sample)]
        public sealed partial class MultiLabelLoss;
        """));

    [Fact]
    public Task PartsAndSelection() => Verify(Compilations.Run("""
        using LossDsl;

        namespace Losses;

        [Loss(Head.Softmax, IgnoreIndex = -1)]
        [HardestExamples(FractionFrom = nameof(Fraction))]
        public sealed partial class MixedLoss
        {
            public double Fraction { get; set; } = 0.5;

            [Part]
            [CrossEntropy]
            [InverseFrequency]
            private partial class Balanced;

            [Part(Weight = 0.5)]
            [PolyLoss(1.0)]
            [Sum]
            private partial class Hard;
        }
        """));
}
