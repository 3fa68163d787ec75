using System;
using System.Linq;
using Xunit;

namespace LossDsl.Tests.Checks;

/// <summary>The link of each head takes the biases back to the frequencies.</summary>
public class InitialBiasTests
{
    private static readonly double[] Frequencies = [0.9, 0.09, 0.01 - 1e-9, 1e-9];

    [Fact]
    public void The_link_gives_the_frequencies_back()
    {
        var softmax = InitialBias.Softmax(Frequencies).Select(Math.Exp).ToArray();
        var sigmoid = InitialBias.Sigmoid(Frequencies).Select(b => 1 / (1 + Math.Exp(-b))).ToArray();
        var gumbel = InitialBias.Gumbel(Frequencies).Select(b => Math.Exp(-Math.Exp(-b))).ToArray();
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(1, softmax[k] / softmax.Sum() / Frequencies[k], 1e-12);
            Assert.Equal(1, sigmoid[k] / Frequencies[k], 1e-12);
            Assert.Equal(1, gumbel[k] / Frequencies[k], 1e-12);
        }

        // The paper's own: b = −log((1 − π)/π).
        Assert.Equal(-Math.Log(99), InitialBias.Sigmoid([0.01])[0], 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Frequencies_that_have_no_finite_bias(double frequency)
    {
        foreach (var biases in new Func<double[], double[]>[] { f => InitialBias.Softmax(f), f => InitialBias.Sigmoid(f),
            f => InitialBias.Gumbel(f) })
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>("frequencies", () => biases([0.5, frequency]));
            Assert.StartsWith(FormattableString.Invariant($"frequencies[1] is {frequency}; that of class 1 must be in (0, 1)"),
                exception.Message);
        }
    }
}
