using System;
using Xunit;
using static LossDsl.Generators.Tests.Comparison;

namespace LossDsl.Generators.Tests;

/// <summary>What is declared is what constructors take, and refuse.</summary>
public class ConstructorTests
{
    [Fact]
    public void ConstructorsTakeMatricesAndValues()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [NoiseMatrix] sealed partial class X;
            [Loss(Head.Softmax)] [ExpectedCost] [InverseFrequency] sealed partial class Both;
            [Loss(Head.Softmax)] [CrossEntropy] sealed partial class Plain;
            [Loss(Head.Softmax)] [NumberTokenLoss] sealed partial class Tokens;
            """, $$"""
            left.Add(new X([1.0, 0, 0, 0, 1, 0, 0, 0, 1]).Forward({{Logits}}, [2, 1]));
            right.Add(new Plain().Forward({{Logits}}, [2, 1]));
            left.Add(new Both(new[] { 1, 1, 1 }, [0.0, 1, 1, 1, 0, 1, 1, 1, 0]).Forward([0.0, 0, 0], [2]));
            right.Add(2.0 / 3);
            left.Add(new Tokens([1.0, double.NaN, 3]).Forward([0.0, 5, 0], [2]));
            right.Add(1);
            foreach (var wrong in new double[][] { [1, 0, 0, 1], [1, 1, 0, 0, 0, 1, 0, 0, 1], [1, 0, -1, 0, 1, 2] })
            {
                try
                {
                    _ = new Both(new[] { 1, 1, 1 }, wrong);
                    left.Add(wrong.Length);
                }
                catch (System.ArgumentException)
                {
                }
            }

            right.Add(9);
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>Whichever way counts are written, a constructor takes them, alone and beside other numbers.</summary>
    [Fact]
    public void CountsAreArraysOrCollectionExpressions()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] sealed partial class X;
            [Loss(Head.Softmax)] [ExpectedCost] [LogitAdjustment] [ClassWeights] sealed partial class Many;
            """, $$"""
            double[] costs = [0, 1, 2, 1, 0, 1, 2, 1, 0];
            int[] counts = [6, 3, 1];
            long[] others = [6, 3, 1];
            left.Add(new X([6, 3, 1]).Forward({{Logits}}, [2, 1]));
            left.Add(new X([.. counts]).Forward({{Logits}}, [2, 1]));
            left.Add(new X(others).Forward({{Logits}}, [2, 1]));
            left.Add(new X(new ClassCounts([6, 3, 1])).Forward({{Logits}}, [2, 1]));
            left.Add(new Many([6, 3, 1], [1, 2, 0.5], [0, 1, 2, 1, 0, 1, 2, 1, 0]).Forward({{Logits}}, [2, 1]));
            var one = new X(counts).Forward({{Logits}}, [2, 1]);
            right.AddRange([one, one, one, one, new Many(counts, new[] { 1, 2, 0.5 }, costs).Forward({{Logits}}, [2, 1])]);
            """);
        Close(right, left, 0);
    }

    [Fact]
    public void TheFirstProbabilitiesCanBeTheFrequencies()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency] sealed partial class X;
            """, """
            left.AddRange(new X(new[] { 6, 3, 1 }).InitialBias());
            left.AddRange(InitialBias.Sigmoid([0.6, 0.3, 0.1]));
            right.AddRange([System.Math.Log(0.6), System.Math.Log(0.3), System.Math.Log(0.1)]);
            right.AddRange([System.Math.Log(1.5), System.Math.Log(3.0 / 7), System.Math.Log(1.0 / 9)]);
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>Where a count of 0 has a meaning it is none but for what stands beside.</summary>
    [Fact]
    public void EmptyClasses()
    {
        var (left, right) = Run("""
            [Loss(Head.Softmax)] [CrossEntropy] [Seesaw] sealed partial class X;
            [Loss(Head.Softmax)] [CrossEntropy] [Seesaw] [InverseFrequency] sealed partial class Weighted;
            """, $$"""
            left.Add(new X(new[] { 6, 0, 1 }).Forward({{Logits}}, [2, 1]));
            right.Add(new X(new[] { 6, 1, 1 }).Forward({{Logits}}, [2, 1]));
            try
            {
                left.Add(new Weighted(new[] { 6, 0, 1 }).Forward({{Logits}}, [2, 1]));
            }
            catch (System.ArgumentOutOfRangeException)
            {
            }
            """);
        Close(right, left, 1e-14);
    }

    /// <summary>A head with a probability per element may have one class, but no class index for it.</summary>
    [Fact]
    public void OneClass()
    {
        var (left, right) = Run("""
            [Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights] sealed partial class Weighted;
            [Loss(Head.Sigmoid)] [CrossEntropy] [InverseFrequency] sealed partial class Counted;
            [Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] sealed partial class Plain;
            """, """
            var plain = new Plain().Forward([1.0, -2], [1.0, 0]);
            left.Add(new Weighted([3.0]).Forward([1.0, -2], [1.0, 0]));
            left.Add(new Counted(new[] { 5 }).Forward([1.0, -2], [1.0, 0]));
            right.AddRange([3 * plain, plain]);
            """);
        Close(right, left, 1e-14);
    }

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [ClassWeights]", "new X([3.0])",
        "classWeights has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [InverseFrequency]", "new X(new[] { 5 })",
        "classCounts has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights]", "new X([])",
        "classWeights has 0 entries; a loss needs at least 1 class.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ClassWeights] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]",
        "new X([3.0])", "classWeights has 1 entries; a loss needs at least 2 classes.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [LogOddsAdjustment(Samples = 10)]", "new X(new[] { 9, 10 })",
        "classCounts[1] is 10; that of class 1 must be below Samples of [LogOddsAdjustment], 10.")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]",
        "new X().Forward([1.0, 2], [1.0, 0])", "logits are of 1 classes; X needs at least 2.")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy]", "new X().Forward([1.0, 2], [0, 0])",
        "X has 1 class, and a class index needs at least 2; give one output per row its target as a number, 0 or 1.")]
    public void WhatHasNoValueIsRefused(string attributes, string call, string message)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Run($"{attributes} sealed partial class X;", $"_ = {call};"));
        Assert.StartsWith(message, failure.InnerException!.Message, StringComparison.Ordinal);
    }
}
