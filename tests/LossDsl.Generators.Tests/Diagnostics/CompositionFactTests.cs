using System;
using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What messages and notes of compositions say is so, by a minimiser that knows nothing of closed forms.</summary>
public class CompositionFactTests
{
    [Theory]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", "[CrossEntropy] [InverseFrequency] [LogitAdjustment]", "P(y|x)/π_y^2")]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", "[CrossEntropy] [InverseFrequency(Power = 0.5)]", "P(y|x)/π_y^0.5")]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", "[GeneralizedCrossEntropy(Q = 0.7)] [InverseFrequency(Power = 0.5)] [LogitAdjustment]",
        "P(y|x)/π_y^0.8")]
    [InlineData("Counts = new[] { 5000, 60, 7 }", "[CrossEntropy] [EffectiveNumber(0.999)] [LogitAdjustment]",
        "P(y|x) r_y with r ∝ (1, 1421, 101659) for class counts (5000, 60, 7)")]
    public void The_criterion_decides(string prior, string attributes, string criterion)
    {
        var declaration = Loss(prior, attributes);
        var correction = PriorCorrection.Of(declaration)!;
        Assert.Equal(criterion, correction.Criterion);
        Assert.Contains($"In the population limit it predicts argmax {criterion}.", LossCompiler.Judge(declaration, default).Notes);
        var ties = correction.All[0];
        foreach (var (i, j) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            foreach (var lead in new[] { 1.05, 1 / 1.05 })
            {
                // Two classes whose criteria are five per cent apart, and one far behind.
                double[] t = [0.2, 0.2, 0.2];
                (t[i], t[j]) = (lead, 1);
                double[] posterior = [.. t.Select((value, k) => value / ties.Factors[k])];
                var scores = Minimise(declaration, ties, Normalised(posterior));
                Assert.Equal(lead > 1 ? i : j, Array.IndexOf(scores, scores.Max()));
            }
        }
    }

    /// <summary>Three classes that stand for many, or in another order, are named.</summary>
    [Theory]
    [InlineData("100, 5000, 60, 7, 30", "(5000, 60, 7) of classes 1, 2, 3")]
    [InlineData("7, 5000, 60", "(5000, 60, 7) of classes 1, 2, 0")]
    [InlineData("5000, 60, 7", "(5000, 60, 7)")]
    public void Classes_of_counts_are_named(string counts, string says)
        => Assert.EndsWith($" for class counts {says}",
            PriorCorrection.Of(Loss($"Counts = new[] {{ {counts} }}",
                "[CrossEntropy] [EffectiveNumber(0.999)] [LogitAdjustment]"))!.Criterion,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Counts = new[] { 100, 5000, 60, 7, 30 }", " of classes 1, 2, 3")]
    [InlineData("Prior = new[] { 0.1, 0.5, 0.2, 0.05, 0.15 }", " of classes 1, 4, 3")]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", "(0.7, 0.2, 0.1)")]
    public void Classes_of_shares_are_named(string argument, string says)
    {
        var problem = Assert.Single(
            LossCompiler.Judge(Loss(argument, "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]"), default).Problems);
        Assert.Equal(CompositionRules.AdjustedLink, problem.Rule);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.00002", "P(y|x)")]
    [InlineData("1.00002", "P(y|x)/π_y")]
    [InlineData("0.01", "P(y|x)/π_y^0.01")]
    public void Exponents_of_next_to_nothing_are_not_told(string tau, string criterion)
        => Assert.Equal(criterion, PriorCorrection.Of(Loss("Classes = 3", $"[CrossEntropy] [LogitAdjustment({tau})]"))!.Criterion);

    [Theory]
    [InlineData("Classes = 3", "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]")]
    [InlineData("Classes = 3", "[PolyLoss(1)] [LogitAdjustment]")]
    [InlineData("Classes = 2", "[CrossEntropy] [LabelDistributionMargin]")]
    public void Classes_tie_where_it_is_said(string classes, string attributes)
    {
        var declaration = Loss(classes, attributes);
        var ties = PriorCorrection.Of(declaration)!.All[0];
        foreach (var share in new[] { 0.3, 0.9, 1 }.Where(share => ties.Prior.Length > 2 == share < 1))
        {
            var (ratio, posterior) = ties.Scan.Tie(0, 1, share);
            Assert.Equal(ratio, posterior[0] / posterior[1], 9);
            var scores = Minimise(declaration, ties, posterior);
            Assert.Equal(scores[0], scores[1], 1e-3);
        }
    }

    [Theory]
    [InlineData("Classes = 3", "[CrossEntropy] [LogitAdjustment]", true)]
    [InlineData("Classes = 3", "[GeneralizedCrossEntropy(Q = 0.7)] [LogitAdjustment]", true)]
    [InlineData("Classes = 3", "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]", false)]
    [InlineData("Classes = 2", "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]", false)]
    [InlineData("Classes = 2", "[PolyLoss(1)]", false)]
    public void Powers_are_known_as_such(string classes, string attributes, bool isPower)
        => Assert.Equal(isPower, PriorCorrection.Of(Loss(classes, attributes))!.HasPowerLink);

    /// <summary>How much an example counts, −φ' p, against 1 under cross-entropy, between p = 1/2 and p = 1.</summary>
    [Theory]
    [InlineData("[EncouragingLoss]", true)]
    [InlineData("[EncouragingLoss(LogEnd = 0)]", true)]
    [InlineData("[EncouragingLoss(LogEnd = 0.99)]", true)]
    [InlineData("[CrossEntropy] [Focal(Gamma = 0.1)]", false)]
    [InlineData("[CrossEntropy] [Focal(Gamma = 4)]", false)]
    [InlineData("[PolyLoss(-1)]", false)]
    public void Bonus_and_focal_factor_are_opposed_and_negative_coefficients_are_not(string attributes, bool rises)
    {
        var scan = PriorCorrection.Of(Loss("Classes = 2", attributes))!.All[0].Scan;
        double[] counts = [.. Enumerable.Range(0, 49).Select(i => 0.5 + (i * 0.01)).Select(p => -scan.Slopes(p)[0] * p)];
        Assert.All(counts.Zip(counts.Skip(1)), pair => Assert.Equal(rises, pair.Second > pair.First));
    }

    [Theory]
    [InlineData("[EncouragingLoss(LogEnd = 0)] [Focal(Gamma = 0.1)]")]
    [InlineData("[EncouragingLoss] [Focal(Gamma = 2)]")]
    [InlineData("[CrossEntropy] [EncouragingLoss(LogEnd = 0.99, Coefficient = 0.5)] [Focal(Gamma = 4)]")]
    public void Together_they_rise_towards_certainty(string attributes)
    {
        var scan = PriorCorrection.Of(Loss("Classes = 2", attributes))!.All[0].Scan;
        Assert.True(scan.Slopes(0.5)[0] < 0 && scan.Slopes(1 - 1e-6)[0] > 0);
    }

    [Theory]
    [InlineData("Counts = new[] { 5000, 60, 7 }", "[InverseFrequency(FromEpoch = 160)]", "mean 3,")]
    [InlineData("Prior = new[] { 0.7, 0.3 }", "[InverseFrequency(Power = 2, FromEpoch = 160)]", "mean 4.76,")]
    [InlineData("Classes = 5", "[InverseFrequency(FromEpoch = 160)]", "mean 5,")]
    [InlineData("For = Goal.None", "[InverseFrequency(FromEpoch = 160)]", "mean C, the number of classes,")]
    public void The_jump_is_the_mean_weight(string argument, string weights, string says)
        => Assert.Contains(LossCompiler.Judge(Loss(argument, "[CrossEntropy] [Mean(Per.Valid)] " + weights), default).Problems,
            problem => problem.Rule == CompositionRules.ScaleJump && problem.Message.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("[CrossEntropy] [LabelDistributionMargin] [Scale(30)]", "does not correct the prior")]
    [InlineData("[CrossEntropy] [AdditiveMargin(0.3)] [Scale(30)] [LabelSmoothing(0.1)]", "its mass is beside the margin")]
    [InlineData("[CrossEntropy] [HardestExamples(Fraction = 0.5)]", "selects rows by what else is in the batch")]
    [InlineData("[CrossEntropy] [Focal(Gamma = 2, Gradient = Gradient.Stop)]", "is descent on no loss")]
    public void Notes(string attributes, string says)
        => Assert.Contains(says, Assert.Single(CompositionAdvice.Notes(Judged(attributes))), StringComparison.Ordinal);

    [Theory]
    [InlineData("[CrossEntropy]")]
    [InlineData("[CrossEntropy] [Focal(Gamma = 2)] [LabelSmoothing(0.1)]")]
    [InlineData("[CrossEntropy] [EffectiveNumber(0.999)]")]
    [InlineData("[CrossEntropy] [Focal(Gamma = 2)] [LabelDistributionMargin] [Scale(30)]")]
    public void Nothing_to_note(string attributes) => Assert.Empty(CompositionAdvice.Notes(Judged(attributes)));

    private static Judged Judged(string attributes)
    {
        var declaration = Loss("Classes = 3", attributes);
        return new Judged(declaration, Compiler.Calibration.Decide(declaration, default));
    }

    private static Declaration Loss(string argument, string attributes)
        => Read.Class($"[Loss(Head.Softmax, {argument})] {attributes} partial class X;")!;

    private static double[] Normalised(double[] values) => [.. values.Select(value => value / values.Sum())];

    /// <summary>The scores of the least risk, by descents from several starts on the lowered loss itself.</summary>
    private static double[] Minimise(Declaration declaration, Ties ties, double[] posterior)
    {
        var lowered = new Vanish().Run(LossCompilation.Of(declaration).Lowered(LossForm.Labels));
        var differentiated = Pipeline.Differentiated(lowered);
        var program = new Population(LossModel.Of(declaration), lowered, differentiated, 1).Under(ties.Prior);
        var minimiser = new RiskMinimiser(program, 1, double.PositiveInfinity, () => 1_000_000, default);
        var best = (Risk: double.PositiveInfinity, Scores: Array.Empty<double>());
        for (var start = 0; start < 6; start++)
        {
            double[] scores = [.. posterior.Select((_, k) => k == posterior.Length - 1 ? 0 : 3 * Math.Sin((start * 1.7) + (k * 2.3)))];
            var risk = minimiser.Descend(posterior, scores, 1e-3);
            if (risk < best.Risk)
                best = (risk, scores);
        }

        return best.Scores;
    }
}
