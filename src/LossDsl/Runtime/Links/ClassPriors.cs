using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Class priors that calls give, checked, and what they make of probabilities.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassPriors
{
    private const double Tolerance = 1e-6;

    /// <summary>
    /// Refuses a prior that is none. Of a softmax the shares sum to 1; under the other heads each is that of an output whose label
    /// applies, in (0, 1).
    /// </summary>
    public static void Check(string argument, ReadOnlySpan<double> prior, int classes, bool elementwise)
    {
        if (prior.Length != classes)
            throw new ArgumentException($"{argument} has {prior.Length} entries for {classes} classes.", argument);
        var sum = 0.0;
        for (var k = 0; k < prior.Length; k++)
        {
            if (!double.IsFinite(prior[k]) || prior[k] <= 0 || (elementwise && prior[k] >= 1))
                throw new ArgumentOutOfRangeException(argument, prior[k],
                    FormattableString.Invariant(
                        $"{argument}[{k}] is {prior[k]}; the share of class {k} must be {(elementwise ? "in (0, 1)" : "finite and positive")}."));
            sum += prior[k];
        }

        if (!elementwise && !(Math.Abs(sum - 1) <= Tolerance))
            throw new ArgumentException(FormattableString.Invariant($"{argument} sums to {sum:G12}; it must be 1."), argument);
    }

    /// <summary>
    /// What is added to the logarithms of probabilities, or of odds, under the training prior to have those under the target prior:
    /// log(π'_y/π_y), or the difference of the logarithms of the odds.
    /// </summary>
    public static double[] Shift(ReadOnlySpan<double> target, ReadOnlySpan<double> training, int classes, bool elementwise)
    {
        Check("targetPrior", target, classes, elementwise);
        Check("trainingPrior", training, classes, elementwise);
        var shift = new double[classes];
        for (var k = 0; k < classes; k++)
        {
            shift[k] = Math.Log(target[k] / training[k]);
            if (elementwise)
                shift[k] -= Math.Log((1 - target[k]) / (1 - training[k]));
        }

        return shift;
    }

    /// <summary>−log π, for the largest P(y|x)/π_y.</summary>
    public static double[] Balance(ReadOnlySpan<double> training, int classes)
    {
        Check("trainingPrior", training, classes, elementwise: false);
        var shift = new double[classes];
        for (var k = 0; k < classes; k++)
            shift[k] = -Math.Log(training[k]);
        return shift;
    }
}
