using System;
using System.Linq;
using LossDsl.Compiler;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>Which counterexamples are told: the worst, none that repels, and of how many classes.</summary>
public class CounterexampleTests
{
    /// <summary>The first posteriors that are tried are hardly off.</summary>
    [Theory]
    [InlineData(0.7, 0.2)]
    [InlineData(0.5, 0.1)]
    public void Of_two_classes_the_worst_is_told(double q, double least)
    {
        var declaration = Loss(Softmax(2, "Probabilities"), Use("GeneralizedCrossEntropy", Number("Q", q)));
        var found = Compiler.Calibration.Decide(declaration, default).Last.Probabilities.Counterexample!;
        // P ∝ p^(1 − q): the largest difference over all posteriors that are tried.
        double Off(double eta) => Math.Abs((1 / (1 + Math.Pow((1 - eta) / eta, 1 / (1 - q)))) - eta);
        Assert.Equal(Posteriors.Inner(2).Max(posterior => Off(posterior[0])), found.Regret, 1e-3);
        Assert.True(found.Regret > least);
        Assert.Contains(Advisor.Judge(declaration, default).Problems, problem => problem.Rule.Id == "LDSL101");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void A_rest_point_that_repels_is_no_minimiser(double q)
    {
        var declaration = Loss(Softmax(3, "Accuracy"), Use("Brier"), Use("Seesaw", Number("Q", q)));
        var last = Compiler.Calibration.Decide(declaration, default).Last;
        foreach (var found in new[] { last.Accuracy, last.Balanced, last.Probabilities }.Select(verdict => verdict.Counterexample)
            .OfType<Counterexample>())
        {
            // No slope of the field, which the flow goes against, is below 0 in any direction.
            var risk = new IndependentRisk(declaration, [.. found.Prior], 1);
            double[] posterior = [.. found.Posterior], rest = [.. found.Scores];
            double[] At(int k, double step) => risk.Gradient(posterior, [.. rest.Select((score, j) => score + (j == k ? step : 0))]);
            var columns = Enumerable.Range(0, rest.Length)
                .Select(k => At(k, 1e-5).Zip(At(k, -1e-5), (above, below) => (above - below) / 2e-5)).ToList();
            var values = Matrix<double>.Build.DenseOfColumns(columns).Evd().EigenValues;
            var size = values.Max(value => value.Magnitude);
            Assert.All(values, value =>
                Assert.True(value.Real > -1e-4 * size, $"{found.Goal} at ({string.Join(", ", posterior)}): {value}"));
        }
    }

    [Fact]
    public void A_loss_that_is_0_at_equal_scores_has_a_limit_there()
    {
        var last = Compiler.Calibration.Decide(Loss(Use("LogitMargin"), Use("LogitPenalty", Number("Coefficient", 0.1))), default).Last;
        Assert.Equal((VerdictKind.Violated, Failure.Tie), (last.Accuracy.Kind, last.Accuracy.Counterexample!.Failure));
        Assert.Contains("no limit", Compiler.Calibration.Decide(Loss(Use("ZLoss")), default).Last.Accuracy.Note, StringComparison.Ordinal);
    }

    /// <summary>Where the prior's own slopes lead, those of cross-entropy hardly change any more.</summary>
    [Theory]
    [InlineData(0.8, 1e-4)]
    [InlineData(0.8, 1e-6)]
    [InlineData(0.2, 1e-6)]
    [InlineData(0.2, 1e-8)]
    [InlineData(0.99, 1e-8)]
    public void A_small_penalty_does_not_set_the_unit_of_scores(double frequent, double penalty)
    {
        var population = PopulationOf(Penalised(penalty));
        Assert.Equal(1, ScoreUnit.Of(population.Under([frequent, 1 - frequent])));
        Assert.Equal(1, ScoreUnit.Of(population.Under([frequent, (1 - frequent) / 2, (1 - frequent) / 2])));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    public void A_penalty_too_small_to_move_a_decision_leaves_balanced_accuracy(double penalty)
    {
        var last = Compiler.Calibration.Decide(Penalised(penalty), default).Last;
        Assert.Equal(VerdictKind.HoldsNumerically, last.Balanced.Kind);
        Assert.Equal((VerdictKind.Violated, Failure.WrongClass), (last.Accuracy.Kind, last.Accuracy.Counterexample!.Failure));
        Assert.All([last.Accuracy.Counterexample, last.Probabilities.Counterexample!], DecidesAsTold);
    }

    [Fact]
    public void Scores_shown_decide_as_told()
    {
        Declaration[] declarations =
        [
            Loss(Use("CrossEntropy")), Loss(Use("CrossEntropy"), Use("InverseFrequency")), Penalised(0.1), Penalised(1e-4),
            Loss(Use("LogitMargin"), Use("LogitPenalty", Number("Coefficient", 0.1))), Loss(Use("MulticlassHinge")),
            Loss(Use("CrossEntropy"), Use("Scale", Number("Value", 1e6))), Loss(Use("CrossEntropy"), Use("Scale", Number("Value", 1e-6))),
            Loss(Softmax(10, "Accuracy"), Use("CrossEntropy"), Use("LogitAdjustment")), Loss(Use("Brier"), Use("Seesaw", Number("Q", 2))),
        ];
        var found = declarations.Select(declaration => Compiler.Calibration.Decide(declaration, default).Last)
            .SelectMany(last => new[] { last.Accuracy.Counterexample, last.Balanced.Counterexample }).OfType<Counterexample>().ToList();
        Assert.Contains(found, one => one.Failure == Failure.Tie);
        Assert.Contains(found, one => one.Failure == Failure.WrongClass);
        Assert.All(found, DecidesAsTold);
    }

    /// <summary>In units of millions of logits the scores of every minimiser are as good as equal.</summary>
    [Theory]
    [InlineData(2097152)]
    [InlineData(1e9)]
    public void Scores_near_in_units_that_are_too_large_are_no_tie(double unit)
    {
        double[] prior = [0.8, 0.2];
        var program = PopulationOf(Loss(Use("CrossEntropy"))).Under(prior);
        var minimiser = new RiskMinimiser(program, unit, double.PositiveInfinity, () => int.MaxValue, default);
        var stage = new NumericStage(minimiser, unit, prior, logits => logits);
        Assert.Null(stage.Verify([0.04, 0.96], Compiler.Goal.Accuracy));
        Assert.Null(stage.Try([0.04, 0.96], Compiler.Goal.Accuracy));
        // P(y|x) = 0.6 of the frequent class: it wins for accuracy, and loses for balanced accuracy.
        var found = stage.Try([0.6, 0.4], Compiler.Goal.BalancedAccuracy);
        Assert.Equal(Failure.WrongClass, found!.Failure);
        DecidesAsTold(found);
    }

    private static Declaration Penalised(double penalty)
        => Loss(Use("CrossEntropy"), Use("LogitPenalty", Number("Coefficient", penalty)), Use("LogitAdjustment"));

    private static Population PopulationOf(Declaration declaration)
    {
        var lowered = new Vanish().Run(LossCompilation.Of(declaration).Trained(LossForm.Labels), default);
        return new Population(LossModel.Of(declaration), lowered, Pipeline.Differentiated(lowered), 0);
    }

    private static void DecidesAsTold(Counterexample by)
    {
        double[] scores = [.. by.Scores];
        var largest = scores.Max();
        Assert.Equal(largest, scores[by.Predicted]);
        if (by.Goal == Compiler.Goal.Probabilities)
            return;
        Assert.NotEqual(by.Bayes, by.Predicted);
        var isTied = scores[by.Bayes] == largest;
        Assert.True(by.Failure switch { Failure.WrongClass => !isTied, Failure.Tie => isTied, _ => true }, by.ToString());
    }

    [Fact]
    public void Counterexamples_of_fewer_classes_say_so()
    {
        var judgement = Advisor.Judge(Loss(Softmax(50, "Accuracy"), Use("CrossEntropy"), Use("Softcap", Number("Cap", 1))), default);
        Assert.Contains(judgement.Problems,
            problem => problem.Arguments.Any(argument =>
                argument.StartsWith("with three classes in the place of 50, at ", StringComparison.Ordinal)));
        var three = Advisor.Judge(Loss(Softmax(3, "Accuracy"), Use("CrossEntropy"), Use("Softcap", Number("Cap", 1))), default);
        Assert.DoesNotContain(three.Problems,
            problem => problem.Arguments.Any(argument => argument.Contains("in the place of", StringComparison.Ordinal)));
    }

    /// <summary>
    /// Of bounded scores the more classes there are, the less of a probability reaches one: the regret is that of the declared number.
    /// Two classes of cross-entropy of scores in [−s, s] tie where the second has more than 1/(2 + (C − 2) e^(−2s)).
    /// </summary>
    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 0.5)]
    [InlineData(5, 0.5)]
    public void The_regret_of_bounded_scores_is_that_of_all_classes(int classes, double cap)
    {
        var declaration = Loss(Softmax(classes, "Accuracy"), Use("CrossEntropy"), Use("Softcap", Number("Cap", cap)));
        var found = Compiler.Calibration.Decide(declaration, default).Last.Accuracy.Counterexample!;
        var three = Compiler.Calibration.Decide(Loss(Softmax(3, "Accuracy"), Use("CrossEntropy"), Use("Softcap", Number("Cap", cap))),
            default).Last.Accuracy.Counterexample!;
        Assert.Equal(classes, found.Posterior.Count);
        Assert.True(found.Regret > three.Regret + 0.05, $"{found.Regret} {three.Regret}");
        Assert.Equal(found.Regret, found.Posterior[found.Bayes] - found.Posterior[found.Predicted], 1e-12);
        var tie = 1 / (2 + ((classes - 2) * Math.Exp(-2 * cap)));
        Assert.InRange(found.Posterior[found.Predicted], tie, 0.5);
        // A grid of shares: no more than a step below the largest regret, at what is left beside the tie.
        Assert.InRange(found.Regret, 1 - (2 * tie) - 0.1, 1 - (2 * tie));
    }

