using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>More than three declared classes: judged as they are, at a bounded cost.</summary>
public class ManyClassesTests
{
    private static readonly Dictionary<string, AttributeUse[]> Losses = new()
    {
        ["ce"] = [Use("CrossEntropy")],
        ["focal_inv"] = [Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("InverseFrequency")],
        ["la"] = [Use("CrossEntropy"), Use("LogitAdjustment", Number("Tau", 1))],
        ["la2"] = [Use("CrossEntropy"), Use("LogitAdjustment", Number("Tau", 2))],
        ["focal_la"] = [Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("LogitAdjustment", Number("Tau", 1))],
        ["ldam"] = [Use("CrossEntropy"), Use("LabelDistributionMargin", Number("Max", 0.5)), Use("Scale", Number("Value", 30))],
        ["enc"] = [Use("CrossEntropy"), Use("EffectiveNumber", Number("Beta", 0.999))],
        ["ls_inv"] = [Use("CrossEntropy"), Use("LabelSmoothing", Number("Alpha", 0.1)), Use("InverseFrequency")],
    };

    [Theory]
    [InlineData("ce", VerdictKind.Proven, VerdictKind.Violated)]
    [InlineData("focal_inv", VerdictKind.Violated, VerdictKind.Proven)]
    [InlineData("la", VerdictKind.Violated, VerdictKind.Proven)]
    [InlineData("la2", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("focal_la", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("ldam", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("enc", VerdictKind.Violated, VerdictKind.Violated)]
    [InlineData("ls_inv", VerdictKind.Violated, VerdictKind.Proven)]
    public void A_thousand_classes_are_judged_like_ten(string loss, VerdictKind accuracy, VerdictKind balanced)
    {
        foreach (var classes in (int[])[10, 1000])
        {
            var report = Compiler.Calibration.Decide(Counted(loss, LongTail(classes)), default);
            Assert.Equal((accuracy, balanced), (report.Last.Accuracy.Kind, report.Last.Balanced.Kind));
            Assert.True(report.Evaluations < 8_000, $"{report.Evaluations} evaluations for C = {classes}");
        }
    }

    /// <summary>One comparison per class says what all pairs say.</summary>
    [Fact]
    public void Ties_with_one_class_are_the_ties_of_all_pairs()
    {
        var holds = 0;
        foreach (var loss in Losses.Keys)
        {
            double[] counts = [900, 20, 300, 20, 5, 77];
            double[] prior = [.. counts.Select(count => count / counts.Sum())];
            var scan = Scan(Counted(loss, counts), prior);
            foreach (var goal in (Compiler.Goal[])[Compiler.Goal.Accuracy, Compiler.Goal.BalancedAccuracy])
            {
                var criterion = Decisions.Criterion(goal, prior);
                var isEverywhere = scan.TiesAre(criterion, 1e-9);
                Assert.True(isEverywhere == ClosedForms.Deviation(scan, criterion).Deviation <= 1e-9, $"{loss}, {goal}: {isEverywhere}");
                holds += isEverywhere ? 1 : 0;
                for (var k = 0; isEverywhere && k < prior.Length; k++)
                {
                    criterion[k] *= 1 + 1e-6;
                    Assert.False(scan.TiesAre(criterion, 1e-9), $"{loss}, {goal}: class {k} is not looked at");
                    criterion[k] /= 1 + 1e-6;
                }
            }
        }

        Assert.Equal(4, holds);
    }

    /// <summary>Smoothing over the other classes leaves the label the largest share for α &lt; (C − 1)/C.</summary>
    [Theory]
    [InlineData(0.7, 3, false)]
    [InlineData(0.7, 4, true)]
    [InlineData(0.74, 4, true)]
    [InlineData(0.76, 4, false)]
    [InlineData(0.7, 10, true)]
    [InlineData(0.95, 10, false)]
    [InlineData(0.95, 100, true)]
    [InlineData(0.95, 50_257, true)]
    public void Smoothing_is_judged_at_the_declared_number_of_classes(double alpha, int classes, bool holds)
    {
        var declaration = Smoothed(alpha, new Argument("Classes", Integer: classes, Numbers: new double[] { classes }.ToEquatable()));
        var report = Compiler.Calibration.Decide(declaration, default);
        Assert.Equal(holds ? VerdictKind.Proven : VerdictKind.Violated, report.Last.Accuracy.Kind);
        // What is for accuracy is not for balanced accuracy; what reverses the order is for neither.
        foreach (var verdict in new[] { report.Last.Accuracy, report.Last.Balanced, report.Last.Probabilities }.Where(_ => classes <= 10))
        {
            if (verdict.Counterexample is not { } found)
                continue;
            Assert.Equal(classes, found.Posterior.Count);
            if (classes <= 4)
                Confirmation.Confirm(declaration, 1, found, isStopped: false);
            IsLowest(declaration, found);
        }

        Assert.Equal(classes > 1000 ? VerdictKind.Undecided : VerdictKind.Violated, report.Last.Balanced.Kind);
        Assert.Equal(holds, report.Last.RisesAt is null);
    }

    [Fact]
    public void Of_undeclared_classes_nothing_is_said_that_depends_on_their_number()
    {
        var strong = Compiler.Calibration.Decide(Smoothed(0.6), default).Last;
        Assert.Equal(VerdictKind.Undecided, strong.Accuracy.Kind);
        Assert.Contains("it does not hold for C = 2, and C is not declared", strong.Accuracy.Note, StringComparison.Ordinal);
        var usual = Compiler.Calibration.Decide(Smoothed(0.1), default).Last;
        Assert.Equal((VerdictKind.Proven, VerdictKind.Violated), (usual.Accuracy.Kind, usual.Balanced.Kind));
        // The mean absolute error has no target that depends on C: what three classes show stands.
        Assert.Equal(VerdictKind.Violated,
            Compiler.Calibration.Decide(Loss(Use("GeneralizedCrossEntropy", Number("Q", 1))), default).Last.Balanced.Kind);
    }

    [Fact]
    public void Messages_do_not_list_a_thousand_classes()
        => Assert.Equal("(0, 1, 2, 3, 4, 5, …, 999)", Statement.Vector(Enumerable.Range(0, 1000).Select(k => (double)k)));

    [Theory]
    [InlineData(0.12345, "0.123")]
    [InlineData(-1e-10, "0")]
    [InlineData(2.5e-7, "2.5E-07")]
    [InlineData(999.7, "1000")]
    [InlineData(-12345.6, "-12346")]
    public void Messages_have_three_digits_and_those_before_the_point(double value, string text) => Assert.Equal(text, Numbers.Text(value));

    /// <summary>Of a convex risk a minimum near by is the minimum.</summary>
    private static void IsLowest(Declaration declaration, Counterexample found)
    {
        double[] prior = [.. found.Prior], posterior = [.. found.Posterior], scores = [.. found.Scores];
        var risk = new IndependentRisk(declaration, prior, 1);
        var here = risk.Risk(posterior, scores);
        foreach (var k in (int[])[0, 1, scores.Length / 2, scores.Length - 1])
        {
            foreach (var step in (double[])[-0.01, 0.01])
                Assert.True(here < risk.Risk(posterior, [.. scores.Select((score, j) => j == k ? score + step : score)]),
                    $"a lower risk with score {k} moved by {step}");
        }
    }

    private static double[] LongTail(int classes)
        => [.. Enumerable.Range(0, classes).Select(k => Math.Round(100_000 * Math.Pow(1000, -k / (classes - 1.0))))];

    private static Declaration Counted(string loss, double[] counts)
        => Loss([Use("Loss", new Argument("Head", Choice: "Softmax"), Number("Counts", counts)), .. Losses[loss]]);

    private static Declaration Smoothed(double alpha, params Argument[] arguments)
        => Loss(Use("Loss", [new Argument("Head", Choice: "Softmax"), .. arguments]), Use("CrossEntropy"),
            Use("LabelSmoothing", Number("Alpha", alpha), new Argument("Share", Choice: "OtherClasses")));

    private static SeparableScan Scan(Declaration declaration, double[] prior)
    {
        var lowered = new Vanish().Run(LossCompilation.Of(declaration).Lowered(LossForm.Labels));
        var population = new Population(LossModel.Of(declaration), lowered, lowered, 0);
        var inputs = population.Inputs(prior);
        return new SeparableScan(SeparableForm.Of(lowered, population)!, inputs, new ClassConstants(inputs, BoundDecision.NoRanges));
    }
}
