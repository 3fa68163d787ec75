using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Names of the author's that generated code uses itself, TorchSharp's file included: whatever stands in it may be the name of a
/// loss, of a part, of a property, of a member or of any type around it.
/// </summary>
public class NameTests
{
    private const string Model =
        "[Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [Focal(GammaFrom = nameof(Gamma))] [InverseFrequency] [NoiseMatrix]";
    private const string Member = "[Learnable] public double Gamma { get; set; } = 2;";

    // Public members of the generated half, which no class may have for a name.
    private static readonly string[] Reserved =
        ["Classes", "ClassWeights", "ComponentNames", "Evaluate", "Forward", "ForwardBackward", "InitialBias", "Module", "Predict",
            "ToModule", "ToProbabilities", "ToString", "UsesEpoch", "DecisionThreshold", "DecisionThresholds"];

    private static readonly Lazy<string[]> Used = new(() =>
    {
        var generated = TorchCompilations.Complete($"using LossDsl; {Model} public sealed partial class X {{ {Member} }}").SyntaxTrees.Skip(
            1);
        return [.. generated.SelectMany(tree => tree.GetRoot().DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText).Where(name => name is not ("X" or "global")).Distinct().Order(StringComparer.Ordinal)];
    });

    private static string[] Letters
        => [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".SelectMany(letter => new[] { letter.ToString(), char.ToLowerInvariant(letter).ToString() }),
            "_", "é", "ß", "class", "record", "dynamic"];

