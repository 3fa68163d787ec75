using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>
/// The short overloads: those without a meaning for a loss are compile errors that say why, and a class that is no loss has none
/// that could be in the way of the message.
/// </summary>
public class OverloadTests
{
    private const string Soft = "[Loss(Head.Softmax)] [KullbackLeibler] public sealed partial class X;";
    private const string Hard =
        "[Loss(Head.Softmax)] [CrossEntropy] [AsymmetricSingleLabel(GammaPositive = 1)] public sealed partial class X;";
    private const string Regression = "[Loss(Head.Identity)] [SquaredError] public sealed partial class X;";

    [Theory]
    [InlineData(Soft, "float[]", "int[]", "CS0619", "X takes numbers as targets only: [KullbackLeibler] has no meaning for class indices")]
    [InlineData(Soft, "double[]", "long[]", "CS0619",
        "X takes numbers as targets only: [KullbackLeibler] has no meaning for class indices")]
    [InlineData(Hard, "float[]", "float[]", "CS0619",
        "X takes class indices only: [AsymmetricSingleLabel] has no meaning for numbers as targets")]
    [InlineData("[Loss(Head.Sigmoid)] [GaussianFocal] public sealed partial class X;", "double[]", "int[]", "CS0619",
        "X takes numbers as targets only: [GaussianFocal] has no meaning for class indices")]
    [InlineData(Regression, "float[]", "int[]", "CS1503", "cannot convert from 'int[]'")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] public sealed class X;", "float[]", "int[]", "CS1061",
        "'X' does not contain a definition for 'Forward'")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] public abstract partial class X;", "float[]", "float[]", "CS1061",
        "'X' does not contain a definition for 'Forward'")]
    [InlineData("[CrossEntropy] public sealed partial class X;", "float[]", "int[]", "CS1061",
        "'X' does not contain a definition for 'Forward'")]
    public void WhatHasNoMeaningDoesNotCompile(string loss, string logits, string targets, string id, string message)
    {
        var complete = Compilations.Complete($$"""
            using LossDsl;
            {{loss}}
            static class Use
            {
                static object Values(X loss, {{logits}} z, {{targets}} t) => loss.Forward(z, t);
                static object Gradients(X loss, {{logits}} z, {{targets}} t, {{logits}} g) => loss.ForwardBackward(z, t, g);
            }
            """);
        var errors = Compilations.Complaints(complete).Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).ToList();
        Assert.All(errors, error => Assert.Equal(id, error.Id));
        Assert.InRange(errors.Count, 2, 3);
        Assert.Contains(errors, error => error.GetMessage().Contains(message, StringComparison.Ordinal));
    }

    /// <summary>Lists of whole numbers are class indices wherever the loss takes them, and values where it does not.</summary>
    [Fact]
    public void WhatHasAMeaningIsChosenByIt()
    {
        var (left, right) = Run($$"""
            {{Soft}}
            {{Hard.Replace("class X", "class Y")}}
            {{Regression.Replace("class X", "class Z")}}
            [Loss(Head.Softmax)] [CrossEntropy] public sealed partial class Both;
            [Loss(Head.Sigmoid)] [CrossEntropy] public sealed partial class Binary;
            """, """
            double[] z = [1, -2, 0.5];
            left.Add(new X().Forward(z, [1.0, 0, 0], 3));
            right.Add(new Both().Forward(z, [0]));
            left.Add(new Y().Forward(z, [2]));
            right.Add(new Y().Forward(z, new long[] { 2 }));
            left.Add(new Z().Forward(z, [1, 2, 3]));
            right.Add(new Z().Forward(z, [1.0, 2, 3]));
            left.Add(new Both().Forward(z, [1]));
            right.Add(((SoftmaxLoss)new Both()).Forward(z, [0.0, 1, 0], 3));
            left.Add(new Binary().Forward(z, [2]));
            right.Add(((ClassificationLoss)new Binary()).Forward(z, new int[] { 2 }));
            var gradient = new double[3];
            left.Add(new Y().ForwardBackward(z, [2], gradient));
            right.Add(new Y().Forward(z, [2]));
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>The check of gradients asks no loss for what it does not take, whatever term it has.</summary>
    [Fact]
    public void GradientsOfAllThatIsValidCanBeChecked()
    {
        string[] attributes =
        [
            "[Loss(Head.Softmax)] [KullbackLeibler]", "[Loss(Head.Softmax, Classes = 3)] [KullbackLeibler] [NoReduction]",
                "[Loss(Head.Softmax)] [CrossEntropy]",
            "[Loss(Head.Softmax)] [CrossEntropy] [AsymmetricSingleLabel(GammaPositive = 1)]",
                "[Loss(Head.Softmax)] [CrossEntropy] [AsymmetricSingleLabel(GammaNegative = 1)] [LabelSmoothing(0.1)]",
            "[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy]", "[Loss(Head.Sigmoid, Classes = 1)] [GaussianFocal]",
                "[Loss(Head.Sigmoid, Classes = 2)] [CrossEntropy]", "[Loss(Head.Sigmoid)] [GaussianFocal]",
            "[Loss(Head.Gumbel, Classes = 1)] [CrossEntropy]", "[Loss(Head.Gumbel)] [CrossEntropy]",
                "[Loss(Head.Softmax)] [CrossEntropy] [ClassMask]",
            "[Loss(Head.Softmax)] [CrossEntropy] [Mean(Per.SampleWeights)]",
                "[Loss(Head.Sigmoid)] [CrossEntropy] [Mean(Over = Axis.Class)] [Mean(Over = Axis.Sample)]",
            "[Loss(Head.Identity)] [SquaredError]", "[Loss(Head.Identity, Classes = 1)] [LogCosh] [NoReduction]",
                "[Loss(Head.Identity)] [PoissonNll]", "[Loss(Head.Identity)] [GaussianNll]", "[Loss(Head.Identity)] [Quantile(0.1, 0.9)]",
            "[Loss(Head.Identity)] [BalancedMse([0.0, 1], [0.5, 0.5])]", "[Loss(Head.Identity)] [FocalR(1)]",
        ];
        var (left, right) = Run(
            string.Concat(attributes.Select((one, i) => $"{one} public sealed partial class L{i};\n")),
            string.Concat(attributes.Select((_, i) =>
                $"left.Add(GradientCheck.Run(new L{i}(), new GradientCheckOptions {{ Tolerance = 1e-5 }}).Passed ? {i} : -1); "
                    + $"right.Add({i});\n")));
        Assert.Equal(right, left);
    }
}
