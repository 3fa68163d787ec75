using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>Terms, weights and targets of binary heads in closed form, on the evaluator of the IR.</summary>
public class BinaryLossTests
{
    private const int Label = 2;

    private static readonly double[] Logits = [0.7, -1.3, 2.1, 0.2];
    private static readonly double[] Soft = [0.25, 0, 0.75, 1];
    private static readonly double[] Hard = [1, 0, 0, 1];
    private static readonly double[] P = Array.ConvertAll(Logits, z => 1 / (1 + Math.Exp(-z)));

    private static readonly Dictionary<string, double[]> ClassInputs = new()
    {
        ["counts"] = [40, 30, 20, 10],
        ["weights"] = [0.5, 2, 1, 3],
        ["positiveWeights"] = [4, 3, 2, 1],
        ["frequencies"] = [0.1, 0.001, 0.5, 0.002],
        ["gradientRatios"] = [0, 0.8, 1, 1e6],
    };

    [Theory]
    [InlineData("Absolute")]
    [InlineData("Expected")]
    public void Quality_focal_takes_either_error(string error)
    {
        var value = Value([Head("Sigmoid"), Use("QualityFocal", Number("Beta", 1.5), new Argument("Error", Choice: error))], Soft);
        Assert.Equal(Sum(k =>
            Math.Pow(error == "Absolute" ? Math.Abs(Soft[k] - P[k]) : (Soft[k] * (1 - P[k])) + ((1 - Soft[k]) * P[k]),
                1.5) * CrossEntropy(Soft[k], P[k])), value, 1e-13);
    }

    [Fact]
    public void Weights_of_outcomes_weigh_terms_with_a_form_of_their_own()
    {
        AttributeUse[] weights = [Use("AlphaBalance", Number("Alpha", 0.3)), Use("PositiveWeights")];
        var focal = Value([Head("Sigmoid"), Use("CrossEntropy"), Use("Focal"), .. weights], Hard);
        Assert.Equal(focal, Value([Head("Sigmoid"), Use("QualityFocal"), .. weights], Hard), 1e-13);
        Assert.NotEqual(focal, Value([Head("Sigmoid"), Use("QualityFocal")], Hard), 1e-3);
    }

    [Fact]
    public void Terms_out_of_the_weights_have_none_of_any_kind()
    {
        var poly = Use("PolyLoss", Number("Epsilons", 2), new Argument("Weighted", Flag: false));
        var weights = ClassInputs["weights"];
        Assert.Equal(
            Sum(k => (weights[Label] * 0.3 * (k == Label ? 1 : 7 / 3.0) * -Math.Log(Right(k))) + (2 * (1 - Right(k)))),
            Value([Head("Sigmoid"), poly, Use("AlphaBalance", Number("Alpha", 0.3)),
                Use("ClassWeights", new Argument("Of", Choice: "Row"))], null),
            1e-13);
        Assert.Equal(
            Sum(k => (weights[k] * -Math.Log(Right(k))) + (2 * (1 - Right(k)))),
            Value([Head("Sigmoid"), poly, Use("ClassWeights")], null),
            1e-13);
    }

    [Theory]
    [InlineData("Softmax", "Default", 0.05, 0.85)]
    [InlineData("Softmax", "OtherClasses", 0.2 / 3, 0.8)]
    [InlineData("Sigmoid", "Default", 0.1, 0.9)]
    [InlineData("Sigmoid", "Classes", 0.05, 0.85)]
    [InlineData("Sigmoid", "OtherClasses", 0.2 / 3, 0.8)]
    public void Smoothing_gives_the_other_classes_their_share(string head, string share, double others, double label)
    {
        var smoothing = Use("LabelSmoothing", Number("Alpha", 0.2), new Argument("Share", Choice: share));
        double[] targets = [others, others, label, others];
        Assert.Equal(Value([Head(head), Use("CrossEntropy")], targets), Value([Head(head), Use("CrossEntropy"), smoothing], null), 1e-13);
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("Sigmoid")]
    public void Smoothing_towards_the_prior(string head)
    {
        double[] targets = [0.3 * 0.4, 0.3 * 0.3, 0.7 + (0.3 * 0.2), 0.3 * 0.1];
        var smoothed = Value([Head(head), Use("CrossEntropy"), Use("PriorSmoothing", Number("Alpha", 0.3))], null);
        Assert.Equal(Value([Head(head), Use("CrossEntropy")], targets), smoothed, 1e-13);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(5, 0.5)]
    [InlineData(7, 1)]
    [InlineData(9, 1)]
    public void Deferred_weights_rise_as_powers(double epoch, double power)
    {
        var weights = Use("ClassWeights", Number("FromEpoch", 3), Number("RampEpochs", 4));
        var expected = Sum(k => Math.Pow(ClassInputs["weights"][k], power) * -Math.Log(Right(k)));
        Assert.Equal(expected, Value([Head("Sigmoid"), Use("CrossEntropy"), weights], null, epoch: epoch), 1e-13);
    }

