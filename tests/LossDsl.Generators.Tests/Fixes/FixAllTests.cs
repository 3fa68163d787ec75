using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Fixing all at once: several problems of a class, of a file, of a project and of a solution.</summary>
public class FixAllTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    private static readonly (string Before, string After)
        Two = ("[Loss(Head.Sigmoid), CrossEntropy, LogSumExpPenalty(1)]\n[Confidence(0.9)]\npartial class A;\n[Loss(Head.Sigmoid)] "
            + "[CrossEntropy] [Confidence(0.5)] partial class B;",
            "[Loss(Head.Sigmoid), CrossEntropy]\npartial class A;\n[Loss(Head.Sigmoid)] [CrossEntropy] partial class B;"),
        One = ("[Loss(Head.Gumbel)]\n[Confidence(0.9)]\n[CrossEntropy]\npartial class C;",
            "[Loss(Head.Gumbel)]\n[CrossEntropy]\npartial class C;");

    [Fact]
    public Task OfAFile()
        => FixAssert.AllBecome(FixAllScope.Document, "LDSL014", 0, [Two, (One.Before, One.Before)], [(One.Before, One.Before)]);

    [Fact]
    public Task OfAProject() => FixAssert.AllBecome(FixAllScope.Project, "LDSL014", 0, [Two, One], [(One.Before, One.Before)]);

    [Fact]
    public Task OfASolution() => FixAssert.AllBecome(FixAllScope.Solution, "LDSL014", 0, [Two, One], [One]);

    /// <summary>Everything in one list goes, though each remedy alone leaves a list behind.</summary>
    [Fact]
    public Task AWholeList() => FixAssert.AllBecome(FixAllScope.Document, "LDSL014", 0, [(
        "[Loss(Head.Sigmoid)] [CrossEntropy]\n[LogSumExpPenalty(1), Confidence(0.9)]\npartial class X;",
        "[Loss(Head.Sigmoid)] [CrossEntropy]\npartial class X;")]);

    [Theory]
    [InlineData(0, "[Sum]")]
    [InlineData(1, "[NoReduction]")]
    public Task OfThreeThatContradictEachOtherOneStays(int index, string kept)
        => FixAssert.AllBecome(FixAllScope.Document, "LDSL006", index, [(
        $"{Loss}[Sum] [Mean] [NoReduction] partial class X;",
        // Taking the earlier one away leaves a contradiction that was not there before, so that nobody has asked to mend it.
        index == 0 ? $"{Loss}{kept} partial class X;" : $"{Loss}[Mean] {kept} partial class X;")]);

    /// <summary>
    /// The second contradicts the first, and the third the second alone: with the second gone, nothing is wrong with the
    /// third.
    /// </summary>
    [Fact]
    public Task WhatAnotherFixHasMendedStays() => FixAssert.AllBecome(FixAllScope.Document, "LDSL006", 0, [(
        $"{Loss}[Sum(Over = Axis.Sample)] [Mean] [Sum(Over = Axis.Position)] partial class X;",
        $"{Loss}[Sum(Over = Axis.Sample)] [Sum(Over = Axis.Position)] partial class X;")]);

    [Fact]
    public Task PartsOfALoss() => FixAssert.AllBecome(FixAllScope.Document, "LDSL006", 0, [(
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] "
            + "[InverseFrequency] partial class B; [Part] [CrossEntropy] [EffectiveNumber] partial class C; }",
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] "
            + "[InverseFrequency] [Mean(Per.Valid)] partial class B; [Part] [CrossEntropy] [EffectiveNumber] [Mean(Per.Valid)] partial "
            + "class C; }")]);

    /// <summary>Two losses of one class that contains them: it is made partial once.</summary>
    [Fact]
    public Task ContainersAreChangedOnce() => FixAssert.AllBecome(FixAllScope.Document, "LDSL001", 0, [(
        $"static class Outer {{ {Loss}class A; {Loss}partial class B; }} {Loss}class C;",
        $"static partial class Outer {{ {Loss}partial class A; {Loss}partial class B; }} {Loss}partial class C;")]);

    /// <summary>A class in several files is mended wherever the attribute stands.</summary>
    [Fact]
    public Task ClassesInSeveralFiles() => FixAssert.AllBecome(FixAllScope.Project, "LDSL014", 0, [
        ("[Loss(Head.Sigmoid)] [CrossEntropy] [Confidence(0.9)] partial class X;", "[Loss(Head.Sigmoid)] [CrossEntropy] partial class X;"),
        ("[LogSumExpPenalty(1)] partial class X;\n[CrossEntropy] partial class Y;", "partial class X;\n[CrossEntropy] partial class Y;"),
        ("[Confidence(0.5)] [Loss(Head.Sigmoid)] partial class Y;", "[Loss(Head.Sigmoid)] partial class Y;")]);

    /// <summary>What the author has silenced stays as it is.</summary>
    [Fact]
    public Task WhatIsSilencedStays() => FixAssert.AllBecome(FixAllScope.Document, "LDSL014", 0, [(
        "[Loss(Head.Sigmoid)]\n[CrossEntropy]\n[Confidence(0.5)]\n#pragma warning disable LDSL014\n[LogSumExpPenalty(1)]\npartial class X;",
        "[Loss(Head.Sigmoid)]\n[CrossEntropy]\n#pragma warning disable LDSL014\n[LogSumExpPenalty(1)]\npartial class X;")]);

    [Fact]
    public Task LearnablePropertiesOfLossAndPart() => FixAssert.AllBecome(FixAllScope.Document, "LDSL016", 0, [(
        "[Loss(Head.Softmax)] partial class X { [Learnable] double A => 1; [Part] [CrossEntropy] partial class P { [Learnable] double A "
            + "=> 1; [Learnable] double B => 1; } }",
        "[Loss(Head.Softmax)] partial class X { double A => 1; [Part] [CrossEntropy] partial class P { double A => 1; double B => 1; } }")]);
}
