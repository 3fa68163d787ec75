using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>What is proven about the outputs of sigmoid and Gumbel heads, one by one.</summary>
public class ElementTests
{
    private static readonly AttributeUse Ce = Use("CrossEntropy"), Focal = Use("Focal");

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Gumbel")]
    public void The_logarithmic_score_is_proven_proper(string head)
    {
        var phase = Decide(head, Ce);
        Assert.Equal((VerdictKind.Proven, VerdictKind.Proven), (phase.Accuracy.Kind, phase.Probabilities.Kind));
        Assert.Equal(0.5, phase.Threshold!.Value, 1e-12);
        Assert.Contains("logarithmic score", phase.Probabilities.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_weights_leave_it_what_it_is()
        => Assert.Equal((VerdictKind.Proven, VerdictKind.Proven), Decide("Sigmoid", Ce, Use("InverseFrequency")) is var phase
            ? (phase.Accuracy.Kind, phase.Probabilities.Kind) : default);

    [Fact]
    public void Mirror_images_are_proven_accurate_and_no_more()
    {
        var phase = Decide("Sigmoid", Ce, Focal);
        Assert.Equal((VerdictKind.Proven, VerdictKind.Violated), (phase.Accuracy.Kind, phase.Probabilities.Kind));
        Assert.Equal(VerdictKind.Proven, Decide("Sigmoid", Ce, Use("Temperature", Number("Value", 3))).Accuracy.Kind);
        Assert.Equal(VerdictKind.Violated, Decide("Sigmoid", Ce, Use("Temperature", Number("Value", 3))).Probabilities.Kind);
    }

    /// <summary>(1 − p_y)² has slopes that vanish at both ends and is no convex function of the score.</summary>
    [Fact]
    public void Bounded_scores_are_proven_too()
        => Assert.Equal(VerdictKind.Proven, Decide("Sigmoid", Use("PolyTerm", Number("Power", 2), Number("Epsilon", 1))).Accuracy.Kind);

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.6)]
    public void Weights_of_outcomes_move_the_threshold(double alpha)
    {
        var phase = Decide("Sigmoid", Ce, Focal, Use("AlphaBalance", Number("Alpha", alpha)));
        Assert.Equal(1 - alpha, phase.Threshold!.Value, 1e-12);
        Assert.Equal(VerdictKind.Violated, phase.Accuracy.Kind);
    }

    [Fact]
    public void What_clips_has_a_threshold_without_proof()
    {
        var phase = Decide("Sigmoid", Ce, Use("ProbabilityShift", Number("Margin", 0.05)));
        Assert.Equal(1 / 2.1, phase.Threshold!.Value, 1e-9);
        Assert.NotEqual(VerdictKind.Proven, phase.Accuracy.Kind);
    }

    [Fact]
    public void Balanced_accuracy_wants_the_threshold_at_the_share_of_the_label()
    {
        Assert.Equal(VerdictKind.Proven, Decide(Prior("Sigmoid", 0.5, 0.5), Ce).Balanced.Kind);
        // Whatever the threshold, it is wrong for some share.
        Assert.Equal(VerdictKind.Violated, Decide("Sigmoid", Ce).Balanced.Kind);
        var refuted = Decide(Prior("Sigmoid", 0.7, 0.2, 0.07, 0.03), Ce).Balanced;
        Assert.Equal(VerdictKind.Violated, refuted.Kind);
        Assert.Equal(0.03, refuted.Counterexample!.Prior[1], 1e-12);
        Assert.Equal((1, 0), (refuted.Counterexample.Bayes, refuted.Counterexample.Predicted));
    }

    [Fact]
    public void Counts_alone_do_not_say_how_often_a_label_applies()
    {
        var phase = Decide("Sigmoid", Ce,
            Use("LogOddsAdjustment", Number("Tau", 1),
                new Argument("Samples", Numbers: new double[] { 100_000 }.ToEquatable(), Integer: 100_000)));
        Assert.Equal(VerdictKind.Undecided, phase.Balanced.Kind);
        Assert.Contains("number of examples", phase.Balanced.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_call_reads_is_covered_by_ranges()
    {
        Assert.Equal(VerdictKind.Proven, Decide("Sigmoid", Ce, Use("Focal", Bound("GammaFrom", "G"))).Accuracy.Kind);
        var weighted = Decide("Sigmoid", Ce, Use("Focal", Bound("GammaFrom", "G")), Use("AlphaBalance", Number("Alpha", 0.25)));
        Assert.Equal(VerdictKind.Violated, weighted.Accuracy.Kind);
        Assert.Equal(0.75, weighted.Threshold!.Value, 1e-12);
        Assert.Equal(VerdictKind.Undecided, Decide("Sigmoid", Ce, Focal, Use("AlphaBalance", Bound("AlphaFrom", "A"))).Accuracy.Kind);
        Assert.Equal(VerdictKind.Undecided,
            Decide("Sigmoid", Ce, Use("AsymmetricFocus", Bound("PositiveFrom", "P"), Bound("NegativeFrom", "N"))).Accuracy.Kind);
    }

    [Fact]
    public void Verdicts_on_the_catalogue_are_confirmed()
    {
        foreach (var (_, declaration) in CatalogueDeclarations.All.Where(loss => (loss.Declaration.Head & Heads.Elementwise) != 0
            && loss.Declaration.Head != Heads.Identity))
        {
            if (Compiler.Calibration.Decide(declaration, default) is { Last.Accuracy.Kind: not VerdictKind.Undecided } report)
                OutputConfirmation.Check(declaration, report.Last);
        }
    }

    private static AttributeUse Prior(string head, params double[] prior)
        => Use("Loss", new Argument("Head", Choice: head), new Argument("Prior", Numbers: prior.ToEquatable()));

    private static PhaseReport Decide(string head, params AttributeUse[] uses) => Decide(Head(head), uses);

    private static PhaseReport Decide(AttributeUse loss, params AttributeUse[] uses)
    {
        var declaration = Loss([loss, .. uses]);
        Assert.Empty(LossCompiler.Check(declaration));
        return Compiler.Calibration.Decide(declaration, default).Last;
    }
}
