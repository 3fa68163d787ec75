using System;

namespace LossDsl.Compiler;

/// <summary>Whether a loss has a limit where all scores are equal, as it must for ties to mean anything: standardised scores have none.</summary>
internal static class EqualScores
{
    private const double Near = 1e-7;

    private static readonly double[][] Directions = [[1, 0.3, -1], [-1, 0.2, 0.9], [0.4, -1, 0.5]];

    /// <summary>Compares the losses of all labels a little way off, in some directions.</summary>
    /// <param name="losses">Computes the losses of all labels, from the scores of all classes in units.</param>
    /// <param name="classes">The number of classes, two or three.</param>
    public static bool HaveLimit(Action<double[], double[]> losses, int classes)
    {
        var (scores, first, other) = (new double[classes], new double[classes], new double[classes]);
        for (var i = 0; i < Directions.Length; i++)
        {
            for (var k = 0; k < classes; k++)
                scores[k] = Near * Directions[i][k];
            losses(scores, i == 0 ? first : other);
            for (var y = 0; y < classes && i > 0; y++)
            {
                if (Math.Abs(first[y] - other[y]) > 1e-3 * (1e-6 + Math.Abs(first[y]) + Math.Abs(other[y])))
                    return false;
            }
        }

        return true;
    }
}
