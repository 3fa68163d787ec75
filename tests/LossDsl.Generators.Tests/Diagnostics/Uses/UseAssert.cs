using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Holds the real analyzers against marked code that uses losses.</summary>
internal static partial class UseAssert
{
    /// <summary>Losses of every kind that rules ask about.</summary>
    private static readonly Dictionary<string, string> Losses = new()
    {
        ["Plain"] = "[Loss(Head.Softmax)] [CrossEntropy]",
        ["Focused"] = "[Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 2)]",
        ["Tags"] = "[Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy]",
        ["AsymmetricTags"] = "[Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 4)]",
        ["HalfAdjusted"] = "[Loss(Head.Softmax, Counts = new[] { 500, 60, 7 })] [CrossEntropy] [LogitAdjustment(0.5)]",
        ["Balanced"] = "[Loss(Head.Softmax, Counts = new[] { 500, 60, 7 }, For = Goal.BalancedAccuracy)] [CrossEntropy] [LogitAdjustment]",
        ["Ignoring"] = "[Loss(Head.Softmax, IgnoreIndex = -1)] [CrossEntropy]",
        ["Weighted"] = "[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]",
        ["WeightedTags"] = "[Loss(Head.Sigmoid, Classes = 3)] [CrossEntropy] [InverseFrequency]",
        ["GivenWeights"] = "[Loss(Head.Softmax)] [CrossEntropy] [ClassWeights]",
        ["HalfSampled"] = "[Loss(Head.Softmax)] [CrossEntropy] [Resampled(0.5)] [LogitAdjustment(0.5)]",
        ["Summed"] = "[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] [Sum]",
        ["Hardest"] = "[Loss(Head.Softmax)] [CrossEntropy] [HardestExamples(Fraction = 0.5)]",
        ["AdjustedForAccuracy"] =
            "[Loss(Head.Softmax, Counts = new[] { 500, 60, 7 }, For = Goal.Accuracy)] [CrossEntropy] [LogitAdjustment]",
        ["AdjustedForNothing"] =
            "[Loss(Head.Softmax, Counts = new[] { 500, 60, 7 }, For = Goal.None)] [CrossEntropy] [LogitAdjustment(0.5)]",
        ["Hinge"] = "[Loss(Head.Softmax)] [MulticlassHinge]",
        ["Cosine"] = "[Loss(Head.Softmax)] [CrossEntropy] [AngularMargin(0.5)] [Scale(30)]",
        ["Scaled"] = "[Loss(Head.Softmax)] [CrossEntropy] [Scale(30)]",
        ["Regression"] = "[Loss(Head.Identity)] [Huber(Delta = 1)]",
    };

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
    public static Task ReportsOnSpans(string statements) => Reports(OnSpans(statements), torch: false);

    /// <summary>The analyzers report exactly what is marked in a method on tensors.</summary>
    public static Task ReportsOnTensors(string statements, string members = "", bool scope = true)
        => Reports(OnTensors(statements, members, scope), torch: true);

    /// <summary>A file with that method on spans, and the losses that it, or other statements, name.</summary>
    public static string OnSpans(string statements, string? declared = null) => $$"""
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
        """ + LossesIn(declared ?? statements) + Primitives;

    /// <summary>A file with that method on tensors.</summary>
    public static string OnTensors(string statements, string members = "", bool scope = true, string? declared = null) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
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
        """ + LossesIn(declared ?? statements);

    // Those alone that the code names: generating and compiling the others takes most of a test's time.
    private static string LossesIn(string statements)
        => string.Concat(Names().Matches(statements).Select(name => name.Value).Distinct().Where(Losses.ContainsKey)
            .Select(name => $"\n\n{Losses[name]} public sealed partial class {name};"));

    private static async Task Reports(string marked, bool torch)
    {
        var source = new MarkedSource(marked);
        var compilation = torch ? TorchCompilations.Complete(source.Text) : Compilations.Complete(source.Text);
        Assert.Empty(Compilations.Complaints(compilation));
        var reported = (await Compilations.Analyze(compilation)).Where(d => d.Id.StartsWith("LDSL6", System.StringComparison.Ordinal));
        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} at '{source.Text.Substring(e.Span.Start, e.Span.Length)}' {e.Span}"),
            reported.OrderBy(d => d.Location.SourceSpan).ThenBy(d => d.Id)
                .Select(d => $"{d.Id} at '{source.Text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}' "
                    + $"{d.Location.SourceSpan}"));
    }

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Names();
}