    /// <summary>A loss of each name: letters, and what stands in the generated half of a class itself.</summary>
    [Fact]
    public void OfLosses()
    {
        string[] names = [.. Letters.Concat(InClasses()).Except(Reserved).Except(DeclaredType.Words).Distinct()];
        Assert.Contains("LossEvaluate", names);
        string[] classifiers = ["T", "t", "Tensor", "LossLinkPlan", "lossPlan", "LossTensors", "Program"];
        var complete = TorchCompilations.Complete("using LossDsl;\n" + string.Concat(
            names.Select((name, i) =>
                $"namespace N{i} {{ [Loss(Head.Identity)] [SquaredError] [LogitPenalty(CoefficientFrom = nameof(Focus))] public sealed "
                    + $"partial class @{name} {{ [Learnable] public double Focus {{ get; set; }} = 2; }} }}\n")
                .Concat(classifiers.Select((name, i) =>
                    $"namespace C{i} {{ {Model} public sealed partial class {name} {{ {Member} }} }}\n"))));
        AssertCompiles(complete);
        Assert.DoesNotContain(complete.SyntaxTrees,
            tree => tree.ToString().Contains("throw new global::System.InvalidOperationException", StringComparison.Ordinal)
            || tree.ToString().Contains("cannot be a declared loss", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OfMembersOfTheSurface()
    {
        var complete = TorchCompilations.Complete("using LossDsl;\n" + string.Concat(Reserved.Select((name, i)
            => $"namespace N{i} {{ [Loss(Head.Sigmoid)] [CrossEntropy] public sealed partial class {name}; }}\n")));
        AssertCompiles(complete);
        Assert.Equal(Reserved.Select(_ => "LDSL010"), (await Compilations.Analyze(complete)).Select(d => d.Id));
    }

    /// <summary>A type outside all namespaces in the place of a namespace that generated code names.</summary>
    [Theory]
    [InlineData("[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] public sealed partial class System;")]
    [InlineData("static partial class System { [LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] public sealed partial class X; }")]
    [InlineData("[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] public sealed partial class TorchSharp;")]
    public async Task OfNamespaces(string source)
    {
        var complete = TorchCompilations.Complete(source);
        AssertCompiles(complete);
        Assert.Equal("LDSL010", Assert.Single(await Compilations.Analyze(complete)).Id);
        AssertCompiles(TorchCompilations.Complete($"namespace Own {{ {source} }}"));
    }

    /// <summary>Types around the loss, or around everything.</summary>
    [Fact]
    public void OfTypes()
    {
        string[] names = [.. Used.Value.Concat(Letters).Except(["LossDsl", "System", "TorchSharp", "Y"]).Except(DeclaredType.Words)];
        var types = string.Concat(names.Select(name => $"class @{name}; "));
        var complete = TorchCompilations.Complete(
            $"using LossDsl;\n {types} namespace Inner {{ {types} {Model} public sealed partial class Y {{ {Member} }} }}");
        AssertCompiles(complete);
    }

    [Fact]
    public async Task OfMembers()
    {
        string[] names = [.. InClasses().Except(Reserved).Except(["X", "Gamma", "LossDsl", "Loss", "global", "System", "TorchSharp"])];
        Assert.Contains("lossPlan", names);
        Assert.Contains("LossCheckedGamma", names);
        var complete = TorchCompilations.Complete($$"""
            using LossDsl;
            {{Model}} public sealed partial class X { {{Member}} {{string.Concat(names.Select(name => $"int @{name} => 1; "))}} }
            """);
        AssertCompiles(complete);
        Assert.Empty(await Compilations.Analyze(complete));
    }

    /// <summary>Properties that give hyper-parameters, each of the names that kernels, operators and classes use.</summary>
    [Fact]
    public void OfBoundProperties()
    {
        string[] names = [.. Used.Value.Concat(Letters).Except(Reserved).Except(DeclaredType.Words)];
        var regressions = names.Chunk(6).Select((chunk, i) => $$"""
            [Loss(Head.Identity)] [SquaredError(CoefficientFrom = nameof(@{{chunk[0]}}))] [AbsoluteError(CoefficientFrom = nameof(@{{At(chunk, 1)}}))] [Huber(CoefficientFrom = nameof(@{{At(chunk, 2)}}))]
            [LogCosh(CoefficientFrom = nameof(@{{At(chunk, 3)}}))] [SmoothL1(CoefficientFrom = nameof(@{{At(chunk, 4)}}))] [LogitPenalty(CoefficientFrom = nameof(@{{At(chunk, 5)}}))]
            public sealed partial class X{{i}}X { {{Declared(chunk)}} }

            """);
        string[][] classifiers =
            [["k", "call", "row", "Table"], ["V", "T", "L", "Slot"], ["Key", "Real", "Math", "block"], ["Seed", "scalars", "values", "_"]];
        var softmax = classifiers.Select((chunk, i) => $$"""
            [Loss(Head.Softmax)] [CrossEntropy] [Temperature(ValueFrom = nameof(@{{chunk[0]}}))] [LogitPenalty(CoefficientFrom = nameof(@{{chunk[1]}}))] [EffectiveNumber(BetaFrom = nameof(@{{chunk[2]}}))]
            [LabelSmoothing(AlphaFrom = nameof(@{{chunk[3]}}))] public sealed partial class Y{{i}}Y { {{Declared(chunk)}} }

            """);
        AssertCompiles(TorchCompilations.Complete("using LossDsl;\n" + string.Concat(regressions.Concat(softmax))));

        static string At(string[] chunk, int index) => chunk[Math.Min(index, chunk.Length - 1)];
        static string Declared(string[] chunk) => string.Concat(chunk.Select(name => $"public double @{name} {{ get; set; }} = 0.5; "));
    }

    /// <summary>Parts, whose names stand in those of slots and beside the private members of the loss.</summary>
    [Fact]
    public void OfParts()
    {
        string[] names = ["T", "X", "Slot", "SeedA", "A", "LossA", "lossPlan", "LossTensors", "LossEvaluate", "LossCheckedGamma", "Program",
            "System", "LossDsl", "_", "class"];
        var classes = names.Chunk(4).Select((chunk, i) => $$"""
            [Loss(Head.Softmax)] [Temperature(ValueFrom = nameof(Gamma))] public sealed partial class Y{{i}}
            {
                public double Gamma { get; set; } = 2;
                {{string.Concat(chunk.Select(name => $"[Part] [CrossEntropy] partial class @{name}; "))}}
            }

            """);
        AssertCompiles(TorchCompilations.Complete("using LossDsl;\n" + string.Concat(classes)));
    }

    /// <summary>A gradient of a property and one of an input may have one name.</summary>
    [Fact]
    public void OfInputs()
        => AssertCompiles(TorchCompilations.Complete("""
            using LossDsl; [Loss(Head.Identity)] [GaussianNll] [LogitPenalty(CoefficientFrom = nameof(Variances))] public sealed partial class X { [Learnable] public double Variances { get; set; } = 1; }
            """));

    /// <summary>Each part has the tables of its own attributes.</summary>
    [Fact]
    public void OfTables()
    {
        string[] weights = ["InverseFrequency(0.5)", "InverseFrequency(1)", "EffectiveNumber(0.9)",
            "EffectiveNumber(BetaFrom = nameof(Beta))", "ClassWeights", "InverseFrequency(0.25)"];
        var pairs = from a in weights from b in weights where string.CompareOrdinal(a, b) < 0 select (a, b);
        var complete = TorchCompilations.Complete("using LossDsl;\n" + string.Concat(pairs.Select((pair, i) => $$"""
            [Loss(Head.Softmax)] [Mean(Per.Valid)] public sealed partial class X{{i}}
            {
                public double Beta => 0.5;
                [Part] [CrossEntropy] [{{pair.a}}] partial class A;
                [Part] [CrossEntropy] [{{pair.b}}] partial class B;
            }

            """)) + """
            [Loss(Head.Softmax)] [Mean(Per.Valid)] public sealed partial class All
            {
                public double Beta => 0.5;
                [Part] [CrossEntropy] [InverseFrequency(0.5)] [PriorSmoothing(0.1)] partial class A;
                [Part] [CrossEntropy] [InverseFrequency(1)] [PriorSmoothing(0.2)] partial class B;
                [Part] [CrossEntropy] [EffectiveNumber(BetaFrom = nameof(Beta))] partial class C;
                [Part] [CrossEntropy] [EffectiveNumber(0.99)] [Focal] partial class D;
            }
            """);
        AssertCompiles(complete);
    }

    /// <summary>What stands within the class, where its own names and those of its members are in sight.</summary>
    private static IEnumerable<string> InClasses()
    {
        var generated = TorchCompilations.Complete($"using LossDsl; {Model} public sealed partial class X {{ {Member} }}").SyntaxTrees.Skip(
            1);
        return generated.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.ValueText == "X"))
            .SelectMany(type => type.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText).Where(name => name is not ("X" or "global")).Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>Without errors, wherever they would show; the names themselves are the author's business, and his warnings too.</summary>
    private static void AssertCompiles(Compilation complete)
    {
        var errors = complete.GetDiagnostics().Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors.Take(20)));
    }
}
