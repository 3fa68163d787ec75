using System;

namespace LossDsl.Compiler;

/// <summary>Whether a number added to all scores changes nothing.</summary>
internal static class ShiftInvariance
{
    private const int Probes = 8;

    /// <summary>Tries some scores, each with a shift.</summary>
    /// <param name="losses">Computes the losses of all labels, from the scores of all classes.</param>
    /// <param name="classes">The number of classes.</param>
    public static bool Holds(Action<double[], double[]> losses, int classes)
    {
        var (scores, here, there) = (new double[classes], new double[classes], new double[classes]);
        for (var probe = 0; probe < Probes; probe++)
        {
            for (var k = 0; k < classes; k++)
                scores[k] = Math.Sin((5 * probe) + (2 * k) + 1) * (1 + (probe / 2.0));
            losses(scores, here);
            for (var k = 0; k < classes; k++)
                scores[k] += 0.7 + (probe / 3.0);
            losses(scores, there);
            for (var y = 0; y < classes; y++)
            {
                if (!(Math.Abs(here[y] - there[y]) <= 1e-9 * (1e-6 + Math.Abs(here[y]))))
                    return false;
            }
        }

        return true;
    }
}
