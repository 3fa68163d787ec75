using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Projects that cannot take generated code: one message and nothing generated; and those that just can.</summary>
public class HostTests
{
    private const string Two = """
        using LossDsl;
        [Loss(Head.Softmax)] [CrossEntropy] public sealed partial class X { }
        [Loss(Head.Sigmoid)] [CrossEntropy] [Focal(Gamma = -1)] public sealed partial class Y { }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    public async Task OldVersionsOfTheLanguage(LanguageVersion version)
    {
        var authored = Compilations.Create(version, Two);
        var complete = Compilations.Complete(authored);
        Assert.Equal(authored.SyntaxTrees.Length, complete.SyntaxTrees.Length);
        Assert.Empty(Compilations.Complaints(complete));
        var reported = Assert.Single(await Compilations.Analyze(complete));
        Assert.Equal(
            $"No code is generated for 'X', nor for any other loss here: the project is set to C# {version.ToDisplayString()}, and "
                + "generated code is written in C# 12.0; raise or remove <LangVersion>",
            reported.GetMessage());
        Assert.Equal("X", reported.Location.SourceTree!.ToString().Substring(reported.Location.SourceSpan.Start, 1));
    }

    /// <summary>The oldest version that is said to do, for all that is generated.</summary>
    [Fact]
    public void TheOldestThatDoes()
    {
        const string Source = """
            using LossDsl;
            [Loss(Head.Softmax, IgnoreIndex = -1)] [PolyLoss(1)] [Focal(GammaFrom = nameof(Gamma))] [InverseFrequency] [LabelSmoothing(0.1)] [LogitAdjustment] public sealed partial class X
            {
                [Learnable] public double Gamma { get; set; } = 2;
            }
            [Loss(Head.Sigmoid)] [CrossEntropy] [Mean(Over = Axis.Class)] [Mean(Over = Axis.Sample)] public sealed partial class Y { }
            [Loss(Head.Softmax, Classes = 3)] [Brier] [LogitPenalty(0.1)] public sealed partial class Z { }
            [Loss(Head.Softmax)] [HardestExamples(Fraction = 0.5)] public sealed partial class P { [Part] [CrossEntropy] partial class A { } [Part(Weight = 2)] [PolyLoss(1)] [Sum] partial class B { } }
            [Loss(Head.Identity)] [GaussianNll] public sealed partial class G { }
            [Loss(Head.Softmax)] [KullbackLeibler] public sealed partial class K { }
            [Loss(Head.Softmax)] [CrossEntropy] [AsymmetricSingleLabel] [LabelSmoothing(0.1)] public sealed partial class L { }
            """;
        var authored = Compilations.Create(LanguageVersion.CSharp12, Source)
            .AddReferences(TorchCompilations.Create("").References.Except(Compilations.References));
        Assert.Empty(Compilations.Complaints(Compilations.Complete(authored)));
    }

    [Theory]
    [InlineData("L")]
    [InlineData("L", "global")]
    public async Task ExternAliases(params string[] aliases)
    {
        var authored = Compilations.Create(
            "extern alias L; using L::LossDsl; [Loss(Head.Softmax)] [CrossEntropy] public sealed partial class X { }");
        var library = authored.References.Single(reference => authored.GetAssemblyOrModuleSymbol(reference)?.Name == "LossDsl");
        var complete = Compilations.Complete(authored.ReplaceReference(library, library.WithAliases(aliases)));
        Assert.Empty(Compilations.Complaints(complete));
        var reported = await Compilations.Analyze(complete);
        if (aliases.Length > 1)
        {
            Assert.Empty(reported);
            return;
        }

        Assert.Single(complete.SyntaxTrees);
        Assert.Equal(
            "No code is generated for 'X', nor for any other loss here: the reference to LossDsl has the extern alias 'L' only, and "
                + "generated code names it from the root; write Aliases=\"global,L\"",
            Assert.Single(reported).GetMessage());
    }
}
