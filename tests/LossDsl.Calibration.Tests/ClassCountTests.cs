using System;
using System.Globalization;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// What class counts decide: declared ones of many classes, undeclared ones, and those that are nearly what a goal wants.
/// </summary>
public class ClassCountTests
{
    [Fact]
    public void Classes_that_stand_for_more_have_their_own_counts()
    {
        // Of 200 000 examples and of ten times as many the effective numbers are the same up to e^-20.
        var large = Decide(0.9999, Counts(2_000_000, 200_000, 200_000, 200_000));
        Assert.True(large.Accuracy.Holds, large.Accuracy.Note);
        Assert.Null(large.Accuracy.Off);

        var few = Decide(0.999, Counts(5000, 800, 120, 20));
        Assert.Equal(VerdictKind.Violated, few.Balanced.Kind);
        Assert.Contains($"r ∝ ({string.Join(", ", Weights(0.999, 5000, 800, 20).Select(r => r.ToString("G4", CultureInfo.InvariantCulture)))})", few.Balanced.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 20)]
    [InlineData(100, 10, 5, 5)]
    public void What_is_nearly_right_says_how_nearly(params int[] counts)
    {
        double[] all = [.. counts.Select(count => (double)count)];
        var declaration = Weighted(0.999, Counts(all));
        var report = Compiler.Calibration.Decide(declaration, default);
        var weights = Weights(0.999, all);
        double[] off = [.. weights.Select((weight, k) => Math.Log(weight * all[k] / all[0]))];
        Assert.True(report.Last.Balanced.Holds, report.Last.Balanced.Note);
        Assert.Equal(off.Max() - off.Min(), report.Last.Balanced.Off!.Value, 1e-9);
        Assert.StartsWith("nearly: the loss predicts argmax P(y|x) r_y with r ∝ (1, ", report.Last.Balanced.Note, StringComparison.Ordinal);
        Assert.Contains($"{weights[^1].ToString("G4", CultureInfo.InvariantCulture)}), within ", report.Last.Balanced.Note,
            StringComparison.Ordinal);
        Assert.Empty(ConsistencyNote.Of(new Judged(declaration, report)));
    }

    [Fact]
    public void What_is_right_says_so()
    {
        var declaration = Loss(Softmax(Counts(80, 20)), Use("CrossEntropy"), Use("InverseFrequency"));
        var report = Compiler.Calibration.Decide(declaration, default);
        Assert.Null(report.Last.Balanced.Off);
        Assert.Equal(["Predicts the class of the largest P(y|x)/π_y."], ConsistencyNote.Of(new Judged(declaration, report)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_depends_on_how_many_examples_there_are_is_undecided_without_counts(bool hasPrior)
    {
        const string Reason = "it depends on how many examples there are, which is not declared";
        var report = hasPrior ? Decide(0.999, Number("Prior", 0.8, 0.2)) : Decide(0.999);
        Assert.Equal((VerdictKind.Undecided, Reason), (report.Accuracy.Kind, report.Accuracy.Note));
        Assert.Equal((VerdictKind.Undecided, Reason), (report.Balanced.Kind, report.Balanced.Note));
        Assert.Equal(VerdictKind.Undecided, report.Probabilities.Kind);

        // 100 examples are enough for none of the weights to be nearly inverse frequencies.
        Assert.Equal(VerdictKind.Violated, Decide(0.9).Balanced.Kind);
    }

    [Fact]
    public void What_depends_on_shares_alone_is_decided()
    {
        var margins = Compiler.Calibration.Decide(Loss(Use("CrossEntropy"), Use("LabelDistributionMargin", Number("Max", 0.5))),
            default).Last;
        Assert.Equal((VerdictKind.Violated, VerdictKind.Violated), (margins.Accuracy.Kind, margins.Balanced.Kind));
        var weights = Compiler.Calibration.Decide(Loss(Use("CrossEntropy"), Use("InverseFrequency")), default).Last;
        Assert.Equal((VerdictKind.Violated, VerdictKind.Proven), (weights.Accuracy.Kind, weights.Balanced.Kind));
    }

    [Theory]
    [InlineData(2, 1000, VerdictKind.Undecided)]
    [InlineData(2, 50_000, VerdictKind.Undecided)]
    [InlineData(1, 50_000, VerdictKind.Violated)]
    [InlineData(30, 50_000, VerdictKind.HoldsNumerically)]
    public void Three_classes_do_not_stand_for_many_where_scores_are_bounded(double cap, int classes, VerdictKind kind)
    {
        var declaration = Loss(Softmax(new Argument("Classes", Integer: classes, Numbers: new double[] { classes }.ToEquatable())),
            Use("CrossEntropy"), Use("Softcap", Number("Cap", cap)));
        var verdict = Compiler.Calibration.Decide(declaration, default).Last.Accuracy;
        Assert.Equal(kind, verdict.Kind);
        if (kind == VerdictKind.Undecided)
            Assert.Contains("scores are bounded and more than three classes are declared", verdict.Note, StringComparison.Ordinal);
    }

    private static double[] Weights(double beta, params double[] counts)
        => [.. counts.Select(count => (1 - Math.Pow(beta, counts[0])) / (1 - Math.Pow(beta, count)))];

    private static Argument Counts(params double[] counts) => Number("Counts", counts);

    private static PhaseReport Decide(double beta, params Argument[] arguments)
        => Compiler.Calibration.Decide(Weighted(beta, arguments), default).Last;

    private static Declaration Weighted(double beta, params Argument[] arguments)
        => Loss(Softmax(arguments), Use("CrossEntropy"), Use("EffectiveNumber", Number("Beta", beta)));

    private static AttributeUse Softmax(params Argument[] arguments)
        => Use("Loss", [new Argument("Head", Choice: "Softmax"), .. arguments]);
}
