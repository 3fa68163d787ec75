using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Generated code in the projects of its users: warnings are errors, documentation is read, references are few.</summary>
public class ConsumerTests
{
    private const string Counts = "new(new[] { 5, 3, 2 })";
    private const string Weights = "new([1.0, 2.0, 0.5])";
    private const string Both = "new(new[] { 5, 3, 2 }, [1.0, 2.0, 0.5])";

    [Theory]
    [InlineData("[CrossEntropy]", "new()")]
    [InlineData("[PolyLoss(1, -0.5)] [Focal] [InverseFrequency] [LabelSmoothing(0.1)] [LogSumExpPenalty(1e-4)]", Counts)]
    [InlineData("[CrossEntropy] [EffectiveNumber(BetaFrom = \"P\")] [LogitAdjustment(TauFrom = \"P\")] [Temperature(2)]", Counts)]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean(By = Per.Torch)] [LabelSmoothing(0.1)]", Weights)]
    [InlineData("[CrossEntropy] [ClassWeights] [LogitAdjustment] [Mean(By = Per.External)]", Both, "2")]
    [InlineData("[PolyTerm(2, Epsilon = 1)] [Focal(GammaFrom = \"P\", Gradient = Gradient.Stop)] [NoReduction]", "new()")]
    public void TheGeneratedHalfCompilesAndRuns(string attributes, string construction, string normalizer = "null")
    {
        var source = $$"""
            using LossDsl;

            [Loss(Head.Softmax, IgnoreIndex = -1)] {{attributes}}
            public sealed partial class X
            {
                private double P => 0.5;
            }

            public sealed class Evaluation
            {
                private readonly X loss = {{construction}};

                public double[] Values()
                {
                    var single = loss.Evaluate(
                        new LossInputs<float>([1, 2, 3, 4, 5, 6], [0, 2]) { Normalizer = {{normalizer}} },
                        new LossOutputs<float> { Gradient = new float[6], PerSample = new float[2] });
                    var exact = loss.Evaluate(
                        new LossInputs<double>([1, 2, 3, 4, 5, 6], [0, 2]) { Normalizer = {{normalizer}} },
                        new LossOutputs<double> { Gradient = new double[6], Components = new double[loss.ComponentNames.Count] });
                    return [single, exact];
                }
            }
            """;
        using var loaded = new LoadedLoss(source);
        var evaluation = loaded.Create<object>("Evaluation");
        var values = (double[])evaluation.GetType().GetMethod("Values")!.Invoke(evaluation, null)!;
        Assert.True(values[1] > 0, $"The loss is {values[1]}.");
        Assert.Equal(values[1], values[0], values[1] * 1e-5);
    }

    /// <summary>
    /// Generated files switch warnings off, for whatever options and analyzers their users have. That must not hide
    /// anything from us: without the switch there is no warning either, not even of missing documentation.
    /// </summary>
    [Theory]
    [InlineData("[CrossEntropy]")]
    [InlineData("[PolyLoss(1)] [Focal] [InverseFrequency] [LabelSmoothing(0.1)] [LogSumExpPenalty(1e-4)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [LogitAdjustment(TauFrom = \"P\")] [Mean(By = Per.Torch)]")]
    [InlineData("[CrossEntropy] [LabelSmoothing(1.5)]")]
    public void NothingHidesBehindThePragma(string attributes)
    {
        const string Switch = "#pragma warning disable";
        var complete = Compilations.Complete(
            $"using LossDsl; /** <summary>X.</summary> */ [Loss(Head.Softmax)] {attributes} public partial class X {{ double P => 1; }}");
        var generated = complete.SyntaxTrees.Single(t => t.FilePath.EndsWith("X.g.cs", StringComparison.Ordinal));
        Assert.Contains(Switch, generated.ToString());
        var unhidden = CSharpSyntaxTree.ParseText(
            generated.ToString().Replace(Switch, "", StringComparison.Ordinal), Compilations.ParseOptions, generated.FilePath);
        Assert.Empty(Compilations.Complaints(complete.ReplaceSyntaxTree(generated, unhidden)));
    }

    /// <summary>Names that the author took already, in the class's own namespace, mean the author's things only.</summary>
    [Theory]
    [InlineData("Check")]
    [InlineData("Math")]
    [InlineData("Real")]
    [InlineData("Sweeps")]
    [InlineData("Reduction")]
    [InlineData("LossPlan")]
    [InlineData("Kernel")]
    [InlineData("Span<T>")]
    public void TheAuthorsTypesMayHaveAnyName(string name)
    {
        var complete = Compilations.Complete($$"""
            namespace User
            {
                class {{name}};

                [LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] [LossDsl.InverseFrequency]
                public partial class X;
            }
            """);
        Assert.Empty(Compilations.Complaints(complete));
    }

    /// <summary>A property whose name becomes a keyword when its first letter is lowered.</summary>
    [Theory]
    [InlineData("Base")]
    [InlineData("Default")]
    [InlineData("Float")]
    [InlineData("In")]
    public void PropertiesMayHaveAnyName(string name)
        => Assert.Empty(Compilations.Complaints(Compilations.Complete(
            $"using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] [Focal(GammaFrom = nameof({name}))] [LabelSmoothing(AlphaFrom = "
                + $"nameof({name}))] sealed partial class X {{ double {name} => 0.5; }}")));

    [Theory]
    [InlineData("[Temperature(1e-30)]")]
    [InlineData("[PolyTerm(1000, Epsilon = -1e30)]")]
    [InlineData("[LogSumExpPenalty(1e30)]")]
    public void ExtremeConstantsFitIntoSinglePrecision(string attribute)
        => Assert.Empty(Compilations.Complaints(
            Compilations.Complete($"using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] {attribute} sealed partial class X;")));

    [Fact]
    public void TheAuthorsMembersStayHis()
    {
        using var loaded = new LoadedLoss("""
            using LossDsl;
            [Loss(Head.Softmax)] [CrossEntropy]
            sealed partial class X { public override string ToString() => "mine"; int plan = 1; int Plan() => plan; }
            """);
        Assert.Equal("mine", loaded.Create<SoftmaxLoss>("X").ToString());
    }

    [Fact]
    public void KeywordsAreGoodNames()
    {
        var complete = Compilations.Complete("""
            namespace @new.@value
            {
                partial class @class
                {
                    [LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] [LossDsl.Focal(GammaFrom = nameof(@double))]
                    public partial class @event { double @double => 1; }
                }
            }
            """);
        Assert.Empty(Compilations.Complaints(complete));
    }

    /// <summary>What the theories above rely on: members without documentation are found, outside the author's files.</summary>
    [Fact]
    public void MissingDocumentationIsFound()
    {
        var bare = Compilations.Create("public class A;").AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "public class B;", Compilations.ParseOptions, Read.GeneratedFolder + "B.g.cs"));
        Assert.Equal("CS1591", Assert.Single(Compilations.Complaints(bare)).Id);
    }
}
