using System;

namespace LossDsl.Gradients.Tests;

/// <summary>Slopes from differences of values.</summary>
internal static class Differences
{
    /// <summary>The slope along one coordinate, or null where no step is small enough for the differences to settle.</summary>
    public static double? Slope(double[] point, int k, Func<double[], double> value, double tolerance)
    {
        foreach (var step in new[] { 0.02, 0.004, 0.0008 })
        {
            var (wide, narrow) = (Richardson(point, k, value, step), Richardson(point, k, value, step / 2));
            if (Math.Abs(wide - narrow) <= tolerance)
                return narrow;
        }

        return null;
    }

    /// <summary>Central differences at three steps, extrapolated twice: an error of order h⁶.</summary>
    private static double Richardson(double[] point, int k, Func<double[], double> value, double step)
    {
        double Central(double h)
        {
            var moved = (double[])point.Clone();
            moved[k] = point[k] + h;
            var above = value(moved);
            moved[k] = point[k] - h;
            return (above - value(moved)) / (2 * h);
        }

        var (a, b, c) = (Central(step), Central(step / 2), Central(step / 4));
        var (ab, bc) = (b + ((b - a) / 3), c + ((c - b) / 3));
        return bc + ((bc - ab) / 15);
    }
}