    /// <summary>What a rule leaves open is no certain no to who hovers.</summary>
    [Fact]
    public void Hover_and_rule_agree_on_cosines()
    {
        var declaration = Loss(Softmax(10, "Accuracy"), Use("CrossEntropy"), Use("AngularMargin", Number("Margin", 1.5)),
            Use("Scale", Number("Value", 30)));
        var judgement = Advisor.Judge(declaration, default);
        Assert.Contains(judgement.Problems, problem => problem.Rule.Id == "LDSL103");
        var lines = VerdictText.Lines(judgement, LossLink.Of(declaration, judgement.Report, default), null);
        Assert.Contains(lines, line => line.StartsWith("  accuracy: not known: the scores are cosines", StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_without_link_shows_two_posteriors_that_share_a_minimiser()
    {
        var judgement = Advisor.Judge(Loss(Softmax(3, "Probabilities"), Use("GeneralizedCrossEntropy", Number("Q", 1))), default);
        Assert.Contains("P(y|x) = (0.95, 0.025, 0.025) and (0.9, 0.05, 0.05) both give p = (1, 0, 0)",
            judgement.Problems.Single().Arguments[1], StringComparison.Ordinal);
    }

    /// <summary>
    /// What is told of a loss whose terms stand in the way of an adjustment is one posterior, with what it predicts there and
    /// what is right.
    /// </summary>
    [Theory]
    [InlineData("LDSL203", "which predicts class ", "CrossEntropy", "Focal", "LogitAdjustment")]
    [InlineData("LDSL104", "and does not at p = ", "PolyLoss -2.5")]
    [InlineData("LDSL105", "gives no class a probability above about 0.67, even where P(y|x) = 1", "PolyLoss -1.5")]
    public void Messages_say_what_happens(string rule, string words, params string[] attributes)
    {
        AttributeUse[] uses = [.. attributes.Select(attribute => attribute.Split(' ') is [var name, var value]
            ? Use(name, Number("Epsilons", double.Parse(value, System.Globalization.CultureInfo.InvariantCulture))) : Use(attribute))];
        Assert.Contains(Advisor.Judge(Loss(uses), default).Problems, problem => problem.Rule.Id == rule
            && problem.Message.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Neither more priors than one nor the flow of a stopped gradient takes more than is allowed in all.</summary>
    [Fact]
    public void The_budget_is_one_for_all_priors()
    {
        foreach (var uses in new AttributeUse[][] { [Use("Brier"), Use("Seesaw", Number("Q", 4))], [Use("Unhinged")], [Use("ZLoss")] })
            Assert.True(Compiler.Calibration.Decide(Loss(uses), default).Evaluations <= Compiler.Calibration.Budget);
        Assert.InRange(Compiler.Calibration.Decide(Loss(Use("Brier"), Use("Seesaw", Number("Q", 4))), default).Evaluations, 1, 100_000);
    }

    private static AttributeUse Softmax(int classes, string goal)
        => Use("Loss", new Argument("Head", Choice: "Softmax"),
            new Argument("Classes", Integer: classes, Numbers: new double[] { classes }.ToEquatable()), new Argument("For", Choice: goal));
}
