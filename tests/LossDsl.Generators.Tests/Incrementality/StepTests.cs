using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Why each step ran, or did not, after an edit.</summary>
public class StepTests
{
    private const string Losses = """
        using LossDsl;

        [Loss(Head.Softmax)]
        [CrossEntropy]
        [Focal(Gamma = 2)]
        public sealed partial class A
        {
            public int Number => 1;
        }

        [Loss(Head.Softmax)]
        [PolyLoss(1)]
        public sealed partial class B;
        """;

    private const string Unrelated = "class Unrelated { int M() => 1; }";

    [Fact]
    public void TheFirstRunIsNew()
    {
        var steps = Steps(Compilations.Driver().RunGenerators(Compilations.Create(Losses, Unrelated)));
        Assert.Equal(["New", "New"], steps[LossGenerator.Declarations]);
        Assert.Equal(["New", "New"], steps[LossGenerator.Sources]);
    }

    [Fact]
    public void AnEditElsewhereRunsNothing()
        => AfterEdit(Unrelated, "class Unrelated { int M() => 2; }", declarations: "Cached", sources: "Cached");

    [Fact]
    public void AFileMoreRunsNothing()
    {
        var compilation = Compilations.Create(Losses, Unrelated);
        var driver = Compilations.Driver().RunGenerators(compilation);
        var added = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class More;", Compilations.ParseOptions, "/user/More.cs"));
        Expect(driver.RunGenerators(added), ["Cached", "Cached"], ["Cached", "Cached"]);
    }

    [Theory]
    [InlineData("[Focal(", "/* why two? */ [Focal(")]
    [InlineData("public int Number => 1;", "public int Number => 1; // one")]
    [InlineData("public int Number => 1;", "public int Number => 2;")]
    [InlineData("using LossDsl;", "// A comment above everything.\nusing LossDsl;")]
    [InlineData("[Focal(Gamma = 2)]", "[Focal(Gamma = 1 + 1)]")]
    public void AnEditWithoutMeaningStopsAtTheDeclaration(string before, string after)
        => AfterEdit(before, after, declarations: "Cached", sources: "Cached");

    [Fact]
    public void AChangedLossIsCompiledAlone()
    {
        var driver = Edit("Gamma = 2", "Gamma = 3");
        Expect(driver, ["Modified", "Cached"], ["Modified", "Cached"]);
        Assert.Equal(["Modified", "Cached"], Outputs(driver));
    }

    [Fact]
    public void ARemovedLossTakesItsFileAlong()
    {
        var driver = Edit("[Loss(Head.Softmax)]\n[PolyLoss(1)]", "");
        Assert.Single(driver.GetRunResult().GeneratedTrees);
    }

    [Fact]
    public void WithoutTheAdapterNothingIsCompiledForIt()
        => Assert.DoesNotContain(LossGenerator.TorchSources,
            Steps(Compilations.Driver().RunGenerators(Compilations.Create(Losses, Unrelated))).Keys);

    [Fact]
    public void TheAdapterAddsItsFilesOnly()
    {
        var compilation = Compilations.Create(Losses, Unrelated);
        var driver = Compilations.Driver().RunGenerators(compilation).RunGenerators(compilation.AddSyntaxTrees(Parse(Adapter)));
        Expect(driver, ["Cached", "Cached"], ["Cached", "Cached"]);
        Assert.Equal(["New", "New"], Steps(driver)[LossGenerator.TorchSources]);
        Assert.Equal(4, driver.GetRunResult().GeneratedTrees.Length);
    }

    [Fact]
    public void WithTheAdapterAnEditElsewhereRunsNothing()
    {
        var compilation = Compilations.Create(Losses, Unrelated, Adapter);
        var driver = Compilations.Driver().RunGenerators(compilation).RunGenerators(compilation.AddSyntaxTrees(Parse("class More;")));
        Assert.Equal(["Unchanged"], Steps(driver)[LossGenerator.Adapter]);
        Assert.Equal(["Cached", "Cached"], Steps(driver)[LossGenerator.TorchSources]);
        Assert.All(Outputs(driver), reason => Assert.Equal("Cached", reason));
    }

    [Fact]
    public void VerdictsAreMadeOnceAndAnEditElsewhereMakesNone()
    {
        var compilation = Compilations.Create(Losses, Unrelated);
        var driver = Compilations.Driver(new CalibrationGenerator()).RunGenerators(compilation);
        Assert.Equal(["New", "New"], Steps(driver)[CalibrationGenerator.CalibrationSources]);
        Assert.DoesNotContain(CalibrationGenerator.CalibrationTorchSources, Steps(driver).Keys);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Parse("class More;")));
        Assert.Equal(["Cached", "Cached"], Steps(driver)[CalibrationGenerator.CalibrationSources]);
        Assert.All(Outputs(driver), reason => Assert.Equal("Cached", reason));
    }

    [Fact]
    public void AChangedLossIsJudgedAlone()
    {
        var compilation = Compilations.Create(Losses, Unrelated);
        var driver = Compilations.Driver(new CalibrationGenerator()).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];
        var edited = CSharpSyntaxTree.ParseText(tree.ToString().Replace("Gamma = 2", "Gamma = 3", System.StringComparison.Ordinal),
            Compilations.ParseOptions, tree.FilePath);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited));
        Assert.Equal(["Modified", "Cached"], Steps(driver)[CalibrationGenerator.CalibrationSources]);
    }

    private const string Adapter = "namespace LossDsl.Runtime { public abstract class TensorProgram; }";

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Compilations.ParseOptions, "/user/More.cs");

    private static void AfterEdit(string before, string after, string declarations, string sources)
    {
        var driver = Edit(before, after);
        Expect(driver, [declarations, declarations], [sources, sources]);
        Assert.All(Outputs(driver), reason => Assert.Equal("Cached", reason));
    }

    /// <summary>A second run, after one replacement in the losses or the unrelated file.</summary>
    private static GeneratorDriver Edit(string before, string after)
    {
        var compilation = Compilations.Create(Losses, Unrelated);
        var driver = Compilations.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single(t => t.ToString().Contains(before, System.StringComparison.Ordinal));
        var edited = CSharpSyntaxTree.ParseText(
            tree.ToString().Replace(before, after, System.StringComparison.Ordinal), Compilations.ParseOptions, tree.FilePath);
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited));
    }

    private static void Expect(GeneratorDriver driver, IEnumerable<string> declarations, IEnumerable<string> sources)
    {
        var steps = Steps(driver);
        Assert.Equal(declarations, steps[LossGenerator.Declarations]);
        Assert.Equal(sources, steps[LossGenerator.Sources]);
    }

    private static IEnumerable<string> Outputs(GeneratorDriver driver)
        => Reasons(driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(s => s));

    private static ImmutableDictionary<string, IEnumerable<string>> Steps(GeneratorDriver driver)
        => driver.GetRunResult().Results.Single().TrackedSteps
            .ToImmutableDictionary(step => step.Key, step => Reasons(step.Value));

    private static IEnumerable<string> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps)
        => steps.SelectMany(step => step.Outputs).Select(output => output.Reason.ToString());
}
