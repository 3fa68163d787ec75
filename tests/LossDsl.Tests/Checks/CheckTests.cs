using System;
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
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Check.InRange("TailLoss", "Gamma", value, low, lowOpen, high, highOpen));
        Assert.Equal("Gamma", exception.ParamName);
        Assert.Equal(value, exception.ActualValue);
        Assert.StartsWith($"TailLoss.Gamma is {value.ToString(CultureInfo.InvariantCulture)}; it must be finite and in {range}.", exception.Message);
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
    public void Counts_that_cannot_be()
    {
        ClassCounts counts = new long[] { 5, 3, 0, 1 };
        Assert.Equal([5, 3, 0, 1], Check.Counts(counts, 4, allowEmpty: true));
        Assert.Equal([5, 3], Check.Counts(new long[] { 5, 3 }, 0, allowEmpty: false));
        Assert.Equal("classCounts", Assert.Throws<ArgumentNullException>(() => Check.Counts(null!, 4, allowEmpty: true)).ParamName);
        Assert.StartsWith("classCounts has 4 entries for 3 classes.", Assert.Throws<ArgumentException>(() => Check.Counts(counts, 3, allowEmpty: true)).Message);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Check.Counts(counts, 4, allowEmpty: false));
        Assert.StartsWith("classCounts[2] is 0: class 2 has no examples;", exception.Message);
        Assert.Equal("classCounts", exception.ParamName);
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
    public void A_gradient_that_was_asked_for_has_the_length_of_the_logits()
        => Assert.StartsWith(
            "gradient has 0 entries; the logits have 4.",
            Assert.Throws<ArgumentException>(() => new Frozen.FrozenLoss([1, 1]).ForwardBackward([1f, 2, 3, 4], [0, 1], [])).Message);
}
