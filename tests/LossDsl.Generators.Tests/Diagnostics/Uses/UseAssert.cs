using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Holds the real analyzers against marked code that uses losses.</summary>
internal static class UseAssert
{
    /// <summary>Losses of every kind that rules ask about.</summary>
    public const string Losses = """

        [Loss(Head.Softmax)] [CrossEntropy]
        public sealed partial class Plain;

        [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 2)]
        public sealed partial class Focused;

        [Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy]
        public sealed partial class Tags;

        [Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)]
        public sealed partial class AsymmetricTags;

        [Loss(Head.Softmax, Counts = new[] { 500, 60, 7 })] [CrossEntropy] [LogitAdjustment(0.5)]
        public sealed partial class HalfAdjusted;

        [Loss(Head.Softmax, Counts = new[] { 500, 60, 7 }, For = Goal.BalancedAccuracy)] [CrossEntropy] [LogitAdjustment]
        public sealed partial class Balanced;

        [Loss(Head.Softmax, IgnoreIndex = -1)] [CrossEntropy]
        public sealed partial class Ignoring;

        [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]
        public sealed partial class Weighted;

        [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] [Sum]
        public sealed partial class Summed;

        [Loss(Head.Softmax)] [CrossEntropy] [HardestExamples(Fraction = 0.5)]
        public sealed partial class Hardest;

        [Loss(Head.Identity)] [Huber(Delta = 1)]
        public sealed partial class Regression;

        """;

    /// <summary>The functions on spans of System.Numerics.Tensors, without their code.</summary>
    private const string Primitives = """

        namespace System.Numerics.Tensors
        {
            public static class TensorPrimitives
            {
                public static void SoftMax(ReadOnlySpan<float> x, Span<float> destination) { }
                public static void Sigmoid(ReadOnlySpan<float> x, Span<float> destination) { }
                public static int IndexOfMax(ReadOnlySpan<float> x) => x.Length - 1;
            }
        }
        """;

    /// <summary>The analyzers report exactly what is marked in a method on spans of logits, labels, a gradient and a buffer.</summary>
    public static async Task ReportsOnSpans(string statements) => await Reports($$"""
        using System;
        using System.Numerics.Tensors;
        using LossDsl;

        public static class User
        {
            public static object? Method(float[] z, int[] labels, float[] t, float[] gradient, float[] p, ClassCounts counts)
            {
                {{statements}}
            }
        }
        """ + Losses + Primitives, torch: false);

    /// <summary>The analyzers report exactly what is marked in a method on tensors.</summary>
    public static async Task ReportsOnTensors(string statements, string members = "", bool scope = true) => await Reports($$"""
        using System;
        using System.Collections.Generic;
        using LossDsl;
        using LossDsl.Torch;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        public static class User
        {
            public static object? Method(Tensor x, Tensor z, Tensor y, Sequential net, optim.Optimizer optimizer, List<(Tensor X, Tensor Y)> batches, ClassCounts counts)
            {
                {{(scope ? "using var scope = NewDisposeScope();" : "")}}
                {{statements}}
            }

            {{members}}
        }
        """ + Losses, torch: true);

    private static async Task Reports(string marked, bool torch)
    {
        var source = new MarkedSource(marked);
        var compilation = torch ? TorchCompilations.Complete(source.Text) : Compilations.Complete(source.Text);
        Assert.Empty(Compilations.Complaints(compilation));
        var reported = (await Compilations.Analyze(compilation)).Where(d => d.Id.StartsWith("LDSL6", System.StringComparison.Ordinal));
        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} at '{source.Text.Substring(e.Span.Start, e.Span.Length)}' {e.Span}"),
            reported.OrderBy(d => d.Location.SourceSpan).ThenBy(d => d.Id)
                .Select(d => $"{d.Id} at '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}' {d.Location.SourceSpan}"));
    }
}
