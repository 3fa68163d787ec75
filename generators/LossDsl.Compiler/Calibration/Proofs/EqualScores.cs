using System;

namespace LossDsl.Compiler;

/// <summary>
/// Whether a loss has a limit where all scores are equal, as it must for ties to mean anything: standardised scores have
/// none.
/// </summary>
internal static class EqualScores
{
    private const double Near = 1e-7, LessNear = 1e-4;

    /// <summary>How much of a difference between directions is left a thousand times as near where it does not go to 0.</summary>
    private const double Lasting = 0.1;

    /// <summary>Differences that are roundings, relative to the losses.</summary>
    private const double Rounding = 1e-9;

    private static readonly double[][] Directions = [[1, 0.3, -1], [-1, 0.2, 0.9], [0.4, -1, 0.5]];

    /// <summary>Compares the losses of all labels a little way off, in some directions.</summary>
    /// <param name="losses">Computes the losses of all labels, from the scores of all classes in units.</param>
    /// <param name="classes">The number of classes, two or three.</param>
    public static bool HaveLimit(Action<double[], double[]> losses, int classes)
    {
        var (near, size) = Spread(losses, classes, Near);
        // A loss that is 0 at equal scores has nothing to compare a difference with but that from farther off.
        return near <= Rounding * size || near <= Lasting * Spread(losses, classes, LessNear).Largest;
    }

    /// <summary>The largest difference of a label's loss between directions, and the largest loss.</summary>
    private static (double Largest, double Size) Spread(Action<double[], double[]> losses, int classes, double distance)
    {
        var (largest, size) = (0.0, 0.0);
        var (scores, first, other) = (new double[classes], new double[classes], new double[classes]);
        for (var i = 0; i < Directions.Length; i++)
        {
            for (var k = 0; k < classes; k++)
                scores[k] = distance * Directions[i][k];
            losses(scores, i == 0 ? first : other);
            for (var y = 0; y < classes && i > 0; y++)
            {
                largest = Math.Max(largest, Math.Abs(first[y] - other[y]));
                size = Math.Max(size, Math.Max(Math.Abs(first[y]), Math.Abs(other[y])));
            }
        }

        return (largest, size);
    }
}
