using System;

namespace LossDsl;

/// <summary>
/// The biases of a classification layer with which a network, before it has learnt anything, predicts the class frequencies:
/// with the usual 0 the frequent classes, background above all, would drown the first steps in their gradient (Lin et al.
/// 2017, arXiv:1708.02002, §3.3 and 4.1; Chen et al. 2019, arXiv:1909.04868, without sampling heuristics). For a regression it
/// is the mean of the training values.
/// </summary>
public static class InitialBias
{
    /// <summary>log π_k, for a softmax; the biases are determined up to a constant.</summary>
    /// <param name="frequencies">π: the share of each class in the training examples, in (0, 1), (C).</param>
    /// <returns>One bias per class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency is not in (0, 1); the message names the class.</exception>
    public static double[] Softmax(ReadOnlySpan<double> frequencies) => Map(frequencies, Math.Log);

    /// <summary>log(π_k/(1 − π_k)), for a sigmoid per class.</summary>
    /// <param name="frequencies">π: the share of examples, anchors or pixels in which the class is present, in (0, 1), (C).</param>
    /// <returns>One bias per class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency is not in (0, 1); the message names the class.</exception>
    public static double[] Sigmoid(ReadOnlySpan<double> frequencies) => Map(frequencies, static p => Math.Log(p) - Math.Log(1 - p));

    /// <summary>−log(−log π_k), for the Gumbel link p = exp(−exp(−z)) per class.</summary>
    /// <param name="frequencies">π: the share of examples, anchors or pixels in which the class is present, in (0, 1), (C).</param>
    /// <returns>One bias per class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency is not in (0, 1); the message names the class.</exception>
    public static double[] Gumbel(ReadOnlySpan<double> frequencies) => Map(frequencies, static p => -Math.Log(-Math.Log(p)));

    private static double[] Map(ReadOnlySpan<double> frequencies, Func<double, double> link)
    {
        var biases = new double[frequencies.Length];
        for (var k = 0; k < biases.Length; k++)
        {
            if (frequencies[k] is not (> 0 and < 1))
                throw new ArgumentOutOfRangeException(nameof(frequencies), frequencies[k],
                    FormattableString.Invariant(
                        $"frequencies[{k}] is {frequencies[k]}; that of class {k} must be in (0, 1) for a finite bias."));
            biases[k] = link(frequencies[k]);
        }

        return biases;
    }
}
