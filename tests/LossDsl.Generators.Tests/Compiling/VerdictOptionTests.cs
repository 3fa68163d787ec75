using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>The property that leaves verdicts and links out of a build.</summary>
public class VerdictOptionTests
{
    private const string Source = "using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] public sealed partial class X;";

    [Theory]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("true", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void ItDecidesOverFiles(string? value, bool expected)
    {
        var options = new Options(value is null ? ImmutableDictionary<string, string>.Empty
            : ImmutableDictionary<string, string>.Empty.Add("build_property.LossDslVerdicts", value));
        CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator(), new CalibrationGenerator().AsSourceGenerator()],
            parseOptions: Compilations.ParseOptions, optionsProvider: options)
            .RunGeneratorsAndUpdateCompilation(Compilations.Create(Source), out var complete, out _);
        Assert.Empty(Compilations.Complaints(complete));
        Assert.Equal(expected, complete.SyntaxTrees.Any(tree => tree.FilePath.EndsWith("X.Calibration.g.cs", StringComparison.Ordinal)));
        var type = complete.GetTypeByMetadataName("X")!;
        Assert.Equal(expected, type.GetMembers("ToProbabilities").Length > 0);
        var comment = type.GetDocumentationCommentXml()!;
        Assert.Contains("∂ℓ/∂z_k", comment, StringComparison.Ordinal);
        Assert.Equal(expected, comment.Contains("what the minimiser", StringComparison.Ordinal));
    }

    /// <summary>A warning that is a verdict, one that asks for a verdict, and what is wrong whatever the verdict.</summary>
    [Theory]
    [InlineData("LDSL101", false)]
    [InlineData("LDSL603", false)]
    [InlineData("LDSL004", true)]
    public async Task WithoutVerdictsNoWarningIsAboutThem(string rule, bool expected)
    {
        var wrong = Compilations.Complete("using LossDsl;\n" + RulePages.Code(rule, "Wrong"));
        var options = new Options(ImmutableDictionary<string, string>.Empty.Add("build_property.LossDslVerdicts", "false"));
        Assert.Contains(rule, (await Compilations.Analyze(wrong)).Select(diagnostic => diagnostic.Id));
        Assert.Equal(expected,
            (await Compilations.Analyze(wrong, new AnalyzerOptions([], options))).Any(diagnostic => diagnostic.Id == rule));
    }

    /// <summary>What is no verdict is told all the same.</summary>
    [Fact]
    public async Task MistakesAreReported()
    {
        var options = new Options(ImmutableDictionary<string, string>.Empty.Add("build_property.LossDslVerdicts", "false"));
        var compilation = Compilations.Complete(
            "using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = -1)] public sealed partial class X;");
        Assert.Equal("LDSL004", Assert.Single(await Compilations.Analyze(compilation, new AnalyzerOptions([], options))).Id);
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Of(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Of(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
