using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The base terms of the identity head, on the evaluator of the IR.</summary>
public class RegressionTests
{
    private static readonly Dictionary<string, AttributeUse> Terms = new()
    {
        ["SquaredError"] = Use("SquaredError", Number("Coefficient", 0.5)),
        ["AbsoluteError"] = Use("AbsoluteError"),
        ["Huber"] = Use("Huber", Number("Delta", 0.7)),
        ["SmoothL1"] = Use("SmoothL1", Number("Beta", 0.7)),
        ["Quantile"] = Use("Quantile", Number("Levels", 0.1)),
        ["QuantilePerOutput"] = Use("Quantile", Number("Levels", 0.1, 0.5, 0.8, 0.9, 0.95, 0.2)),
        ["EpsilonInsensitive"] = Use("EpsilonInsensitive", Number("Epsilon", 0.2)),
        ["LogCosh"] = Use("LogCosh"),
        ["Charbonnier"] = Use("Charbonnier", Number("Scale", 0.3)),
        ["Cauchy"] = Use("Cauchy", Number("Scale", 0.3)),
        ["GemanMcClure"] = Use("GemanMcClure", Number("Scale", 0.3)),
        ["Welsch"] = Use("Welsch", Number("Scale", 0.6)),
        ["Wing"] = Use("Wing", Number("Width", 0.9), Number("Curvature", 0.1)),
        ["BalancedL1"] = Use("BalancedL1"),
        ["FocalL1"] = Use("FocalR", Number("Power", 1), Number("Gamma", 0.5)),
        ["FocalMse"] = Use("FocalR", Number("Power", 2), Number("Gamma", 1.5), new Argument("Activation", Choice: "Tanh")),
        ["PoissonNll"] = Use("PoissonNll", new Argument("Full", Flag: true)),
        ["PoissonNllOfRates"] = Use("PoissonNll", new Argument("Prediction", Choice: "Rate")),
        ["GaussianNll"] = Use("GaussianNll", new Argument("Full", Flag: true)),
        ["BalancedMse"] = Use("BalancedMse", Number("Centres", -1, 0.5, 2), Number("Weights", 0.2, 0.7, 0.1),
            Number("Variances", 0.1, 0.4, 0), Bound("NoiseFrom", "Noise")),
    };

    private static readonly double[] Outputs = [0.3, 4.5, 1.2, 0.85, 2.5, 0.07];
    private static readonly double[] Targets = [0.7, 0.25, 1.2301, 1.5, 2, 3];
    private static readonly double[] Variances = [0.5, 2, 1e-9, 1, 3, 0.1];

    public static TheoryData<string> Names => [.. Terms.Keys];

