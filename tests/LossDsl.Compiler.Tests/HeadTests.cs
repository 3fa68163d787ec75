using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The forms of a declaration under every head, on the evaluator of the IR.</summary>
public class HeadTests
{
    private static readonly double[] Logits = [0.7, -1.3, 2.1, 0.2];
    private static readonly double[] Weights = [0.5, 2, 1, 3];

    public static TheoryData<string, LossForm> Forms => new()
    {
        { "Softmax", LossForm.Labels }, { "Softmax", LossForm.Numbers },
        { "Sigmoid", LossForm.Labels }, { "Sigmoid", LossForm.Numbers },
        { "Gumbel", LossForm.Labels }, { "Gumbel", LossForm.Numbers },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void One_hot_targets_equal_labels(string head, LossForm form)
    {
        var declaration = Loss(Head(head), Use("CrossEntropy"), Use("Focal", Number("Gamma", 1.5)),
            Use("LabelSmoothing", Number("Alpha", 0.1)), Use("ClassWeights"));
        var label = Gradient(declaration, LossForm.Labels, Logits, 2, null, out var expected);
        var numbers = Gradient(declaration, form, Logits, 2, [0, 0, 1, 0], out var actual);
        Assert.Equal(expected, actual, 1e-14);
        for (var k = 0; k < Logits.Length; k++)
            Assert.Equal(label[k], numbers[k], 1e-14);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_gradient_is_the_slope(string head, LossForm form)
    {
        var declaration = Loss(Head(head), Use("PolyLoss", new Argument("Epsilons", Numbers: new double[] { 0.5, -0.3 }.ToEquatable())),
            Use("Focal", Number("Gamma", 0.7)), Use("LabelSmoothing", Number("Alpha", 0.1)), Use("ClassWeights"));
        double[] targets = [0.2, 0, 0.7, 0.1];
        var gradient = Gradient(declaration, form, Logits, 1, targets, out _);
        const double Step = 1e-5;
        for (var k = 0; k < Logits.Length; k++)
        {
            double At(double shift)
            {
                var moved = (double[])Logits.Clone();
                moved[k] += shift;
                Gradient(declaration, form, moved, 1, targets, out var value);
                return value;
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[k], 1e-8);
        }
    }

    [Fact]
    public void Binary_cross_entropy_in_closed_form()
    {
        double[] targets = [1, 0, 0.25, 0.5];
        var gradient = Gradient(Loss(Head("Sigmoid"), Use("CrossEntropy")), LossForm.Numbers, Logits, -1, targets, out var value);
        Assert.Equal(Logits.Zip(targets, (z, t) => Math.Log(1 + Math.Exp(z)) - (t * z)).Sum(), value, 1e-13);
        for (var k = 0; k < Logits.Length; k++)
            Assert.Equal((1 / (1 + Math.Exp(-Logits[k]))) - targets[k], gradient[k], 1e-14);
    }

    [Fact]
    public void Gumbel_cross_entropy_in_closed_form()
    {
        double[] targets = [1, 0, 0.25, 0.5];
        Gradient(Loss(Head("Gumbel"), Use("CrossEntropy")), LossForm.Numbers, Logits, -1, targets, out var value);
        Assert.Equal(
            Logits.Zip(targets, (z, t) => -(t * Math.Log(Math.Exp(-Math.Exp(-z)))) - ((1 - t) * Math.Log(1 - Math.Exp(-Math.Exp(-z)))))
                .Sum(),
            value,
            1e-13);
    }

    [Theory]
    [InlineData("Sigmoid", 800)]
    [InlineData("Sigmoid", -800)]
    [InlineData("Sigmoid", 40)]
    [InlineData("Sigmoid", -40)]
    [InlineData("Gumbel", 600)]
    [InlineData("Gumbel", -5)]
    public void Far_out_the_gradient_of_a_focal_factor_is_finite_and_of_the_right_size(string head, double logit)
    {
        var declaration = Loss(Head(head), Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)));
        foreach (var target in new[] { 0.0, 1 })
        {
            var gradient = Gradient(declaration, LossForm.Numbers, [logit], -1, [target], out var value);
            Assert.True(double.IsFinite(gradient[0]) && double.IsFinite(value), $"{target}: {value}, {gradient[0]}");
        }
    }

