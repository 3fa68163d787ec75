using System;
using System.Collections.Generic;
using System.Globalization;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Checks;

public class CheckTests
{
    [Theory]
    [InlineData(0.0, false, 1.0, false, 0.0)]
    [InlineData(0.0, false, 1.0, false, 1.0)]
    [InlineData(0.0, true, 1.0, true, 0.5)]
    [InlineData(0.0, true, double.PositiveInfinity, true, 1e300)]
    public void In_range(double low, bool lowOpen, double high, bool highOpen, double value)
        => Assert.Equal(value, Check.InRange("TailLoss", "Gamma", value, low, lowOpen, high, highOpen));

    [Theory]
    [InlineData(0.0, true, 1.0, false, 0.0, "(0, 1]")]
    [InlineData(0.0, false, 1.0, true, 1.0, "[0, 1)")]
    [InlineData(0.0, false, 1.0, false, -0.5, "[0, 1]")]
    [InlineData(0.0, false, 1.0, false, 1.5, "[0, 1]")]
    [InlineData(0.0, false, 1.0, false, double.NaN, "[0, 1]")]
    [InlineData(0.0, true, double.PositiveInfinity, true, double.PositiveInfinity, "(0, Infinity)")]
    public void Out_of_range(double low, bool lowOpen, double high, bool highOpen, double value, string range)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Check.InRange("TailLoss", "Gamma", value, low, lowOpen, high, highOpen));
        Assert.Equal("Gamma", exception.ParamName);
        Assert.Equal(value, exception.ActualValue);
        Assert.StartsWith($"TailLoss.Gamma is {value.ToString(CultureInfo.InvariantCulture)}; it must be finite and in {range}.",
            exception.Message);
    }

    [Fact]
    public void Weights_are_copied()
    {
        double[] given = [1, 0, 2.5];
        var weights = Check.Weights(given, 3);
        Assert.Equal(given, weights);
        Assert.Equal(given, Check.Weights(given, 0));
        given[0] = 9;
        Assert.Equal(1, weights[0]);
    }

    [Fact]
    public void Weights_that_cannot_be()
    {
        Refuses("classWeights has 3 entries for 4 classes.", () => Check.Weights([1, 1, 1], 4));
        Refuses("classWeights has 0 entries; a loss needs at least 2 classes.", () => Check.Weights([], 0));
        Refuses("classWeights has 1 entries; a loss needs at least 2 classes.", () => Check.Weights([1], 0));
        Refuses("classWeights has 0 entries; a loss needs at least 1 class.", () => Check.Weights([], 0, 1));
        Assert.Equal([1], Check.Weights([1], 0, 1));
        Refuses("all 2 classWeights are zero.", () => Check.Weights([0, 0], 2));
        Refuses("classWeights[1] is -0.5; the weight of class 1 must be finite and not negative.", () => Check.Weights([1, -0.5, 1], 3));
        Refuses("classWeights[2] is NaN; the weight of class 2", () => Check.Weights([1, 1, double.NaN], 3));
        Refuses("classWeights[0] is Infinity; the weight of class 0", () => Check.Weights([double.PositiveInfinity, 1], 2));

        static void Refuses(string message, Action call)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("classWeights", exception.ParamName);
            Assert.StartsWith(message, exception.Message);
        }
    }

    [Fact]
    public void Other_numbers_per_class_are_copied_and_checked()
    {
        double[] given = [0.5, double.NaN, 1];
        var values = Check.PerClass("values", given, 3, 0, 1, mayBeAbsent: true);
        given[0] = 7;
        Assert.Equal([0.5, double.NaN, 1], values);
        Refuses("values has 2 entries for 3 classes.", () => Check.PerClass("values", [0, 1], 3, 0, 1, mayBeAbsent: false));
        Refuses("values has 2 entries, none of them a number",
            () => Check.PerClass("values", [double.NaN, double.NaN], 0, 0, 1, mayBeAbsent: true));
        Refuses("values is empty.", () => Check.PerClass("values", [], 0, 0, 1, mayBeAbsent: false));
        Refuses("values[1] is 1.5; the number of class 1 must be finite and in [0, 1].",
            () => Check.PerClass("values", [0, 1.5], 0, 0, 1, mayBeAbsent: false));
        Refuses("values[0] is -0.5; the number of class 0 must be finite and in [0, 1], or NaN for none.",
            () => Check.PerClass("values", [-0.5, 1], 2, 0, 1, mayBeAbsent: true));
        Refuses("values[1] is NaN; the number of class 1 must be finite and in [0, 1].",
            () => Check.PerClass("values", [0, double.NaN], 2, 0, 1, mayBeAbsent: false));

        static void Refuses(string message, Action call)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("values", exception.ParamName);
            Assert.StartsWith(message, exception.Message);
        }
    }

    [Fact]
    public void Counts_that_cannot_be()
    {
        ClassCounts counts = [5, 3, 0, 1];
        Assert.Equal([5, 3, 0, 1], Check.Counts(counts, 4, allowEmpty: true));
        Assert.Equal([5, 3], Check.Counts(new long[] { 5, 3 }, 0, allowEmpty: false));
        Assert.Equal("classCounts", Assert.Throws<ArgumentNullException>(() => Check.Counts(null!, 4, allowEmpty: true)).ParamName);
        Assert.StartsWith("classCounts has 4 entries for 3 classes.",
            Assert.Throws<ArgumentException>(() => Check.Counts(counts, 3, allowEmpty: true)).Message);
        Assert.StartsWith("classCounts has 1 entries; a loss needs at least 2 classes.",
            Assert.Throws<ArgumentException>(() => Check.Counts(new long[] { 5 }, 0, allowEmpty: false)).Message);
        Assert.Equal([5], Check.Counts([5], 0, allowEmpty: false, 1));
        Assert.StartsWith("counts is empty; a loss needs at least 1 class.",
            Assert.Throws<ArgumentException>(() => new ClassCounts([])).Message);
        Check.CountsBelow("Samples", [4, 2], 5);
        Assert.StartsWith("classCounts[1] is 5; that of class 1 must be below Samples, 5.",
            Assert.Throws<ArgumentOutOfRangeException>("classCounts", () => Check.CountsBelow("Samples", [4, 5], 5)).Message);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Check.Counts(counts, 4, allowEmpty: false));
        Assert.StartsWith("classCounts[2] is 0: class 2 has no examples;", exception.Message);
        Assert.Equal("classCounts", exception.ParamName);
    }

    [Fact]
    public void Counts_are_what_a_collection_expression_says()
    {
        int[] some = [5, 3];
        ClassCounts counts = [.. some, 0, 1];
        var seen = new List<long>();
        foreach (var count in counts)
            seen.Add(count);
        Assert.Equal([5, 3, 0, 1], seen);
        Assert.Equal([5, 3], Check.Counts([5, 3], 0, allowEmpty: false));
        Assert.Equal("counts", Assert.Throws<ArgumentOutOfRangeException>(() => Check.Counts([1, -1], 0, allowEmpty: true)).ParamName);
    }

    [Fact]
    public void Tables_that_single_precision_cannot_hold()
    {
        Check.Table("X", [0, 1e-30, -1e30, double.NegativeInfinity]);
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, 1e31, -1e-31 })
        {
            var exception = Assert.Throws<ArgumentException>(() => Check.Table("X", [1, value]));
            Assert.StartsWith("X: the counts or weights give class 1 the constant ", exception.Message);
        }
    }

    [Fact]
    public void Matrices_are_copied()
    {
        double[] given = [0.9, 0.25, 0.1, 0.75];
        var matrix = Check.Matrix("transitions", given, 2, MatrixRule.ColumnsSumToOne);
        Assert.Equal(given, matrix);
        Assert.Equal(given, Check.Matrix("transitions", given, 0, MatrixRule.ColumnsSumToOne));
        given[0] = 9;
        Assert.Equal(0.9, matrix[0]);
        Check.Matrix("costs", given, 2, MatrixRule.NonNegative);
        Check.Matrix("inverse", [-9, 0, 0, 1], 2, MatrixRule.Finite);
    }

    [Fact]
    public void Matrices_that_cannot_be()
    {
        Refuses("costs has 5 entries, which is no square matrix.", () => Check.Matrix("costs", new double[5], 0, MatrixRule.NonNegative));
        Refuses("costs has 4 entries, not 3 × 3 classes = 9.", () => Check.Matrix("costs", new double[4], 3, MatrixRule.NonNegative));
        Refuses("costs has 1 entries; a loss needs at least 2 classes.",
            () => Check.Matrix("costs", new double[1], 0, MatrixRule.NonNegative));
        Refuses("costs[1, 0] is -0.5; it must be finite and not negative.",
            () => Check.Matrix("costs", [0, 1, -0.5, 0], 0, MatrixRule.NonNegative));
        Refuses("costs[0, 1] is NaN; it must be finite and not negative.",
            () => Check.Matrix("costs", [0, double.NaN, 1, 0], 0, MatrixRule.NonNegative));
        Refuses("costs[0, 1] is NaN; it must be finite.", () => Check.Matrix("costs", [0, double.NaN, 1, 0], 0, MatrixRule.Finite));
        Refuses("column 1 of costs sums to 0.5; it must be 1.", () => Check.Matrix("costs", [0, 0.5, 1, 0], 0, MatrixRule.ColumnsSumToOne));

        // 0.6 + 0.3 + 0.2, which is 1.0999999999999999.
        Refuses("column 0 of costs sums to 1.1; it must be 1.",
            () => Check.Matrix("costs", [0.6, 0, 0, 0.3, 1, 0, 0.2, 0, 1], 0, MatrixRule.ColumnsSumToOne));
        Refuses("column 0 of costs sums to 1.0000011; it must be 1.",
            () => Check.Matrix("costs", [1, 0, 1.1e-6, 1], 0, MatrixRule.ColumnsSumToOne));

        static void Refuses(string message, Action call)
        {
            var exception = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("costs", exception.ParamName);
            Assert.StartsWith(message, exception.Message);
        }
    }

    [Fact]
    public void Matrices_that_single_precision_cannot_hold()
    {
        Check.MatrixTable("X", [0, 1e-30, -1e30, 1]);
        foreach (var value in new[] { double.NaN, double.NegativeInfinity, 1e31, -1e-31 })
            Assert.StartsWith("X: the matrix gives label 1 and class 0 the constant ",
                Assert.Throws<ArgumentException>(() => Check.MatrixTable("X", [0, 1, value, 1])).Message);
        Assert.StartsWith("X: a matrix over labels and classes has 5 entries",
            Assert.Throws<ArgumentException>(() => Check.MatrixTable("X", new double[5])).Message);
    }

    [Fact]
    public void Epochs()
    {
        Assert.Equal(2.5, Check.Epoch("X", 2.5));
        Check.NoEpoch("X", null);
        Assert.StartsWith("X follows a schedule, but epoch is not set (LossInputs.Epoch).",
            Assert.Throws<ArgumentException>("epoch", () => Check.Epoch("X", null)).Message);
        Assert.StartsWith("epoch is 2, but X follows no schedule: it would have no effect.",
            Assert.Throws<ArgumentException>("epoch", () => Check.NoEpoch("X", 2)).Message);
        foreach (var epoch in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.StartsWith("epoch is ", Assert.Throws<ArgumentOutOfRangeException>("epoch", () => Check.Epoch("X", epoch)).Message);
    }

    [Fact]
    public void A_gradient_that_was_asked_for_has_the_length_of_the_logits()
        => Assert.StartsWith(
            "gradient has 0 entries; the logits have 4.",
            Assert.Throws<ArgumentException>(() => new Frozen.FrozenLoss([1, 1]).ForwardBackward([1f, 2, 3, 4], [0, 1], [])).Message);
}