    [Fact]
    public void Every_row_of_the_identity_head_alone_is_tested_here()
        => Assert.Empty(AttributeTable.All
            .Where(row => row.Stage == Stage.BaseTerm && row.Heads == Heads.Identity)
            .Select(row => row.Name)
            .Except(Terms.Values.Select(use => use.Name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_slope(string name)
    {
        var gradient = Evaluate(Terms[name], Outputs, Targets).Gradient;
        for (var k = 0; k < Outputs.Length; k++)
        {
            double Slope(double step)
            {
                double At(double shift) => Evaluate(Terms[name], [.. Outputs.Select((z, j) => j == k ? z + shift : z)], Targets).Value;
                return (At(step) - At(-step)) / (2 * step);
            }

            const double Step = 4e-5;
            var slope = Slope(Step / 2) + ((Slope(Step / 2) - Slope(Step)) / 3);
            Assert.Equal(slope, gradient[k], 1e-7 * (1 + Math.Abs(slope)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_keeps_the_value_and_the_gradient(string name)
    {
        var lowered = LossCompilation.Of(Loss(Head("Identity"), Terms[name])).Lowered(LossForm.Numbers);
        var before = new IrEvaluator(lowered, Inputs(Outputs, Targets)).Component(0);
        double[]? gradient = null;
        foreach (var (pass, loss) in Pipeline.Run(lowered))
        {
            var after = new IrEvaluator(loss, Inputs(Outputs, Targets));
            Assert.True(Math.Abs(before - after.Component(0)) <= 1e-13 * Math.Abs(before), $"{pass}: {before:R}, {after.Component(0):R}");
            if (loss.Gradient < 0)
                continue;
            gradient ??= after.Gradient();
            for (var k = 0; k < Outputs.Length; k++)
                Assert.True(Math.Abs(gradient[k] - after.Gradient()[k]) <= 1e-13 * (1 + Math.Abs(gradient[k])),
                    $"{pass}, {k}: {gradient[k]:R}, {after.Gradient()[k]:R}");
        }
    }

    /// <summary>After every pass; below ε it is that at ε.</summary>
    [Fact]
    public void The_gradient_of_the_variances_is_that_of_the_formula()
    {
        var lowered = LossCompilation.Of(Loss(Head("Identity"), Terms["GaussianNll"])).Lowered(LossForm.Numbers);
        double[]? gradient = null;
        foreach (var (pass, loss) in Pipeline.Run(lowered, Variable.Input(InputTable.Variances)).Where(stage => stage.Loss.Gradient >= 0))
        {
            Assert.Equal(Variable.Input(InputTable.Variances), loss.Results.Single(root => root.Kind == RootKind.Gradient).Of);
            var after = new IrEvaluator(loss, Inputs(Outputs, Targets)).Gradient();
            gradient ??= after;
            for (var k = 0; k < Variances.Length; k++)
                Assert.True(Math.Abs(gradient[k] - after[k]) <= 1e-13 * (1 + Math.Abs(gradient[k])),
                    $"{pass}, {k}: {gradient[k]:R}, {after[k]:R}");
        }

        for (var k = 0; k < Variances.Length; k++)
        {
            var (d, v) = (Outputs[k] - Targets[k], Math.Max(1e-6, Variances[k]));
            var slope = 0.5 * ((1 / v) - (d * d / (v * v)));
            Assert.Equal(slope, gradient![k], 1e-12 * (1 + Math.Abs(slope)));
        }
    }

    /// <summary>Near a perfect prediction a smooth loss is a parabola: value ½ s d² and gradient s d to the last digits.</summary>
    [Theory]
    [InlineData("LogCosh", 1)]
    [InlineData("Charbonnier", 1 / 0.09)]
    [InlineData("Cauchy", 1 / 0.09)]
    [InlineData("GemanMcClure", 1 / 0.09)]
    [InlineData("Welsch", 1 / 0.36)]
    [InlineData("BalancedL1", 0.5 * 19.085536923187668)]
    public void Small_errors_keep_their_relative_accuracy(string name, double curvature)
    {
        foreach (var d in new[] { 1e-9, -1e-12, 1e-100 })
        {
            var (value, gradient) = Evaluate(Terms[name], [d], [0]);
            Assert.Equal(1, value / (0.5 * curvature * d * d), 1e-7);
            Assert.Equal(1, gradient[0] / (curvature * d), 1e-7);
        }
    }

    [Theory]
    [InlineData("LogCosh", 800, 800 - 0.6931471805599453, 1)]
    [InlineData("LogCosh", -800, 800 - 0.6931471805599453, -1)]
    [InlineData("Charbonnier", 3e6, 1e7 - 1 + 5e-8, 1 / 0.3)]
    [InlineData("Cauchy", 3e6, 31.543044121356715, 2 / 3e6)]
    [InlineData("GemanMcClure", 3e6, 2, 16 * 0.3 * 0.3 / 2.7e19)]
    [InlineData("Welsch", 800, 1, 0)]
    [InlineData("Wing", 800, 800 - 0.9 + (0.9 * 2.302585092994046), 1)]
    [InlineData("BalancedL1", 800, 1200 + (1.5 / 19.085536923187668) - 0.5, 1.5)]
    [InlineData("Huber", -800, 0.7 * (800 - 0.35), -0.7)]
    public void Large_errors_have_the_asymptotic_loss_and_slope(string name, double d, double value, double slope)
    {
        var actual = Evaluate(Terms[name], [d], [0]);
        Assert.Equal(value, actual.Value, 1e-12 * Math.Abs(value));
        Assert.Equal(slope, actual.Gradient[0], 1e-12 * Math.Abs(slope));
    }

    [Theory]
    [InlineData("AbsoluteError", 0)]
    [InlineData("Quantile", 0.4)]
    [InlineData("EpsilonInsensitive", 0)]
    [InlineData("Wing", 0)]
    [InlineData("BalancedL1", 0)]
    [InlineData("FocalL1", 0)]
    [InlineData("FocalMse", 0)]
    public void Without_an_error_the_slope_is_the_choice_of_the_operators(string name, double slope)
    {
        var (value, gradient) = Evaluate(Terms[name], [1.5], [1.5]);
        Assert.Equal(0, value);
        Assert.Equal(slope, gradient[0], 1e-15);
    }

    [Fact]
    public void A_quantile_per_output_is_that_of_the_output()
    {
        var together = Evaluate(Terms["QuantilePerOutput"], Outputs, Targets);
        double[] levels = [0.1, 0.5, 0.8, 0.9, 0.95, 0.2];
        for (var k = 0; k < Outputs.Length; k++)
            Assert.Equal(Evaluate(Use("Quantile", Number("Levels", levels[k])), [Outputs[k]], [Targets[k]]).Gradient[0],
                together.Gradient[k]);
    }

    [Fact]
    public void Balanced_squared_error_of_a_single_bin_pulls_with_a_force_that_the_prediction_does_not_change()
    {
        // One bin at c: (z − t)² − (z − c)², whose slope 2 (c − t) does not depend on z.
        var (value, gradient) = Evaluate(Use("BalancedMse", Number("Centres", 2.0), Number("Weights", 1), Number("Noise", 3)), [5], [1]);
        Assert.Equal(16 - 9, value, 1e-13);
        Assert.Equal(2, gradient[0], 1e-13);
    }

    private static (double Value, double[] Gradient) Evaluate(AttributeUse term, double[] outputs, double[] targets)
    {
        var loss = Pipeline.Run(LossCompilation.Of(Loss(Head("Identity"), term)).Lowered(LossForm.Numbers)).Last().Loss;
        var evaluator = new IrEvaluator(loss, Inputs(outputs, targets));
        return (evaluator.Component(0), evaluator.Gradient());
    }

    private static RowInputs Inputs(double[] outputs, double[] targets) => new(
        outputs, -1, [1], new Dictionary<string, double[]>(), new Dictionary<string, double> { ["Noise"] = 0.8 })
    {
        Inputs = new Dictionary<string, double[]>
        {
            ["targets"] = targets,
            ["variances"] = Variances[..outputs.Length],
        },
    };
}
