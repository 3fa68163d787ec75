using System.Threading.Tasks;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Each kind of edit, in every style in which attributes are written.</summary>
public class EditTests
{
    private static Task Edit(string before, string? after, params Edit[] edits)
        => FixAssert.Edit([before], after is null ? null : [after], edits);

    private static Edit Remove(int attribute) => new(EditKind.RemoveAttribute, attribute);

    private static Edit Add(int attribute, string text, EditKind kind = EditKind.AddAttribute) => new(kind, attribute) { Text = text };

    private static Edit Set(int attribute, string argument, string text)
        => new(EditKind.SetArgument, attribute) { Argument = argument, Text = text };

    private static Edit Without(int attribute, string argument) => new(EditKind.RemoveArgument, attribute) { Argument = argument };

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Focal(2)] partial class X;", "[Loss(Head.Softmax)] [CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Softmax)] [Focal(2)] [CrossEntropy] partial class X;", "[Loss(Head.Softmax)] [CrossEntropy] partial class X;",
        1)]
    [InlineData("[Loss(Head.Softmax), CrossEntropy, Focal(2)] partial class X;", "[Loss(Head.Softmax), CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Softmax), Focal(2), CrossEntropy] partial class X;", "[Loss(Head.Softmax), CrossEntropy] partial class X;", 1)]
    [InlineData("[ Focal(2), CrossEntropy ] [Loss(Head.Softmax)] partial class X;",
        "[ CrossEntropy ] [Loss(Head.Softmax)] partial class X;", 0)]
    [InlineData("/// <summary>Its loss.</summary>\n[Focal(2)]\n[Loss(Head.Softmax)]\n[CrossEntropy]\npartial class X;",
        "/// <summary>Its loss.</summary>\n[Loss(Head.Softmax)]\n[CrossEntropy]\npartial class X;", 0)]
    [InlineData("[Loss(Head.Softmax)]\r\n    [Focal(\r\n        2)]\r\n[CrossEntropy] // base\r\npartial class X;",
        "[Loss(Head.Softmax)]\r\n[CrossEntropy] // base\r\npartial class X;", 1)]
    [InlineData("[Loss(Head.Softmax)]\n[CrossEntropy]   // base\n[Focal(2)]   // hard\n// more\npartial class X;",
        "[Loss(Head.Softmax)]\n[CrossEntropy]   // base\n// hard\n// more\npartial class X;")]
    [InlineData("[Loss(Head.Softmax)]\n[CrossEntropy]\n#pragma warning disable CS1591\n[Focal(2)]\npartial class X;",
        "[Loss(Head.Softmax)]\n[CrossEntropy]\n#pragma warning disable CS1591\npartial class X;")]
    [InlineData("[\n    Loss(Head.Softmax),\n    CrossEntropy, // base\n    Focal(2)\n]\npartial class X;",
        "[\n    Loss(Head.Softmax),\n    CrossEntropy // base\n]\npartial class X;")]
    [InlineData("[\n    Loss(Head.Softmax),\n    Focal(2),\n    CrossEntropy\n]\npartial class X;",
        "[\n    Loss(Head.Softmax),\n    CrossEntropy\n]\npartial class X;", 1)]
    [InlineData("[Focal(2),\n CrossEntropy, Loss(Head.Softmax)]\npartial class X;", "[CrossEntropy, Loss(Head.Softmax)]\npartial class X;",
        0)]
    [InlineData("[Loss(Head.Softmax), CrossEntropy,\n Focal(2)]\npartial class X;", "[Loss(Head.Softmax), CrossEntropy]\npartial class X;")]
    [InlineData("[type: Loss(Head.Softmax)] [CrossEntropy]\n[type: Focal(2)] partial class X;",
        "[type: Loss(Head.Softmax)] [CrossEntropy]\npartial class X;")]
    public Task RemovesAnAttribute(string before, string after, int attribute = 2)
        => Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Remove(attribute));

    [Theory]
    [InlineData("[Loss(Head.Softmax), CrossEntropy]\n[Focal(2), LabelSmoothing(0.1)]\npartial class X;",
        "[Loss(Head.Softmax), CrossEntropy]\npartial class X;")]
    [InlineData("[Loss(Head.Softmax), CrossEntropy, Focal(2), LabelSmoothing(0.1)] partial class X;",
        "[Loss(Head.Softmax), CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy]\n[Focal(2)] [LabelSmoothing(0.1)]\npartial class X;",
        "[Loss(Head.Softmax)] [CrossEntropy]\npartial class X;")]
    public Task RemovesSeveral(string before, string after)
        => Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Remove(2), Remove(3));

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] partial class X;", "[Loss(Head.Softmax)] [CrossEntropy] [Focal(2)] partial class X;")]
    [InlineData("[Loss(Head.Softmax), CrossEntropy]\npartial class X;", "[Loss(Head.Softmax), CrossEntropy, Focal(2)]\npartial class X;")]
    [InlineData("    [Loss(Head.Softmax)]\n    [CrossEntropy] // base\n    partial class X;",
        "    [Loss(Head.Softmax)]\n    [CrossEntropy] // base\n    [Focal(2)]\n    partial class X;")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy]\r\npartial class X;",
        "[Loss(Head.Softmax)] [CrossEntropy] [Focal(2)]\r\npartial class X;")]
    [InlineData("[\n    Loss(Head.Softmax),\n    CrossEntropy\n]\npartial class X;",
        "[\n    Loss(Head.Softmax),\n    CrossEntropy,\n    Focal(2)\n]\npartial class X;")]
    public async Task AddsAnAttribute(string before, string after)
    {
        await Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Add(-1, "Focal(2)"));
        await Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Add(1, "Focal(2)"));
    }

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] partial class X;", "[Loss(Head.Softmax)] [Focal(2)] [CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Softmax), CrossEntropy]\npartial class X;", "[Loss(Head.Softmax), Focal(2), CrossEntropy]\npartial class X;")]
    [InlineData("    [Loss(Head.Softmax)]\r\n    [CrossEntropy] // base\r\n    partial class X;",
        "    [Loss(Head.Softmax)]\r\n    [Focal(2)]\r\n    [CrossEntropy] // base\r\n    partial class X;")]
    public Task AddsAnAttributeBefore(string before, string after)
        => Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Add(1, "Focal(2)", EditKind.AddAttributeBefore));

    [Fact]
    public Task AddsAndRemovesAtOnce() => Edit(
        "using LossDsl;\n[Loss(Head.Softmax)]\n[Focal(2)] // a\n[CrossEntropy]\npartial class X;",
        "using LossDsl;\n[Loss(Head.Softmax)]\n[PolyLoss(1)] // a\n[LabelSmoothing(0.1)]\n[Temperature(2)]\npartial class X;",
        Remove(1), Add(1, "PolyLoss(1)"), Add(1, "LabelSmoothing(0.1)"), Add(2, "Temperature(2)"), Remove(2));

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy(Coefficient = 2)] partial class X;",
        "[Loss(Head.Softmax)] [PolyLoss(1)] partial class X;")]
    [InlineData("[Loss(Head.Softmax),\n CrossEntropy /* a */]\npartial class X;",
        "[Loss(Head.Softmax),\n PolyLoss(1) /* a */]\npartial class X;")]
    public Task ReplacesAnAttribute(string before, string after)
        => Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, Add(1, "PolyLoss(1)", EditKind.ReplaceAttribute));

    [Theory]
    [InlineData("Focal(2)", "Focal(3)", "Gamma", "3")]
    [InlineData("Focal(gamma: 2 /* a */)", "Focal(gamma: 3 /* a */)", "Gamma", "3")]
    [InlineData("Focal(Gamma = 2, Gradient = Gradient.Stop)", "Focal(Gamma = 3, Gradient = Gradient.Stop)", "Gamma", "3")]
    [InlineData("Focal", "Focal(Gamma = 3)", "Gamma", "3")]
    [InlineData("Focal()", "Focal(Gamma = 3)", "Gamma", "3")]
    [InlineData("Focal(2)", "Focal(2, Gradient = Gradient.Stop)", "Gradient", "Gradient.Stop")]
    [InlineData("Focal(\n    Gamma = 2)", "Focal(\n    Gamma = 2, Gradient = Gradient.Stop)", "Gradient", "Gradient.Stop")]
    [InlineData("PolyLoss(1, 2, Weighted = true)", "PolyLoss(3.0, 4, Weighted = true)", "Epsilons", "new[] { 3.0, 4 }")]
    [InlineData("PolyLoss(1, 2)", "PolyLoss(3)", "Epsilons", "3")]
    [InlineData("PolyLoss(new double[] { 1, 2 })", "PolyLoss(3.0, 4)", "Epsilons", "new[] { 3.0, 4 }")]
    [InlineData("PolyLoss(epsilons: new double[] { 1, 2 })", "PolyLoss(epsilons: new[] { 3.0, 4 })", "Epsilons", "new[] { 3.0, 4 }")]
    [InlineData("PolyLoss", "PolyLoss(3.0, 4)", "Epsilons", "new[] { 3.0, 4 }")]
    [InlineData("LabelSmoothing", "LabelSmoothing(0.1)", "Alpha", "0.1")]
    [InlineData("LabelSmoothing(Share = SmoothingShare.Classes)", "LabelSmoothing(0.1, Share = SmoothingShare.Classes)", "Alpha", "0.1")]
    [InlineData("LabelSmoothing(AlphaFrom = nameof(A))", "LabelSmoothing(AlphaFrom = nameof(Axis))", "AlphaFrom", "nameof(Axis)")]
    public Task SetsAnArgument(string before, string after, string argument, string text) => Edit(
        $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [{before}] partial class X {{ double A => 0.1; double Axis => A; }}",
        $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [{after}] partial class X {{ double A => 0.1; double Axis => A; }}",
        Set(2, argument, text));

    [Theory]
    [InlineData("Focal(2)", "Focal", "Gamma")]
    [InlineData("Focal(Gamma = 2)", "Focal", "Gamma")]
    [InlineData("Focal(2, Gradient = Gradient.Stop)", "Focal(Gradient = Gradient.Stop)", "Gamma")]
    [InlineData("Focal(2, Gradient = Gradient.Stop)", "Focal(2)", "Gradient")]
    [InlineData("Focal(\n    Gamma = 2, // a\n    Gradient = Gradient.Stop)", "Focal(\n    Gamma = 2 // a\n    )", "Gradient")]
    [InlineData("Focal(\n    Gamma = 2,\n    Gradient = Gradient.Stop)", "Focal(\n    Gamma = 2)", "Gradient")]
    [InlineData("Focal(\n    Gamma = 2,\n    Gradient = Gradient.Stop)", "Focal(\n    Gradient = Gradient.Stop)", "Gamma")]
    [InlineData("PolyLoss(1, 2, Weighted = true)", "PolyLoss(Weighted = true)", "Epsilons")]
    [InlineData("LabelSmoothing(0.1, AlphaFrom = nameof(A))", "LabelSmoothing(AlphaFrom = nameof(A))", "Alpha")]
    [InlineData("PolyTerm(2, Epsilon = 1)", null, "Power")]
    [InlineData("Focal(2)", null, "Gradient")]
    public Task RemovesAnArgument(string before, string? after, string argument) => Edit(
        $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [{before}] partial class X {{ double A => 0.1; }}",
        after is null ? null : $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [{after}] partial class X {{ double A => 0.1; }}",
        Without(2, argument));

    [Fact]
    public Task SetsAndRemovesArgumentsAtOnce() => Edit(
        "using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [Focal(2, GammaFrom = nameof(A))] partial class X { double A => 2; }",
        "using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [Focal(GammaFrom = \"A\", Gradient = Gradient.Stop)] partial class X { "
            + "double A => 2; }",
        Without(2, "Gamma"), Set(2, "GammaFrom", "\"A\""), Set(2, "Gradient", "Gradient.Stop"));

    [Theory]
    [InlineData("[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropyAttribute] partial class X;",
        "[LossDsl.Loss(LossDsl.Head.Softmax)] [LossDsl.CrossEntropyAttribute] [LossDsl.Mean(LossDsl.Per.Valid)] partial class X;")]
    [InlineData("using L = LossDsl.LossAttribute; using CE = LossDsl.CrossEntropyAttribute;\n[L(LossDsl.Head.Softmax)] [CE] partial "
        + "class X;", "using L = LossDsl.LossAttribute; using CE = LossDsl.CrossEntropyAttribute;\n[L(LossDsl.Head.Softmax)] [CE] "
        + "[LossDsl.Mean(LossDsl.Per.Valid)] partial class X;")]
    [InlineData("namespace N { using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] partial class X; }",
        "namespace N { using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] [Mean(Per.Valid)] partial class X; }")]
    [InlineData("namespace N.LossDsl { [global::LossDsl.Loss(global::LossDsl.Head.Softmax)] [global::LossDsl.CrossEntropy] partial class "
        + "X; }", "namespace N.LossDsl { [global::LossDsl.Loss(global::LossDsl.Head.Softmax)] [global::LossDsl.CrossEntropy] "
        + "[global::LossDsl.Mean(global::LossDsl.Per.Valid)] partial class X; }")]
    public Task WritesNamesInFullWhereTheyMustBe(string before, string after) => Edit(before, after, Add(-1, "Mean(Per.Valid)"));

    [Fact]
    public Task FindsAttributesOfAnyPart() => FixAssert.Edit(
        ["using LossDsl;\n[System.Serializable, CrossEntropy]\npartial class X;\n[Focal(2)] partial class X;",
            "using LossDsl;\n[Loss(Head.Softmax)]\n[LabelSmoothing(0.1)]\npublic partial class X;"],
        ["using LossDsl;\n[System.Serializable]\npartial class X;\n[Focal(3)] partial class X;",
            "using LossDsl;\n[Loss(Head.Softmax)]\n[PolyLoss(1)]\n[LabelSmoothing(0.1)]\npublic partial class X;"],
        Remove(0), Set(1, "Gamma", "3"), Add(2, "PolyLoss(1)"));

    [Fact]
    public Task FindsAttributesOfPartsOfALoss() => Edit(
        "using LossDsl;\n[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [Focal] "
            + "class B; }",
        "using LossDsl;\n[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] [Sum] partial class A; [Part] [CrossEntropy] "
            + "partial class B; }",
        Remove(2) with { Part = 1 }, new Edit(EditKind.MakePartial, -1) { Part = 1 }, Add(-1, "Sum") with { Part = 0 });

    [Theory]
    [InlineData("public static class O { struct P { [Loss(Head.Softmax)] [CrossEntropy] internal sealed class X; } }",
        "public static partial class O { partial struct P { [Loss(Head.Softmax)] [CrossEntropy] internal sealed partial class X; } }")]
    [InlineData("partial record class O { [Loss(Head.Softmax)] [CrossEntropy] class X; }",
        "partial record class O { [Loss(Head.Softmax)] [CrossEntropy] partial class X; }")]
    public Task MakesPartial(string before, string after)
        => Edit("using LossDsl;\n" + before, "using LossDsl;\n" + after, new Edit(EditKind.MakePartial, -1));

    [Theory]
    [InlineData("[Learnable] public double A { get; set; }", "public double A { get; set; }")]
    [InlineData("[Learnable, System.Obsolete]\n    double A => 1;", "[System.Obsolete]\n    double A => 1;")]
    [InlineData("/// <summary>A.</summary>\n    [Learnable]\n    double A => 1;", "/// <summary>A.</summary>\n    double A => 1;")]
    public Task RemovesLearnable(string before, string after) => Edit(
        $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] partial class X\n{{\n    {before}\n}}",
        $"using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] partial class X\n{{\n    {after}\n}}",
        new Edit(EditKind.RemoveLearnable, -1) { Property = "A" });

    /// <summary>Files that a tool has written are left alone, and a remedy is made as a whole or not at all.</summary>
    [Theory]
    [InlineData("// <auto-generated/>\nusing LossDsl;\n[CrossEntropy] [Focal] partial class X;")]
    [InlineData("// A tool has written this.\n// <auto-generated>\nusing LossDsl;\n[CrossEntropy] [Focal] partial class X;")]
    public Task GeneratedCodeIsLeftAlone(string generated)
        => FixAssert.Edit(["using LossDsl;\n[Loss(Head.Softmax)] partial class X;", generated], null, Set(0, "Classes", "3"), Remove(2));

    [Theory]
    [InlineData(EditKind.RemoveAttribute, 2, -1)]
    [InlineData(EditKind.RemoveAttribute, 0, 1)]
    [InlineData(EditKind.MakePartial, -1, 1)]
    [InlineData(EditKind.RemoveLearnable, -1, -1)]
    public Task WhatIsNotThereCannotBeEdited(EditKind kind, int attribute, int part) => Edit(
        "using LossDsl;\n[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; }", null,
            new Edit(kind, attribute) { Part = part, Property = "A" });

    [Fact]
    public Task WhatIsSoAlreadyIsNotOffered()
        => Edit("using LossDsl;\n[Loss(Head.Softmax)] [CrossEntropy] partial class X;", null, new Edit(EditKind.MakePartial, -1));
}
