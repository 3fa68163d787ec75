using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>What the generator writes besides where the adapter for TorchSharp is at hand, to be read by people.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class TorchCodeTests
{
    [Fact]
    public Task CrossEntropy() => Verify(Torch("""
        [Loss(Head.Softmax)]
        [CrossEntropy]
        public sealed partial class PlainCrossEntropy;
        """));

    [Fact]
    public Task PolyFocal() => Verify(Torch("""
        [Loss(Head.Softmax, Classes = 10, IgnoreIndex = -100)]
        [PolyLoss(1.0)]
        [Focal(Gamma = 2)]
        [InverseFrequency]
        [LabelSmoothing(0.1)]
        [LogSumExpPenalty(1e-4)]
        public sealed partial class PolyFocalLoss;
        """));

    [Fact]
    public Task Learnable() => Verify(Torch("""
        [Loss(Head.Softmax)]
        [CrossEntropy]
        [Focal(GammaFrom = nameof(FocusPower))]
        [EffectiveNumber(BetaFrom = nameof(Beta))]
        [LogitAdjustment(TauFrom = nameof(Tau))]
        public sealed partial class LearningLoss
        {
            [Learnable]
            public required double FocusPower { get; init; }

            public double Beta { get; init; } = 0.999;

            [Learnable]
            public double Tau { get; init; } = 1;
        }
        """));

    [Fact]
    public Task MultiLabel() => Verify(Torch("""
        [Loss(Head.Sigmoid)]
        [CrossEntropy]
        [Focal(Gamma = 2)]
        [Mean(Over = Axis.Class)]
        [Mean(Over = Axis.Sample)]
        public sealed partial class MultiLabelLoss;
        """));

    [Fact]
    public Task PartsAndSelection() => Verify(Torch("""
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

    /// <summary>The public surface is there, so that the analyzer's message stays the only one.</summary>
    [Fact]
    public Task Erroneous() => Verify(Torch("""
        [Loss(Head.Softmax)]
        [CrossEntropy]
        [EffectiveNumber(1.5)]
        public sealed partial class ErroneousLoss;
        """));

    [Fact]
    public void WithoutTheAdapterThereIsNone()
        => Assert.DoesNotContain(Compilations.Generate("using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] partial class X;").Keys,
            name => name.Contains("Torch", StringComparison.Ordinal));

    /// <summary>The other file does not depend on what is referenced.</summary>
    [Fact]
    public void TheOtherFileIsTheSame()
    {
        const string Source = "using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] partial class X;";
        Assert.Equal(Compilations.Generate(Source)["X.g.cs"], Compilations.Generate(Source, Adapter)["X.g.cs"]);
    }

    /// <summary>A link without formula casts to the class, which only its own file may name.</summary>
    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    public void NestedLossesThatOthersMayNotName(string access)
        => Assert.Empty(Compilations.Complaints(
            TorchCompilations.Complete(
                $"using LossDsl; namespace Losses; public partial class Outer {{ [Loss(Head.Softmax, Classes = 3)] [Brier] "
                    + $"[LogitPenalty(0.1)] {access} partial class Hidden; }}")));

    private const string Adapter = "namespace LossDsl.Runtime { public abstract class TensorProgram; }";

    private static string Torch(string declaration)
        => Compilations.Generate("using LossDsl;\n\nnamespace Losses;\n\n" + declaration, Adapter)
            .Single(file => file.Key.EndsWith(".Torch.g.cs", StringComparison.Ordinal)).Value;
}
