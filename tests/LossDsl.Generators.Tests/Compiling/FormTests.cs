using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>What is declared is what runs: forms of targets, storage types and masks.</summary>
public class FormTests
{
    /// <summary>A class index and the numbers that it stands for give the same value and gradient.</summary>
    [Theory]
    [InlineData("Softmax", "[CrossEntropy] [Focal] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[PolyLoss(1)] [Temperature(2)] [Mean(Over = Axis.Position)] [Mean(Over = Axis.Sample)]")]
    [InlineData("Sigmoid", "[CrossEntropy] [Focal]")]
    [InlineData("Gumbel", "[CrossEntropy] [Sum(Over = Axis.Class)] [Mean(Over = Axis.Sample)]")]
    public void LabelsAreNumbers(string head, string attributes)
    {
        var (labels, numbers) = Run($$"""
            [Loss(Head.{{head}}, Classes = 3)] {{attributes}} sealed partial class X;
            """, $$"""
            var (a, b) = (new double[6], new double[6]);
            var loss = new X();
            left.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [2, 1]), new LossOutputs<double> { Gradient = a }));
            right.Add(loss.Evaluate(new LossInputs<double>({{Logits}}, [0.0, 0, 1, 0, 1, 0]), new LossOutputs<double> { Gradient = b }));
            left.AddRange(a);
            right.AddRange(b);
            """);
        Close(labels, numbers, 1e-14);
        Assert.NotEqual(0, labels[0]);
    }

    [Theory]
    [InlineData("Softmax", "[CrossEntropy]")]
    [InlineData("Sigmoid", "[CrossEntropy]")]
    public void EveryStorageTypeIsThere(string head, string attributes)
    {
        var (narrow, exact) = Run($$"""
            [Loss(Head.{{head}}, Classes = 2)] {{attributes}} sealed partial class X;
            """, $$"""
            var loss = new X();
            left.Add(loss.Evaluate(new LossInputs<System.Half>([(System.Half)1, (System.Half)(-2)], [0]), default));
            left.Add(loss.Evaluate(new LossInputs<BFloat16>([(BFloat16)1, (BFloat16)(-2)], [0]), default));
            left.Add(loss.Evaluate(new LossInputs<float>([1, -2], [0]), default));
            right.AddRange(System.Linq.Enumerable.Repeat(loss.Evaluate(new LossInputs<double>([1, -2], [0]), default), 3));
            """);
        Close(exact, narrow, 1e-6);
    }

    [Fact]
    public void ARegressionTakesValues()
    {
        var (value, expected) = Run("[Loss(Head.Identity)] [SquaredError] sealed partial class X;", """
            left.Add(new X().Forward([1.0, 2, 4], [0.0, 2, 1]));
            right.Add(10.0 / 3);
            """);
        Close(expected, value, 1e-14);
    }

    /// <summary>A masked element counts as if it were not there, whatever stands in logits and targets.</summary>
    [Theory]
    [InlineData("Sigmoid", "[CrossEntropy]", "")]
    [InlineData("Sigmoid", "[CrossEntropy] [Focal]", "")]
    [InlineData("Gumbel", "[CrossEntropy]", "")]
    [InlineData("Identity", "[SquaredError]", "")]
    [InlineData("Sigmoid", "[CrossEntropy] [ClassWeights(Of = WeightOf.Row)]", "[1.0, 2, 3]")]
    public void WhatIsMaskedIsNotThere(string head, string attributes, string weights)
    {
        var (masked, expected) = Run($"[Loss(Head.{head}, Classes = 3)] {attributes} sealed partial class X;", $$"""
            foreach (var (list, logit, target) in new[] { (left, double.NaN, double.NaN), (right, 0.5, 0.0) })
            {
                var gradient = new double[3];
                list.Add(new X({{weights}}).Evaluate(
                    new LossInputs<double>([1, logit, -2], [1.0, target, 0.25]) { Mask = [true, false, true] },
                    new LossOutputs<double> { Gradient = gradient }));
                list.AddRange(gradient);
            }
            """);
        Close(expected, masked, 1e-15);
        Assert.Equal(0, masked[2]);
    }

    /// <summary>The gradient at the label folds to a number; the class is generated all the same.</summary>
    [Fact]
    public void AGradientOfZeroAtTheLabelIsNoTrouble()
    {
        var (value, expected) = Run("[Loss(Head.Softmax, Classes = 3)] [ComplementEntropy] sealed partial class X;", """
            var gradient = new double[3];
            var x = new X();
            x.ForwardBackward([1.0, 2, 0.5], [1], gradient);
            const double H = 1e-6;
            left.AddRange(gradient);
            for (var k = 0; k < 3; k++)
            {
                double At(double shift)
                {
                    double[] z = [1, 2, 0.5];
                    z[k] += shift;
                    return x.Forward(z, [1]);
                }

                right.Add((At(H) - At(-H)) / (2 * H));
            }
            """);
        Close(expected, value, 1e-8);
        Assert.Equal(0, value[1]);
    }
}
