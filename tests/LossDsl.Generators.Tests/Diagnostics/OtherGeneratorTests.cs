using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// What another generator writes, in the same run. The generated half was made without it: that is an error at its place, and
/// the half computes nothing that is not declared.
/// </summary>
public class OtherGeneratorTests
{
    private const string Constants = """
        namespace Gen { static class Config {
            public const double Gamma = 3, Alpha = 0.2; public const int Count = 5; public const long Ignore = -1; public const bool Off = false;
            public const LossDsl.Per By = LossDsl.Per.Valid; public const LossDsl.Head Head = LossDsl.Head.Sigmoid; public const string Name = "G"; } }
        """;

    [Theory]
    [InlineData("[CrossEntropy] [Focal(Gamma = {|LDSL017:Gen.Config.Gamma|})]")]
    [InlineData("[CrossEntropy] [Focal(Gamma = {|LDSL017:2 * Gen.Config.Gamma + 1|})]")]
    [InlineData("[CrossEntropy] [Focal(Gamma = {|LDSL017:Indirect.Gamma|})]")]
    [InlineData("[CrossEntropy] [Focal(GammaFrom = {|LDSL017:Gen.Config.Name|})]")]
    [InlineData("[CrossEntropy] [LabelSmoothing({|LDSL017:Gen.Config.Alpha|})]")]
    [InlineData("[CrossEntropy] [LabelSmoothing(alpha: {|LDSL017:Gen.Config.Alpha|})]")]
    [InlineData("[CrossEntropy] [LabelSmoothing({|LDSL017:Gen.Config.Alpha|}, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("[PolyLoss({|LDSL017:1, Gen.Config.Gamma|})]")]
    [InlineData("[PolyLoss({|LDSL017:new[] { 1, Gen.Config.Gamma }|})]")]
    [InlineData("[PolyLoss({|LDSL017:new double[] { 1, Gen.Config.Gamma }|})]")]
    [InlineData("[PolyLoss({|LDSL017:[1, Gen.Config.Gamma]|})]")]
    [InlineData("[PolyTerm(2, Epsilon = {|LDSL017:Gen.Config.Gamma|})]")]
    [InlineData("[PolyTerm({|LDSL017:Gen.Config.Count|}, Epsilon = 1)]")]
    [InlineData("[CrossEntropy(Weighted = {|LDSL017:Gen.Config.Off|})] [PolyTerm(1, Epsilon = 1)] [ClassWeights]")]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean(By = {|LDSL017:Gen.Config.By|})]")]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean({|LDSL017:Gen.Config.By|})]")]
    [InlineData("[CrossEntropy] [Focal(Gamma = {|LDSL017:Gen.Config.Gamma|})] [LabelSmoothing({|LDSL017:Gen.Config.Alpha|})]")]
    public Task Arguments(string attributes)
        => Reports("[Loss(Head.Softmax)] " + attributes
            + " sealed partial class X { double G => 1; } static class Indirect { public const double Gamma = Gen.Config.Gamma; }",
                Constants);

    [Theory]
    [InlineData("[Loss(Head.Softmax, IgnoreIndex = {|LDSL017:Gen.Config.Ignore|})]")]
    [InlineData("[Loss(Head.Softmax, Classes = {|LDSL017:Gen.Config.Count|})]")]
    [InlineData("[Loss(Head.Softmax, Counts = {|LDSL017:new[] { 3, Gen.Config.Count }|})]")]
    [InlineData("[Loss(Head.Softmax, Counts = {|LDSL017:new int[] { 3, Gen.Config.Count }|})]")]
    [InlineData("[Loss({|LDSL017:Gen.Config.Head|})]")]
    public Task ArgumentsOfTheLoss(string loss) => Reports(loss + " [CrossEntropy] sealed partial class X;", Constants);

    [Fact]
    public Task ArgumentsOfParts() => Reports(
        "[Loss(Head.Softmax)] sealed partial class X { [Part(Weight = {|LDSL017:Gen.Config.Gamma|})] [CrossEntropy] partial class A; "
            + "[Part] [CrossEntropy] [Focal(Gamma = {|LDSL017:Gen.Config.Gamma|})] partial class B; }",
        Constants);

    [Theory]
    [InlineData("[Focal(GammaFrom = {|LDSL017:nameof(Gamma)|})]", "public double Gamma => 1;")]
    [InlineData("[Focal(GammaFrom = {|LDSL017:\"Gamma\"|})]", "public double Gamma => 1;")]
    [InlineData("[Focal(GammaFrom = {|LDSL017:nameof(Gamma)|})]",
        "[LossDsl.Learnable] public double Gamma { get => gamma; set => gamma = value; }")]
    [InlineData("[Focal(GammaFrom = nameof(Own))]", "public double Gamma => 1;")]
    [InlineData("[Focal(GammaFrom = nameof(Declared))]", "public partial double Declared { get => 1; }")]
    public Task Properties(string attribute, string members)
        => Reports($"[Loss(Head.Softmax)] [CrossEntropy] {attribute} public sealed partial class X {{ private double gamma = 2; public "
            + $"double Own => gamma; public partial double Declared {{ get; }} }}", $"partial class X {{ {members} }}",
            // The author's half of a partial property is no property of its own where nobody completes it.
            completes: members.Contains("Declared", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] sealed partial class {|LDSL017:X|};", "[LossDsl.Focal(Gamma = 3)] partial class X;")]
    [InlineData("[CrossEntropy] sealed partial class {|LDSL017:X|};", "[LossDsl.Loss(LossDsl.Head.Softmax)] partial class X;")]
    [InlineData("sealed partial class {|LDSL017:X|};", "[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Softmax)] sealed partial class X { [Part] [CrossEntropy] partial class {|LDSL017:A|}; }",
        "partial class X { [LossDsl.Focal(Gamma = 3)] partial class A; }")]
    [InlineData("[Loss(Head.Softmax)] sealed partial class {|LDSL017:X|} { [Part] [CrossEntropy] partial class A; }",
        "partial class X { [LossDsl.Part] [LossDsl.CrossEntropy] partial class B; }")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [{|LDSL017:F(Gamma = 3)|}] sealed partial class X;",
        "global using F = LossDsl.FocalAttribute;")]
    [InlineData("[{|LDSL017:L(Head.Softmax)|}] [CrossEntropy] sealed partial class X;", "global using L = LossDsl.LossAttribute;")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Focal] sealed partial class {|LDSL017:X|};",
        "namespace User { class FocalAttribute : System.Attribute; }", "User")]
    public Task Attributes(string source, string written, string? space = null)
        => Reports(space is null ? source : $"namespace {space} {{ {source} }}", written);

    [Fact]
    public Task AnOwnToString() => Reports(
        "[Loss(Head.Softmax)] [CrossEntropy] sealed partial class {|LDSL017:X|};",
            "partial class X { public override string ToString() => \"\"; }", completes: false);

    /// <summary>
    /// What another generator writes is no matter of a declaration that does not read it; what its author wrote is none
    /// either.
    /// </summary>
    [Theory]
    [InlineData("[Focal(Gamma = 3)]")]
    [InlineData("[Focal(Gamma = Own.Gamma)]")]
    [InlineData("[Focal(GammaFrom = nameof(Beta))]")]
    public Task Neighbours(string attribute)
        => Reports($"[Loss(Head.Softmax)] [CrossEntropy] {attribute} sealed partial class X {{ double Beta => Gen.Config.Gamma; }} "
            + $"static class Own {{ public const double Gamma = 2; }}", Constants + " partial class X { public int More => 1; }");

    [Theory]
    [InlineData("Gamma = Gen.Config.Gamma",
        "Gamma of [Focal], 'Gen.Config.Gamma', comes from another generator, and no generator sees what another writes: write 3 instead, "
            + "or declare the name in a file of your own")]
    [InlineData("GammaFrom = nameof(More)",
        "The property 'More' that GammaFrom of [Focal] names comes from another generator, and no generator sees what another writes: "
            + "declare it in a file of your own")]
    public async Task Messages(string argument, string message)
    {
        var complete = Complete($"[Loss(Head.Softmax)] [CrossEntropy] [Focal({argument})] sealed partial class X;",
            Constants + " partial class X { public int More => 1; }");
        Assert.Equal(message, Assert.Single(await Compilations.Analyze(complete)).GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>What is written for arrays is an array.</summary>
    [Theory]
    [InlineData("[Loss(Head.Softmax, Counts = new[] { 3, Gen.Config.Count })] [CrossEntropy]", "[3, 5]")]
    [InlineData("[Loss(Head.Softmax, Counts = new int[] { Gen.Config.Count, 3 })] [CrossEntropy]", "[5, 3]")]
    [InlineData("[Loss(Head.Softmax, Counts = [3, Gen.Config.Count])] [CrossEntropy]", "[3, 5]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(new[] { 1, Gen.Config.Gamma })]", "[1, 3]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss([Gen.Config.Gamma])]", "[3]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(1, Gen.Config.Gamma)]", "1, 3")]
    [InlineData("[Loss(Head.Softmax, IgnoreIndex = Gen.Config.Far)] [CrossEntropy]", "-9007199254740993")]
    public async Task Values(string attributes, string value)
    {
        var complete = Complete(attributes + " sealed partial class X;",
            Constants.Replace("const double", "const long Far = -9007199254740993; public const double", StringComparison.Ordinal));
        Assert.Contains($": write {value} instead,",
            Assert.Single(await Compilations.Analyze(complete)).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>A member, base or modifier that stands in the way of the generated half is told as that of whoever wrote it.</summary>
    [Theory]
    [InlineData("partial class X { X(int count) { } }",
        "'X' cannot be a declared loss: it declares a constructor, and the generated half must")]
    [InlineData("partial class X : System.IO.StringWriter;",
        "'X' cannot be a declared loss: it names a base class, and the generated half must")]
    [InlineData("abstract partial class X;", "'X' cannot be a declared loss: it is abstract")]
    [InlineData("partial class X { int Predict => 1; }",
        "'X' declares Predict, a name that the generated half has for a member of its own")]
    [InlineData("partial class X { class Module; }", "'X' declares Module, a name that the generated half has for a member of its own")]
    [InlineData("partial class X { abstract partial class A; }", "'A' cannot be a part: it is abstract")]
    public async Task MembersInTheWay(string written, string message)
    {
        const string Declaration = "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; }";
        const string Origin = " (it comes from another generator; change what makes that write it)";
        var own = Assert.Single(await Compilations.Analyze(Complete(Declaration + written, "class Later;")))
            .GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith(message, own, StringComparison.Ordinal);
        Assert.DoesNotContain("another generator", own, StringComparison.Ordinal);
        var others = Assert.Single(await Compilations.Analyze(Complete(Declaration, written))).GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal(own.Insert(message.Length, Origin), others);
    }

    /// <summary>What a generator writes before any runs is seen by all.</summary>
    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = Gen.Config.Gamma)] sealed partial class X;", "[Focal(Gamma = 3)]")]
    [InlineData("[Loss(Head.Softmax)] [PolyLoss(1, Gen.Config.Gamma)] sealed partial class X;", "[PolyLoss(Epsilons = 1, 3)]")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Focal(GammaFrom = nameof(Made))] sealed partial class X;",
        "[Focal(GammaFrom = nameof(Made))]")]
    [InlineData("[L(Head.Softmax)] [CrossEntropy] [F(Gamma = 2.5)] sealed partial class X;", "[Focal(Gamma = 2.5)]")]
    [InlineData("[Loss(Head.Softmax)] sealed partial class X { [Part(Weight = Gen.Config.Alpha)] [CrossEntropy] partial class A; }",
        "A { [Part(Weight = 0.2)]")]
    public async Task WhatAllGeneratorsSee(string authored, string read)
    {
        const string Early = "global using L = LossDsl.LossAttribute; global using F = LossDsl.FocalAttribute; " + Constants
            + " partial class X { double Made => 1; }";
        var complete = Compilations.Complete(Compilations.Create("using LossDsl;\n" + authored), new EarlyWriter(Early),
            new Writer("class Later;", "Later.g.cs"));
        Assert.Empty(await Compilations.Analyze(complete));
        Assert.Empty(Compilations.Complaints(complete));
        Assert.Contains(complete.SyntaxTrees, tree => tree.ToString().Contains(read, StringComparison.Ordinal));
    }

    /// <summary>A half of an earlier state of the text, which an editor may have not renewed yet, is no other generator's doing.</summary>
    [Fact]
    public async Task AHalfThatIsOutOfDate()
    {
        var before = Complete("[Loss(Head.Softmax)] [CrossEntropy] sealed partial class X;", "class Later;");
        var authored = before.SyntaxTrees.First();
        var now = CSharpSyntaxTree.ParseText(
            "using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = 3)] sealed partial class X;", Compilations.ParseOptions,
                authored.FilePath);
        Assert.Empty(await Compilations.Analyze(before.ReplaceSyntaxTree(authored, now)));
    }

    /// <summary>A class that another generator writes as a whole.</summary>
    [Fact]
    public async Task AWholeClass()
        => Assert.Equal("LDSL017",
            Assert.Single(await Compilations.Analyze(
                Complete("", "[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropy] partial class X;"))).Id);

    /// <summary>Whoever runs without the analyzer gets no loss that he did not declare.</summary>
    [Theory]
    [InlineData("[Focal(Gamma = Gen.Config.Gamma)]")]
    [InlineData("[LabelSmoothing(Gen.Config.Alpha)]")]
    [InlineData("[PolyTerm(1, Epsilon = Gen.Config.Gamma)]")]
    [InlineData("[PolyLoss(1, Gen.Config.Gamma)]")]
    public void NoDefaultTakesItsPlace(string attribute)
    {
        var half = Compilations.Generate($"using LossDsl; [Loss(Head.Softmax)] [CrossEntropy] {attribute} sealed partial class X;");
        Assert.Contains("throw new", half["X.g.cs"]);
    }

    /// <summary>A file that looks generated and is the author's is judged like any.</summary>
    [Fact]
    public async Task DeclarationsInGeneratedFilesAreJudged()
    {
        var complete = Compilations.Complete(
            "// <auto-generated/>\nusing LossDsl; [Loss(Head.Softmax)] [CrossEntropy] [Focal(Gamma = -1)] sealed partial class X;");
        Assert.Equal("LDSL004", Assert.Single(await Compilations.Analyze(complete)).Id);
    }

    private static CSharpCompilation Complete(string authored, string written)
        => Compilations.Complete(Compilations.Create("using LossDsl;\n" + authored), new Writer(written));

    private static async Task Reports(string marked, string written, bool completes = true)
    {
        var source = new MarkedSource(marked);
        var complete = Complete(source.Text, written);
        const int Header = 15;
        var reported = await Compilations.Analyze(complete);
        Assert.Equal(
            source.Expected.Select(e => $"{e.Id} at '{source.Text.Substring(e.Span.Start, e.Span.Length)}'"),
            reported.Select(d =>
                $"{d.Id} at '{source.Text.Substring(d.Location.SourceSpan.Start - Header, d.Location.SourceSpan.Length)}'"));
        if (completes)
            Assert.Empty(Compilations.Complaints(complete));
    }
}
