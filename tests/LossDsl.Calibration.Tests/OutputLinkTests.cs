using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// Links of outputs of sigmoid and Gumbel heads: there wherever each posterior has a score of its own, and 0 or 1 beyond.
/// </summary>
public class OutputLinkTests
{
    private static readonly AttributeUse Ce = Use("CrossEntropy");

    private static readonly Dictionary<string, AttributeUse[]> Losses = new()
    {
        ["smoothing"] = [Ce, Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["logit penalty"] = [Ce, Use("LogitPenalty", Number("Coefficient", 0.1))],
        ["confidence penalty"] = [Ce, Use("ConfidencePenalty", Number("Coefficient", 0.1))],
        ["focal smoothing"] = [Ce, Use("Focal", Number("Gamma", 2)), Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["mae with penalty"] = [Use("GeneralizedCrossEntropy", Number("Q", 1)), Use("LogitPenalty", Number("Coefficient", 0.1))],
        ["capped"] = [Use("PolyLoss", Number("Epsilons", -1.5))],
    };

    public static TheoryData<string, string> Partial
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var loss in Losses.Keys)
            {
                data.Add("Sigmoid", loss);
                data.Add("Gumbel", loss);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Partial))]
    public void A_partial_link_is_a_link(string head, string name)
    {
        var declaration = Loss([Head(head), .. Losses[name]]);
        var link = Compiler.Calibration.Decide(declaration, default).Last.Link;
        Assert.Equal(LinkKind.Partial, link.Kind);
        foreach (var posterior in (double[])[0.01, 0.04, 0.2, 0.5, 0.85, 0.97])
            Assert.Equal(posterior, Probability(declaration, link, Minimum(declaration, posterior)), 1e-6);
        foreach (var score in (double[])[-60, 60])
            Assert.InRange(Probability(declaration, link, score), 0, 1);
    }

    /// <summary>The shift leaves posteriors up to m/(1 + m) one score, and those above 1/(1 + m) none.</summary>
    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Gumbel")]
    public void A_link_that_is_flat_at_both_ends_is_not_closed(string head)
    {
        var link = Compiler.Calibration.Decide(Loss(Head(head), Ce, Use("ProbabilityShift", Number("Margin", 0.3))), default).Last.Link;
        Assert.Equal(LinkKind.Partial, link.Kind);
        Assert.Contains("from 0.231 up to 0.769", link.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GeneralizedCrossEntropy", "Q", 1)]
    [InlineData("GeneralizedCrossEntropy", "Q", 2)]
    [InlineData("AsymmetricGeneralizedCrossEntropy", "Q", 0.5)]
    public void Where_most_posteriors_have_no_score_there_is_none(string term, string argument, double value)
        => Assert.Equal(LinkKind.None,
            Compiler.Calibration.Decide(Loss(Head("Sigmoid"), Use(term, Number(argument, value))), default).Last.Link.Kind);

    [Fact]
    public void A_loss_without_value_says_what_it_lacks()
        => Assert.Equal(
            "it depends on class counts and on the number of samples, which are not declared",
            Compiler.Calibration.Decide(Loss(Head("Sigmoid"), Ce, Use("LogOddsAdjustment")), default).Last.Accuracy.Note);

    /// <summary>By the logarithm of the odds, as it is emitted.</summary>
    private static double Probability(Declaration declaration, LinkDescription link, double score)
    {
        var odds = Pipeline.Run(LinkLogarithm.Of(link, declaration.Head, default), null).Last().Loss;
        var row = new RowInputs([score, -1, -1], 0, [1], new Dictionary<string, double[]>(), new Dictionary<string, double>());
        var value = new IrEvaluator(odds, row).Value(odds.ElementValue)[0];
        return 1 / (1 + Math.Exp(-value));
    }

    private static double Minimum(Declaration declaration, double posterior)
    {
        var risk = new IndependentRisk(declaration, [0.4, 0.3, 0.3]);
        double At(double score) => (posterior * risk.Loss([score, -1, -1], 0)) + ((1 - posterior) * risk.Loss([score, -1, -1], 1));
        var best = Enumerable.Range(-400, 801).Select(i => i / 20.0)
            .MinBy(score => At(score) is var risk && double.IsNaN(risk) ? double.PositiveInfinity : risk);
        var (low, high) = (best - 0.05, best + 0.05);
        for (var step = 0; step < 100; step++)
        {
            var (first, second) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = At(first) < At(second) ? (low, second) : (first, high);
        }

        return (low + high) / 2;
    }
}
