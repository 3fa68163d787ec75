using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests.Fuzzing;

/// <summary>
/// Code while it is typed: declarations cut off at every position, and with a piece missing at every position. Generators and analyzers
/// never throw on what is left.
/// </summary>
public class CutSourceTests
{
    private const string Usings = "using LossDsl;\n";

    public static TheoryData<string> Sources =>
    [
        "[Loss(Head.Softmax)] [CrossEntropy] partial class X;",
        "[Loss(Head.Softmax, Classes = 3, IgnoreIndex = -100)] [PolyLoss(1, 0.5)] [Focal(Gamma = 2)] partial class X;",
        "[Loss(Head.Softmax, For = Goal.BalancedAccuracy, Counts = new[] { 500, 60, 7 })] [CrossEntropy] [LogitAdjustment(0.5)] partial "
            + "class X;",
        "[Loss(Head.Softmax, Prior = new[] { 0.5, 0.25, 0.25 })] [CrossEntropy] [InverseFrequency] partial class X;",
        "[Loss(Head.Sigmoid)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)] [ProbabilityShift(0.05)] partial class X;",
        "[Loss(Head.Identity)] [Huber(Delta = 0.5)] [Sum] public sealed partial class X { }",
        "[Loss(Head.Identity)] [Quantile(0.1, 0.5, 0.9)] partial class X;",
        "[Loss(Head.Gumbel)] [CrossEntropy] [LabelSmoothing(0.1)] partial class X;",
        "[Loss(Head.Softmax)] [CrossEntropy] [Focal(GammaFrom = nameof(G))] partial class X { public double G { get; init; } = 2; }",
        "[Loss(Head.Softmax)] [CrossEntropy] [Temperature(ValueFrom = nameof(T))] partial class X { [Learnable] public double T { get; "
            + "set; } = 1; }",
        "[Loss(Head.Softmax)] partial class X { [Part(Weight = 0.5)] [CrossEntropy] partial class A; [Part] [Brier] partial class B; }",
        "[Loss(Head.Softmax)] partial class X { [Part(WeightFrom = nameof(W))] [CrossEntropy] [EffectiveNumber(0.99, FromEpoch = 3)] "
            + "partial class A; double W => 1; }",
        "[Loss(Head.Softmax)] [CrossEntropy] [Mean(Over = Axis.Position)] [Mean(Per.WeightSum, Over = Axis.Sample)] partial class X;",
        "[Loss(Head.Softmax)] [CrossEntropy] [HardestExamples(Fraction = 0.25)] [ClassWeights(Order = WeightOrder.InsideSmoothing)] "
            + "partial class X;",
        "[Loss(Head.Softmax)] [GeneralizedCrossEntropy(Q = 0.7)] [LabelSmoothing(0.1)] [Resampled(0.5)] partial class X;",
        "[Loss(Head.Softmax)] [CrossEntropy] [AngularMargin(0.5)] [Scale(64)] partial class X;",
        "[Loss(Head.Softmax)] [MulticlassHinge(Power = 2)] [LogSumExpPenalty(1e-4, On = ScoreStage.Raw)] partial class X;",
        "namespace A.B { public partial class Outer<T> { [Loss(Head.Softmax)] [CrossEntropy] public partial class X; } }",
        "class Outer { [Loss(Head.Softmax)] [CrossEntropy] internal sealed partial class @class : SoftmaxLoss; }",
        "[Loss(Head.Softmax), CrossEntropy, Focal(2)] partial record class X(int A);",
        "class U { void F(X x, float[] z, int[] y) { var g = new float[z.Length]; x.ForwardBackward(z, y, g); } } [Loss(Head.Softmax)] "
            + "[CrossEntropy] partial class X;",
        "class U { int[] F(X x, float[] z) => x.Predict(z); } [Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(Gamma = 2)] partial "
            + "class X;",
        "[Loss(Head.Softmax)] [TransitionMatrix] [CrossEntropy] partial class X { X(int n) { } }",
        "#pragma warning disable LDSL101\n[Loss(Head.Softmax)] [MulticlassHinge] partial class X;\n#pragma warning restore",
        "#if true\n[Loss(Head.Softmax)] [CrossEntropy]\n#endif\npartial class X;",
        "using L = LossDsl.LossAttribute; [L(Head.Softmax)] [CrossEntropy] partial class X { const double Q = 1.0 / 3; }",
        "[Loss(Head.Softmax)] [SymmetricCrossEntropy(Alpha = 0.1, Beta = 1)] [ConfidencePenalty(Coefficient = 0.1)] partial class X;",
        "[Loss(Head.Softmax)] [JensenShannon(0.5)] [ClassMask] partial class X { public override string ToString() => \"x\"; }",
        "[Loss(Head.Softmax)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] partial struct X;",
        "[Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 1 + 1, Gradient = Gradient.Stop)] partial class X { required public int N { "
            + "get; set; } }",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Cut_at_every_position_it_throws_nothing(string source)
    {
        var driver = Compilations.All();
        var empty = Compilations.Create();
        for (var position = 0; position <= source.Length; position++)
        {
            foreach (var text in new[] { source[..position], source[..position] + source[Math.Min(position + 3, source.Length)..] })
            {
                var compilation = empty.AddSyntaxTrees(
                    CSharpSyntaxTree.ParseText(Usings + text, Compilations.ParseOptions, "/user/File0.cs"));
                driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var diagnostics);
                Assert.All(driver.GetRunResult().Results, result => Assert.True(result.Exception is null, $"{text}\n{result.Exception}"));
                Assert.True(diagnostics.IsEmpty, text);
                // Every third with the analyzers, which cost the most.
                if (position % 3 == 0)
                    await Analyze(complete, text);
            }
        }
    }

    private static async Task Analyze(Compilation compilation, string text)
    {
        try
        {
            await Compilations.Analyze(compilation);
        }
        catch (AggregateException failure)
        {
            Assert.Fail($"{text}\n{failure}");
        }
    }
}