    [Theory]
    [InlineData(2.9, 0)]
    [InlineData(3, 1)]
    public void Deferred_weights_without_a_ramp_act_at_once(double epoch, double power)
    {
        var expected = Sum(k => Math.Pow(ClassInputs["weights"][k], power) * -Math.Log(Right(k)));
        Assert.Equal(expected,
            Value([Head("Sigmoid"), Use("CrossEntropy"), Use("ClassWeights", Number("FromEpoch", 3))], null, epoch: epoch), 1e-13);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Corrected_targets_wait_for_their_epoch(double epoch, bool corrected)
    {
        var value = Value([Head("Sigmoid"), Use("CrossEntropy"), Use("TargetCorrection", Number("Threshold", 0.6), Number("FromEpoch", 1))],
            [0, 0, 0, 0], epoch: epoch);
        Assert.Equal(Sum(k => CrossEntropy(corrected && P[k] > 0.6 ? 1 : 0, P[k])), value, 1e-13);
    }

    [Fact]
    public void Rare_classes_have_no_loss_as_negatives_of_rows_with_a_positive()
    {
        AttributeUse[] loss = [Head("Sigmoid"), Use("CrossEntropy"), Use("Equalization", Number("Threshold", 0.01))];
        Assert.Equal(Sum(k => k is 1 or 3 ? 0 : CrossEntropy(k == Label ? 1 : 0, P[k])), Value(loss, null), 1e-13);
        Assert.Equal(Sum(k => CrossEntropy(0, P[k])), Value(loss, [0, 0, 0, 0]), 1e-13);
    }

    [Fact]
    public void A_stopped_influence_is_a_weight()
    {
        var influence = Use("InfluenceBalance", Number("Alpha", 10), new Argument("Gradient", Choice: "Stop"));
        var gradient = Evaluate([Use("CrossEntropy"), influence], null, Logits, Label).Gradient();
        var plain = Evaluate([Use("CrossEntropy")], null, Logits, Label).Gradient();
        var factor = 10 / (1e-3 - (2 * plain[Label]));
        for (var k = 0; k < Logits.Length; k++)
            Assert.Equal(factor * plain[k], gradient[k], 1e-12);
    }

    [Theory]
    [InlineData(100, 100, 1)]
    [InlineData(700, 700, 1)]
    [InlineData(1000, 1000, 1)]
    [InlineData(-3, 1.8921786966284625e-9, 3.800542511235663e-8)]
    public void The_complement_of_the_Gumbel_link_is_accurate_at_both_ends(double logit, double value, double slope)
    {
        var evaluator = Evaluate([Head("Gumbel"), Use("CrossEntropy")], [0], [logit], 0);
        Assert.Equal(1, evaluator.Component(0) / value, 1e-12);
        Assert.Equal(1, evaluator.Gradient()[0] / slope, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(1000)]
    public void One_versus_rest_stays_accurate_where_one_class_takes_all(double gap)
    {
        var evaluator = Evaluate([Use("OneVersusRestCrossEntropy")], null, [gap, 0], 1);
        // Of two classes both summands are −log p_1, and the slopes 2 p_0.
        Assert.Equal(1, evaluator.Component(0) / (2 * (gap + Math.Log(1 + Math.Exp(-gap)))), 1e-14);
        Assert.Equal(1, evaluator.Gradient()[0] / (2 / (1 + Math.Exp(-gap))), 1e-14);
        Assert.Equal(-evaluator.Gradient()[0], evaluator.Gradient()[1], 1e-13);
    }

    private static double CrossEntropy(double t, double p) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p));

    /// <summary>The probability of what is right for a class, of targets that are the label.</summary>
    private static double Right(int k) => k == Label ? P[k] : 1 - P[k];

    private static double Sum(Func<int, double> element) => Enumerable.Range(0, Logits.Length).Sum(element);

    private static double Value(AttributeUse[] uses, double[]? targets, double epoch = 0)
        => Evaluate(uses, targets, Logits, Label, epoch).Component(0);

    private static IrEvaluator Evaluate(AttributeUse[] uses, double[]? targets, double[] logits, int label, double epoch = 0)
    {
        var loss = Pipeline.Run(LossCompilation.Of(Loss(uses)).Lowered(targets is null ? LossForm.Labels : LossForm.Numbers)).Last().Loss;
        return new IrEvaluator(loss, new RowInputs(logits, label, [1.0], ClassInputs, new Dictionary<string, double> { ["#epoch"] = epoch })
        {
            Inputs = targets is null ? new Dictionary<string, double[]>() : new Dictionary<string, double[]> { ["targets"] = targets },
        });
    }
}
