using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>Losses on scores, margins and regularisers of scores, on the evaluator of the IR.</summary>
public class ScoreLossTests
{
    private static readonly Dictionary<string, AttributeUse[]> Losses = new()
    {
        ["square"] = [Use("SquareLoss", Number("Kappa", 3), Number("M", 2))],
        ["smoothed square"] = [Use("SquareLoss", Number("Kappa", 3), Number("M", 2)), Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["squentropy"] = [Use("Squentropy", Number("Coefficient", 0.7)), Use("ClassWeights")],
        ["smoothed squentropy"] = [Use("Squentropy"), Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["Crammer and Singer"] = [Use("MulticlassHinge", Number("Margin", 0.8))],
        ["Weston and Watkins"] = [Use("MulticlassHinge", Choice("Form", "WestonWatkins"), Number("Margin", 1.45), Number("Power", 2))],
        ["one versus all"] = [Use("MulticlassHinge", Choice("Form", "OneVersusAll"), Number("Power", 2)), Use("ClassWeights")],
        ["margin"] = [Use("LogitMargin")],
        ["LDR-KL"] = [Use("LabelDistributionallyRobust", Number("Lambda", 0.3)), Use("NormalisedScores", Choice("By", "SoftplusMean"))],
        ["Z-loss"] = [Use("ZLoss", Number("A", 2), Number("B", 1.5)), Use("Focal", Number("Gamma", 1.5))],
        ["number tokens"] = [Use("NumberTokenLoss"), Use("NumberTokensOnly")],
        ["squared number tokens"] = [Use("NumberTokenLoss", Choice("Distance", "Squared"))],
        ["softcap"] = [Use("Softcap", Number("Cap", 3)), Use("CrossEntropy"), Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["normalised"] = [Use("NormalisedScores"), Use("CrossEntropy"), Use("Scale", Number("Value", 4))],
        ["additive margin"] =
            [Use("AdditiveMargin", Number("Margin", 0.4)), Use("CrossEntropy"), Use("Focal", Number("Gamma", 1)),
                Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["LDAM"] = [Use("LabelDistributionMargin"), Use("Scale", Number("Value", 5)), Use("CrossEntropy")],
        ["vector scaling"] = [Use("ClassDependentTemperature"), Use("LogitAdjustment"), Use("CrossEntropy")],
        ["seesaw"] = [Use("Seesaw"), Use("CrossEntropy"), Use("LogSumExpPenalty", Number("Coefficient", 0.1), Choice("On", "Raw"))],
        ["logit penalty"] = [Use("CrossEntropy"), Use("LogitPenalty", Number("Coefficient", 0.2)), Use("Temperature", Number("Value", 2))],
        ["class temperatures"] = [Use("ClassTemperatures"), Use("CrossEntropy"), Use("Focal", Number("Gamma", 1))],
        ["Taylor"] = [Use("TaylorSoftmax"), Use("CrossEntropy"), Use("LabelSmoothing", Number("Alpha", 0.1)),
            Use("LogSumExpPenalty", Number("Coefficient", 0.1))],
        ["adjusted Taylor"] = [Use("Temperature", Number("Value", 0.5)), Use("TaylorSoftmax"), Use("LogitAdjustment"), Use("CrossEntropy")],
        ["softmax equalisation"] =
            [Use("SoftmaxEqualization", Number("Threshold", 0.01)), Use("CrossEntropy"), Use("Focal", Number("Gamma", 1))],
        ["unhinged"] = [Use("Unhinged"), Use("ClassWeights"), Use("LabelSmoothing", Number("Alpha", 0.1))],
        ["difference of logits ratio"] = [Use("DifferenceOfLogitsRatio")],
        ["large margin in softmax"] = [Use("CrossEntropy"), Use("LargeMarginInSoftmax", Number("Coefficient", 0.5))],
    };

    private static readonly double[] Logits = [0.7, -1.3, 2.1, 0.2];
    private static readonly double[] Counts = [500, 40, 8, 120];

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_keeps_the_value_and_the_gradient_is_the_slope(string name)
    {
        foreach (var form in LossModel.Of(Loss(Losses[name])).TargetKinds)
        {
            var lowered = LossCompilation.Of(Loss(Losses[name])).Lowered(form);
            for (var label = 0; label < Logits.Length; label++)
            {
                var here = Evaluate(lowered, Logits, label);
                var slopes = Enumerable.Range(0, Logits.Length).Select(k => Slope(lowered, here, label, k)).ToArray();
                foreach (var (pass, loss) in Pipeline.Run(lowered))
                {
                    var after = Evaluate(loss, Logits, label);
                    Assert.Equal(Total(here), Total(after), 1e-12);
                    for (var k = 0; k < Logits.Length && loss.Gradient >= 0; k++)
                        Assert.True(Math.Abs(slopes[k] - after.Gradient()[k]) <= 1e-7,
                            $"{pass}, label {label}, class {k}: slope {slopes[k]}, gradient {after.Gradient()[k]}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Far_out_everything_is_finite(string name)
    {
        var loss = Compiled(Loss(Losses[name]));
        foreach (var size in new[] { 50.0, 300, 800 })
        {
            for (var label = 0; label < Logits.Length; label++)
            {
                var far = Evaluate(loss, [size, -size, 0, -size], label);
                Assert.All(far.Gradient().Append(Total(far)),
                    entry => Assert.True(double.IsFinite(entry), $"{size}, label {label}: {entry}"));
            }
        }
    }

    /// <summary>A masked class, whatever its logit, is as good as absent. It is neither the rarest nor the most frequent.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_masked_class_is_as_good_as_absent(string name)
    {
        var masked = Compiled(Loss([.. Losses[name], Use("ClassMask")]));
        var without = Compiled(Loss(Losses[name]));
        for (var label = 0; label < 3; label++)
        {
            var expected = Evaluate(without, Logits[..3], label);
            var actual = Evaluate(masked, [.. Logits[..3], 5], label, [1, 1, 1, 0]);
            Assert.Equal(Total(expected), Total(actual), 1e-13);
            for (var k = 0; k < 3; k++)
                Assert.Equal(expected.Gradient()[k], actual.Gradient()[k], 1e-13);
            Assert.Equal(0, actual.Gradient()[3]);
        }
    }

    [Theory]
    [InlineData("square")]
    [InlineData("smoothed square")]
    [InlineData("squentropy")]
    [InlineData("smoothed squentropy")]
    [InlineData("Z-loss")]
    public void One_hot_targets_equal_labels(string name)
    {
        var labels = Evaluate(Compiled(Loss(Losses[name])), Logits, 1);
        var numbers = Evaluate(Pipeline.Run(LossCompilation.Of(Loss(Losses[name])).Lowered(LossForm.Numbers)).Last().Loss, Logits, -1,
            targets: [0, 1, 0, 0]);
        Assert.Equal(Total(labels), Total(numbers), 1e-13);
        for (var k = 0; k < Logits.Length; k++)
            Assert.Equal(labels.Gradient()[k], numbers.Gradient()[k], 1e-13);
    }

    [Fact]
    public void Losses_without_a_golden_vector_in_closed_form()
    {
        double[] z = [0.7, -1.3, 2.1, 0.2];
        Assert.Equal(((3 * (0.7 - 2) * (0.7 - 2)) + (1.3 * 1.3) + (2.1 * 2.1) + (0.2 * 0.2)) / 4, Value("square", 0), 1e-14);
        Assert.Equal(2.1 - 0.7, Value("margin", 0), 1e-14);
        Assert.Equal(0.7 - 2.1, Value("margin", 2), 1e-14);
        // One versus all, squared, weighted by 0.5: the label at 0.7, the others at −1.3, 2.1 and 0.2.
        Assert.Equal(0.5 * ((0.3 * 0.3) + (3.1 * 3.1) + (1.2 * 1.2)), Value("one versus all", 0), 1e-14);
        var deviation = Math.Sqrt(z.Average(x => (x - z.Average()) * (x - z.Average())));
        var p = Math.Exp(0.7) / z.Sum(Math.Exp);
        Assert.Equal(Math.Pow(1 - p, 1.5) * Math.Log(1 + Math.Exp(2 * (1.5 - ((0.7 - z.Average()) / deviation)))) / 2, Value("Z-loss", 0),
            1e-14);
        var normalised = Array.ConvertAll(z, x => 4 * x / (z.Sum(Math.Abs) / 4));
        Assert.Equal(Math.Log(normalised.Sum(Math.Exp)) - normalised[0], Value("normalised", 0), 1e-14);
        var penalised = new IrEvaluator(Compiled(Loss(Losses["logit penalty"])), Inputs(Logits, 0, null, null, 2));
        Assert.Equal(0.1 * z.Sum(x => x * x / 4), penalised.Component(1), 1e-14);
        Assert.Equal((2.1 - 0.7) / (2.1 - 0.2), Value("difference of logits ratio", 0), 1e-11);
        Assert.Equal((0.7 - 2.1) / (2.1 - 0.2), Value("difference of logits ratio", 2), 1e-11);
        Assert.Equal((2.1 + 1.3) / (2.1 - 0.2), Value("difference of logits ratio", 1), 1e-11);
        // Class 3 is rare and counts at its own label only, as class 1 does.
        Assert.Equal(CrossEntropy([0.7, 2.1], 0) * (1 - Math.Exp(-CrossEntropy([0.7, 2.1], 0))), Value("softmax equalisation", 0), 1e-14);
        Assert.Equal(CrossEntropy([0.7, 2.1, 0.2], 2) * (1 - Math.Exp(-CrossEntropy([0.7, 2.1, 0.2], 2))), Value("softmax equalisation", 3),
            1e-14);
        var cool = CrossEntropy([0.7 / 0.5, -1.3 / 2, 2.1 / 3, 0.2], 1);
        Assert.Equal(cool * (1 - Math.Exp(-cool)), Value("class temperatures", 1), 1e-14);
        // Weight 3 of class 3; smoothing adds a tenth of the mean of the losses of all labels, which is 1.
        Assert.Equal(3 * ((0.9 * (1 - (0.2 - z.Average()))) + 0.1), Value("unhinged", 3), 1e-14);
    }

    [Fact]
    public void A_Taylor_softmax_divides_the_series_by_their_sum()
    {
        static double Series(double z) => 1 + z + (z * z / 2);

        double[] z = [0.7, -1.3, 2.1, 0.2];
        double[] p = [.. z.Select(x => Series(x) / z.Sum(Series))];
        var loss = new IrEvaluator(Compiled(Loss(Losses["Taylor"])), Inputs(Logits, 1, null, null, 2));
        Assert.Equal((0.9 * -Math.Log(p[1])) - (0.025 * p.Sum(Math.Log)), loss.Component(0), 1e-14);
        Assert.Equal(0.1 * Math.Pow(Math.Log(z.Sum(Series)), 2), loss.Component(1), 1e-14);
        double[] adjusted = [.. z.Select((x, k) => Counts[k] / Counts.Sum() * Series(x / 0.5))];
        Assert.Equal(-Math.Log(adjusted[3] / adjusted.Sum()), Value("adjusted Taylor", 3), 1e-14);
    }

    /// <summary>A score of −∞ masks a class, although the series of −∞ is +∞.</summary>
    [Fact]
    public void Under_a_Taylor_softmax_minus_infinity_masks_a_class()
    {
        AttributeUse[] uses = [Use("TaylorSoftmax"), Use("CrossEntropy")];
        var expected = Evaluate(Compiled(Loss(uses)), Logits[..3], 0);
        var actual = Evaluate(Compiled(Loss(uses)), [.. Logits[..3], double.NegativeInfinity], 0);
        Assert.Equal(Total(expected), Total(actual), 1e-14);
        Assert.Equal([.. expected.Gradient(), 0], actual.Gradient());
    }

    /// <summary>Of equal scores each counts, so that the third may be equal to the first.</summary>
    [Theory]
    [InlineData(new[] { 3.0, 3, 1, 0 }, 3, 3 / 2.0)]
    [InlineData(new[] { 3.0, 1, 1, 0 }, 3, 3 / 2.0)]
    [InlineData(new[] { 3.0, 2, 1, 1 }, 3, 2 / 2.0)]
    [InlineData(new[] { 3.0, 2, 1, double.NegativeInfinity }, 2, 2 / 2.0)]
    public void The_ratio_of_differences_counts_equal_scores(double[] z, int label, double expected)
    {
        var ratio = Evaluate(Compiled(Loss(Losses["difference of logits ratio"])), z, label);
        Assert.Equal(expected, Total(ratio), 1e-11);
        Assert.All(ratio.Gradient(), slope => Assert.True(double.IsFinite(slope)));
        var equal = Evaluate(Compiled(Loss(Use("DifferenceOfLogitsRatio", Number("Epsilon", 0.25)))), [3, 3, 3, 2], 3);
        Assert.Equal(1 / 0.25, Total(equal), 1e-14);
    }

    [Theory]
    [InlineData("Linear", 0.3)]
    [InlineData("Linear", -0.95)]
    [InlineData("Easy", 0.3)]
    [InlineData("Easy", -0.2)]
    [InlineData("Unchanged", -0.95)]
    public void An_angular_margin_beyond_its_range(string beyond, double cosine)
    {
        var loss = Compiled(Loss(Use("AngularMargin", Number("Margin", 0.5), Choice("Beyond", beyond)), Use("LogitMargin")));
        var rotated = Math.Cos(Math.Acos(cosine) + 0.5);
        var expected = beyond switch
        {
            "Linear" => cosine > -Math.Cos(0.5) ? rotated : cosine - (0.5 * Math.Sin(0.5)),
            "Easy" => cosine > 0 ? rotated : cosine,
            _ => rotated,
        };
        Assert.Equal(0.6 - expected, Total(Evaluate(loss, [cosine, 0.6, 0.1, 0.1], 0)), 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(1.0000001)]
    public void At_the_end_of_its_range_an_angular_margin_has_a_finite_slope(double cosine)
    {
        var loss = Compiled(Loss(Use("AngularMargin"), Use("Scale", Number("Value", 64)), Use("CrossEntropy")));
        Assert.All(Evaluate(loss, [cosine, 0.6, 0.1, 0.1], 0).Gradient(), entry => Assert.True(double.IsFinite(entry)));
    }

    [Fact]
    public void Equal_scores_have_a_finite_Z_loss_and_stay_equal_when_normalised()
    {
        foreach (var name in new[] { "Z-loss", "normalised" })
        {
            var equal = Evaluate(Compiled(Loss(Losses[name])), [0, 0, 0, 0], 1);
            Assert.All(equal.Gradient().Append(Total(equal)), entry => Assert.True(double.IsFinite(entry)));
        }
    }

    private static double CrossEntropy(double[] scores, int label) => Math.Log(scores.Sum(Math.Exp)) - scores[label];

    private static Argument Choice(string name, string choice) => new(name, Choice: choice);

    private static double Value(string name, int label) => Total(Evaluate(Compiled(Loss(Losses[name])), Logits, label));

    private static double Total(Evaluation of) => Enumerable.Range(0, of.Components).Sum(of.Row.Component);

    private static Evaluation Evaluate(LossIr loss, double[] logits, int label, double[]? mask = null, double[]? targets = null,
        IrEvaluator? stopped = null)
        => new(new IrEvaluator(loss, Inputs(logits, label, mask, targets ?? [0.2, 0, 0.7, 0.1], loss.Components.Count), stopped),
            loss.Components.Count);

    private static RowInputs Inputs(double[] logits, int label, double[]? mask, double[]? targets, int components)
    {
        double[] PerClass(params double[] numbers) => numbers[..logits.Length];

        var inputs = new Dictionary<string, double[]>();
        if (mask is not null)
            inputs.Add(InputTable.ClassMask, mask);
        if (targets is not null)
            inputs.Add(InputTable.Targets, targets);
        return new(
            logits,
            label,
            [.. Enumerable.Repeat(1.0, components)],
            new Dictionary<string, double[]>
            {
                ["weights"] = PerClass(0.5, 2, 1, 3),
                ["counts"] = PerClass(Counts),
                ["values"] = PerClass(2, double.NaN, 5, 9),
                ["temperatures"] = PerClass(0.5, 2, 3, 1),
                ["frequencies"] = PerClass(0.3, 0.004, 0.6, 0.001)
            },
            new Dictionary<string, double>())
        {
            Inputs = inputs,
        };
    }

    private static double Slope(LossIr lowered, Evaluation here, int label, int k)
    {
        double At(double shift)
        {
            var moved = (double[])Logits.Clone();
            moved[k] += shift;
            return Total(Evaluate(lowered, moved, label, stopped: here.Row));
        }

        const double Step = 1e-4;
        return ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
    }

    private sealed record Evaluation(IrEvaluator Row, int Components)
    {
        public double[] Gradient() => Row.Gradient();
    }
}
