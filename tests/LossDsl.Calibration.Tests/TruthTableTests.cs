using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>The engine's verdicts on losses whose calibration is known.</summary>
public class TruthTableTests
{
    private static readonly int[] ClassCounts = [2, 3];

    public static TheoryData<string, int> Softmax
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var id in TruthMappings.Softmax.Keys.Append("focal2_enc"))
            {
                foreach (var classes in ClassCounts)
                    data.Add(id, classes);
            }

            return data;
        }
    }

    public static TheoryData<string> Sigmoid => [.. TruthMappings.Sigmoid.Keys];

    [Fact]
    public void Every_row_has_a_declaration_or_a_reason()
        => Assert.Equal(
            TruthRow.All.Select(row => row.Id).Order(StringComparer.Ordinal),
            TruthMappings.Softmax.Keys.Concat(TruthMappings.Sigmoid.Keys).Concat(TruthMappings.Undecided.Keys)
                .Concat(TruthMappings.Inexpressible.Keys)
                .Concat(["focal2_enc", "focal_detached"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Softmax))]
    public void Verdicts_are_those_of_the_table(string id, int classes)
    {
        var (row, report, _) = Decided(id, classes);
        Assert.Equal(classes == 2 ? row.Accuracy!.Value.Two : row.Accuracy!.Value.Three, Holds(report.Last.Accuracy));
        Assert.Equal(classes == 2 ? row.Balanced!.Value.Two : row.Balanced!.Value.Three, Holds(report.Last.Balanced));
        // The table's column speaks of both; (1 − p)² is proper for two classes alone.
        if (classes == 3 || row.IsProper!.Value)
            Assert.Equal(row.IsProper, Holds(report.Last.Probabilities));
    }

    [Theory]
    [MemberData(nameof(Softmax))]
    public void Counterexamples_are_confirmed_by_another_minimiser(string id, int classes)
    {
        var (_, report, declaration) = Decided(id, classes);
        foreach (var verdict in new[] { report.Last.Accuracy, report.Last.Balanced, report.Last.Probabilities })
        {
            if (verdict.Counterexample is { } found)
                Confirmation.Confirm(declaration, 1, found, isStopped: false);
        }
    }

    [Theory]
    [MemberData(nameof(Sigmoid))]
    public void Outputs_are_judged_at_their_threshold(string id)
    {
        var (row, report, _) = Decided(id, 2);
        // Of one-against-all cross-entropy the table asks whether the softmax of the scores is the posterior.
        Assert.Equal(row.Accuracy!.Value.Two, Holds(report.Last.Accuracy));
        if (id != "ova_bce")
            Assert.Equal(row.IsProper, Holds(report.Last.Probabilities));
        // The labels apply to shares of 0.8 and 0.2: no one threshold is right for both.
        Assert.False(Holds(report.Last.Balanced));
    }

    /// <summary>
    /// Sigmoid outputs of which the largest is predicted: a question that only class indices ask, and reports do not answer.
    /// </summary>
    [Theory]
    [MemberData(nameof(Sigmoid))]
    public void One_against_all_the_largest_score_is_judged(string id)
    {
        var row = TruthRow.All.Single(row => row.Id == id);
        var prior = TruthRow.Prior(3);
        var declaration = TruthMappings.Declared(id, 3, prior);
        var lowered = LossCompilation.Of(declaration).Lowered(LossForm.Labels);
        var population = new Population(LossModel.Of(declaration), lowered, Pipeline.Differentiated(lowered), 0);
        var minimiser = new RiskMinimiser(population.Under(prior), 1, double.PositiveInfinity, () => Compiler.Calibration.Budget, default);
        var stage = new NumericStage(minimiser, 1, prior, logits => [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))]);
        Assert.Equal(row.Accuracy!.Value.Three, stage.Refute(Compiler.Goal.Accuracy) is null);
        Assert.Equal(row.Balanced!.Value.Three, stage.Refute(Compiler.Goal.BalancedAccuracy) is null);
    }

    [Fact]
    public void Selections_are_undecided() => Assert.Equal(VerdictKind.Undecided, Decided("ohem_cvar_ce", 3).Report.Last.Accuracy.Kind);

    [Fact]
    public void A_stopped_modulator_keeps_the_order_and_not_the_probabilities()
    {
        var (_, report, declaration) = Decided("focal_detached", 3);
        Assert.True(Holds(report.Last.Accuracy));
        Assert.False(Holds(report.Last.Probabilities));
        Confirmation.Confirm(declaration, 1, report.Last.Probabilities.Counterexample!, isStopped: true);
    }

    private static (TruthRow Row, CalibrationReport Report, Declaration Declaration) Decided(string id, int classes)
    {
        var declaration = TruthMappings.Declared(id, classes, TruthRow.Prior(classes));
        // Weights by effective numbers depend on how many examples there are.
        if (id == "balsoft_cb")
            declaration = declaration with
            {
                Attributes = declaration.Attributes.Select(use => use.Name == "Loss" ? Counted(use) : use)
                .ToEquatable()
            };
        Assert.Empty(LossCompiler.Check(declaration));
        return (TruthRow.All.Single(row => row.Id == id), Compiler.Calibration.Decide(declaration, default), declaration);
    }

    /// <summary>The attribute with counts of 10 000 examples for its prior.</summary>
    private static AttributeUse Counted(AttributeUse loss) => loss with
    {
        Arguments = loss.Arguments.Select(argument => argument.Name != "Prior" ? argument
            : new Argument("Counts", Numbers: argument.Numbers!.Value.Select(share => Math.Round(share * 10_000)).ToEquatable()))
            .ToEquatable(),
    };

    private static bool Holds(CalibrationVerdict verdict)
    {
        Assert.True(verdict.Kind != VerdictKind.Undecided, verdict.Note);
        Assert.Equal(verdict.Kind == VerdictKind.Violated, verdict.Counterexample is not null);
        return verdict.Holds;
    }
}