    /// <summary>Far below, e^(−s) overflows, and a target of 0 takes nothing of it.</summary>
    [Theory]
    [InlineData(-750)]
    [InlineData(-1e4)]
    [InlineData(-700)]
    public void Far_below_a_Gumbel_loss_of_negatives_is_flat(double logit)
    {
        foreach (var uses in new[] { new[] { Use("CrossEntropy") }, [Use("CrossEntropy"), Use("Focal", Number("Gamma", 2))],
            [Use("PolyLoss", new Argument("Epsilons", Numbers: new double[] { 0.5, -0.3 }.ToEquatable()))] })
        {
            var gradient = Gradient(Loss([Head("Gumbel"), .. uses]), LossForm.Numbers, [logit, 0.3], -1, [0, 0.5], out var value);
            Gradient(Loss([Head("Gumbel"), .. uses]), LossForm.Numbers, [0.3], -1, [0.5], out var alone);
            Assert.Equal(0, gradient[0]);
            Assert.Equal(alone, value, 1e-14);
        }
    }

    [Fact]
    public void A_share_of_nothing_takes_nothing_of_an_infinite_loss()
    {
        var gradient = Gradient(Loss(Use("CrossEntropy")), LossForm.Numbers, [0.5, double.NegativeInfinity, 1], -1, [0.25, 0, 0.75],
            out var value);
        Assert.True(double.IsFinite(value));
        Assert.Equal(0, gradient[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_stand_outside_the_smoothing_unless_told(bool inside)
    {
        var order = inside ? new[] { new Argument("Order", Choice: "InsideSmoothing") } : Array.Empty<Argument>();
        var declaration = Loss(Use("CrossEntropy"), Use("LabelSmoothing", Number("Alpha", 0.2)), Use("ClassWeights", order));
        var log = LogSoftmax(Logits);
        double[] targets = [0.1, 0.4, 0.5, 0];
        Gradient(declaration, LossForm.Numbers, Logits, -1, targets, out var value);
        var even = 0.2 / 4;
        var expected = inside
            ? Enumerable.Range(0, 4).Sum(k => -((0.8 * targets[k]) + even) * Weights[k] * log[k])
            : Enumerable.Range(0, 4).Sum(k => targets[k] * Weights[k] * ((-0.8 * log[k]) - (even * log.Sum())));
        Assert.Equal(expected, value, 1e-13);
    }

    [Fact]
    public void A_part_is_a_component_with_its_coefficient()
    {
        var declaration = Loss() with
        {
            Parts = new[]
            {
                new PartDeclaration("Hard", new[] { Use("Part", Number("Weight", 0.5)), Use("CrossEntropy") }.ToEquatable()),
                new PartDeclaration("Poly", new[] { Use("Part"), Use("PolyTerm", Number("Power", 1), Number("Epsilon", 2)) }.ToEquatable()),
            }.ToEquatable(),
        };
        var loss = LossCompilation.Of(declaration).Lowered(LossForm.Labels);
        Assert.Equal(["Hard", "Poly"], loss.Components.Select(component => component.Name));
        var p = LogSoftmax(Logits).Select(Math.Exp).ToArray();
        var evaluator = new IrEvaluator(loss, Inputs(Logits, 2, null, 2));
        Assert.Equal(-0.5 * Math.Log(p[2]), evaluator.Component(0), 1e-14);
        Assert.Equal(2 * (1 - p[2]), evaluator.Component(1), 1e-14);
    }

    [Fact]
    public void Steps_stand_innermost_first_whatever_their_order()
    {
        var loss = LossCompilation.Of(Loss(
            Use("CrossEntropy"),
            Use("Mean", new Argument("Over", Choice: "Sample")),
            Use("Sum", new Argument("Over", Choice: "Position")))).Lowered(LossForm.Labels);
        Assert.Equal(
            [new AggregationStep("Position", false, Denominator.Valid), new AggregationStep("Sample", true, Denominator.Valid)],
            loss.Components[0].Steps);
    }

    private static double[] LogSoftmax(double[] logits)
    {
        var sum = Math.Log(logits.Sum(Math.Exp));
        return Array.ConvertAll(logits, logit => logit - sum);
    }

    private static RowInputs Inputs(double[] logits, int label, double[]? targets, int components) => new(
        logits,
        label,
        [.. Enumerable.Repeat(1.0, components)],
        new Dictionary<string, double[]> { ["weights"] = Weights },
        new Dictionary<string, double>())
    {
        Inputs = targets is null ? new Dictionary<string, double[]>() : new Dictionary<string, double[]> { ["targets"] = targets },
    };

    private static double[] Gradient(Declaration declaration, LossForm form, double[] logits, int label, double[]? targets,
        out double value)
    {
        var loss = Pipeline.Run(LossCompilation.Of(declaration).Lowered(form)).Last().Loss;
        var evaluator = new IrEvaluator(loss, Inputs(logits, label, targets, loss.Components.Count));
        value = evaluator.Component(0);
        return evaluator.Gradient();
    }
}
