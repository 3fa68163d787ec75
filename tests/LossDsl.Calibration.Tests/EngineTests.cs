using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Xunit;
using Xunit.Abstractions;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>What the engine says of schedules, of what is read at each call, of what it cannot know, and what it costs.</summary>
public class EngineTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_phase_has_a_verdict_of_its_own()
    {
        var report = Decide(Use("CrossEntropy"), Use("InverseFrequency", Number("FromEpoch", 160)));
        Assert.Equal([0.0, 160], report.Phases.Select(phase => phase.From));
        Assert.Equal((VerdictKind.Proven, VerdictKind.Violated), (report.Phases[0].Accuracy.Kind, report.Phases[0].Balanced.Kind));
        Assert.Equal((VerdictKind.Violated, VerdictKind.Proven), (report.Phases[1].Accuracy.Kind, report.Phases[1].Balanced.Kind));
    }

    [Fact]
    public void A_ramp_is_a_phase_between_two()
        => Assert.Equal([0.0, 10, 30],
            Decide(Use("CrossEntropy"),
                Use("InverseFrequency", Number("FromEpoch", 10), Number("RampEpochs", 20))).Phases.Select(phase => phase.From));

    [Fact]
    public void Bound_parameters_are_proven_for_their_whole_range_or_undecided()
    {
        Assert.Equal(VerdictKind.Proven, Decide(Use("CrossEntropy"), Use("Focal", Bound("GammaFrom", "G"))).Last.Accuracy.Kind);
        Assert.Equal(VerdictKind.Undecided, Decide(Use("PolyLoss", Bound("EpsilonFrom", "E"))).Last.Accuracy.Kind);
        // A shift by the prior has the decision of accuracy for τ = 0 alone.
        Assert.Equal(VerdictKind.Undecided, Decide(Use("CrossEntropy"), Use("LogitAdjustment", Bound("TauFrom", "T"))).Last.Accuracy.Kind);
        Assert.Contains("Theorem 1", Decide(Use("CrossEntropy"), Use("LogitAdjustment", Bound("TauFrom", "T"))).Last.Note,
            StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Proven, Decide(Use("CrossEntropy"), Use("Temperature", Bound("ValueFrom", "T"))).Last.Accuracy.Kind);
        Assert.Equal(VerdictKind.Proven, Decide(Use("CrossEntropy"), Use("LabelSmoothing", Bound("AlphaFrom", "A"))).Last.Accuracy.Kind);
    }

    [Fact]
    public void Weights_rule_whatever_is_read_at_each_call()
    {
        var report = Decide(Use("CrossEntropy"), Use("Focal", Bound("GammaFrom", "G")), Use("InverseFrequency"));
        Assert.Equal((VerdictKind.Violated, VerdictKind.Proven), (report.Last.Accuracy.Kind, report.Last.Balanced.Kind));
        Assert.Contains("W: weights multiply the posterior", report.Last.Balanced.Note, StringComparison.Ordinal);
        Assert.Contains("G = 2", report.Last.Accuracy.Note, StringComparison.Ordinal);
        var constant = Decide(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("InverseFrequency"));
        Assert.Equal(constant.Last.Accuracy.Counterexample!.Posterior, report.Last.Accuracy.Counterexample!.Posterior);
        Assert.Equal(constant.Last.Accuracy.Counterexample!.Scores.ToArray(), report.Last.Accuracy.Counterexample!.Scores.ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-6);
        // Weights that are read at each call are one rule for each value; so is a shift.
        Assert.Equal(VerdictKind.Undecided, Decide(Use("CrossEntropy"), Use("EffectiveNumber", Bound("BetaFrom", "B"))).Last.Balanced.Kind);
        // A stopped factor leaves the gradient of no risk.
        Assert.Equal(VerdictKind.Undecided,
            Decide(Use("CrossEntropy"),
                Use("Focal", Bound("GammaFrom", "G"), new Argument("Gradient", Choice: "Stop"))).Last.Accuracy.Kind);
    }

    [Theory]
    [InlineData("ClassWeights", "class weights are given at construction")]
    [InlineData("TargetMatrix", "targetMatrix is given at construction")]
    public void What_is_given_at_construction_is_named(string attribute, string reason)
        => Assert.Contains(reason, Decide(Use("CrossEntropy"), Use(attribute)).Last.Accuracy.Note, StringComparison.Ordinal);

    [Fact]
    public void A_regression_has_no_classes()
        => Assert.Equal(VerdictKind.Undecided,
            Compiler.Calibration.Decide(Loss(Head("Identity"), Use("SquaredError")), default).Last.Accuracy.Kind);

    [Fact]
    public void Risks_without_bound_are_told()
    {
        var report = Decide(Use("CrossEntropy", Number("Coefficient", -1)));
        Assert.Equal(Failure.UnboundedBelow, report.Last.Accuracy.Counterexample!.Failure);
        Assert.True(report.Last.IsUnboundedBelow);
        Assert.False(Decide(Use("CrossEntropy"), Use("LogitPenalty", Number("Coefficient", 0.1))).Last.IsUnboundedBelow);
    }

    /// <summary>A logarithm that is computed in one of two forms, whichever loses less, is one function to calculus.</summary>
    [Theory]
    [InlineData(0.75)]
    [InlineData(0.3)]
    public void A_logarithm_in_two_forms_is_proven_like_one(double end)
    {
        var accuracy = Decide(Use("EncouragingLoss", Number("LogEnd", end))).Last.Accuracy;
        Assert.Equal(VerdictKind.Proven, accuracy.Kind);
        Assert.StartsWith("S1†: φ falls strictly", accuracy.Note, StringComparison.Ordinal);
    }

    /// <summary>
    /// log(1 − p) has one infimum at every vertex, although it falls strictly; a smoothing that is taken away leads to −∞.
    /// </summary>
    [Fact]
    public void What_falls_without_bound_is_not_proven_by_its_fall()
    {
        var report = Decide(Use("EncouragingLoss", Number("LogEnd", 0.999999)), Use("CrossEntropy", Number("Coefficient", -1)));
        Assert.NotEqual(VerdictKind.Proven, report.Last.Accuracy.Kind);
        var opposed = Decide(Use("CrossEntropy", Number("Coefficient", -1)),
            Use("LabelSmoothing", Number("Alpha", 0.9), new Argument("Share", Choice: "OtherClasses")));
        Assert.False(opposed.Last.Accuracy.Holds);
    }

    [Fact]
    public void Minimisers_at_infinity_are_told()
    {
        Assert.True(Decide(Use("CrossEntropy")).Last.IsAttained);
        Assert.False(Decide(Use("CrossEntropy"), Use("ProbabilityFloor", Number("Lowest", 0.05))).Last.IsAttained);
    }

    /// <summary>A hinge has its minimisers at kinks, near by; what is said to be at infinity has scores that are large.</summary>
    [Fact]
    public void Only_what_is_far_out_is_at_infinity()
    {
        foreach (var form in (string[])["CrammerSinger", "WestonWatkins", "OneVersusAll"])
        {
            var last = Decide(Use("MulticlassHinge", new Argument("Form", Choice: form))).Last;
            Assert.True(last.IsAttained, form);
            Assert.Equal(Failure.Tie, last.Accuracy.Counterexample!.Failure);
        }

        var atInfinity = 0;
        foreach (var id in TruthMappings.Softmax.Keys)
        {
            var last = Compiler.Calibration.Decide(TruthMappings.Declared(id, 3, TruthRow.Prior(3)), default).Last;
            foreach (var found in new[] { last.Accuracy, last.Balanced }.Select(verdict => verdict.Counterexample).OfType<Counterexample>())
            {
                if (found.Failure is not (Failure.AtInfinity or Failure.UnboundedBelow))
                    continue;
                Assert.True(found.Scores.Any(score => Math.Abs(score) >= 100), $"{id}: ({string.Join(", ", found.Scores)})");
                atInfinity++;
            }
        }

        Assert.True(atInfinity > 2, $"{atInfinity}");
    }

    [Fact]
    public void More_than_three_classes_are_a_matter_of_theorems_and_of_representatives()
    {
        var counts = new Argument("Counts", Numbers: new double[] { 900, 300, 100, 30, 10 }.ToEquatable());
        var report = Compiler.Calibration.Decide(
            Loss(Use("Loss", new Argument("Head", Choice: "Softmax"), counts), Use("CrossEntropy"), Use("InverseFrequency")), default);
        Assert.Equal(VerdictKind.Proven, report.Last.Balanced.Kind);
        Assert.Equal(3, report.Last.Accuracy.Counterexample!.Prior.Count);
    }

    [Fact]
    public void The_verdict_is_that_on_the_goal()
    {
        var declaration = Loss(Use("Loss", new Argument("Head", Choice: "Softmax"), new Argument("For", Choice: "Probabilities")),
            Use("CrossEntropy"), Use("Temperature", Number("Value", 2)));
        var report = Compiler.Calibration.Decide(declaration, default);
        Assert.Equal(VerdictKind.Violated, report.Verdict!.Kind);
        Assert.Null(Decide(Use("CrossEntropy")).Verdict);
    }

    [Fact]
    public void Reports_are_equal_by_value()
        => Assert.Equal(Decide(Use("CrossEntropy"), Use("LogitPenalty", Number("Coefficient", 0.1))),
            Decide(Use("CrossEntropy"), Use("LogitPenalty", Number("Coefficient", 0.1))));

    [Fact]
    public void It_can_be_cancelled()
        => Assert.Throws<OperationCanceledException>(() =>
            Compiler.Calibration.Decide(Loss(Use("Squentropy")), new CancellationToken(canceled: true)));

    /// <summary>The counts are asserted; the times, of the second run, are for whoever reads the output.</summary>
    [Fact]
    public void It_evaluates_no_more_than_it_has_to()
    {
        var declarations = TruthMappings.Softmax.Keys.Select(id => TruthMappings.Declared(id, 3, TruthRow.Prior(3))).ToList();
        foreach (var declaration in declarations)
            Compiler.Calibration.Decide(declaration, default);
        var (counts, times) = (new List<int>(), new List<double>());
        foreach (var declaration in declarations)
        {
            var watch = Stopwatch.StartNew();
            counts.Add(Compiler.Calibration.Decide(declaration, default).Evaluations);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        counts.Sort();
        times.Sort();
        output.WriteLine(FormattableString.Invariant(
            $"evaluations: median {counts[counts.Count / 2]}, 90 % {counts[counts.Count * 9 / 10]}, most {counts[^1]}; milliseconds: median {times[times.Count / 2]:F1}, 90 % {times[times.Count * 9 / 10]:F1}, most {times[^1]:F1}"));
        Assert.True(counts[counts.Count / 2] < 3_000, $"median {counts[counts.Count / 2]}");
        Assert.True(counts[^1] < 60_000, $"most {counts[^1]}");
    }

    private static CalibrationReport Decide(params AttributeUse[] uses) => Compiler.Calibration.Decide(Loss(uses), default);
}
