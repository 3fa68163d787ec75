using System;
using System.Collections.Generic;

namespace LossDsl.Runtime;

/// <summary>
/// The posterior at which the slopes of the risk are least: min ‖Jᵀv‖ with v ≥ 0 and Σv = 1, each slope over the square root of how
/// far the labels differ in it. By an active set, as Lawson and Hanson solve least squares without negative unknowns.
/// </summary>
internal static class NearestPosterior
{
    // Of slopes far apart in size: below this, what the labels differ by is rounding.
    private const double Noise = 1e-12;

    // Of pivots of a matrix whose largest entry is 1.
    private const double Nothing = 1e-14;

    /// <summary>Solves it.</summary>
    /// <param name="matrix">J, (n,n) row after row, a row per label.</param>
    /// <param name="logarithms">log v, (n); −∞ where v is 0. Untouched without answer.</param>
    /// <returns>Whether there is one answer, and not several or none.</returns>
    public static bool Solve(ReadOnlySpan<double> matrix, Span<double> logarithms)
    {
        var n = logarithms.Length;
        var (square, linear) = (new double[n * n], new double[n]);
        if (!Form(matrix, n, square, linear))
            return false;
        var (posterior, support) = (new double[n], new List<int>());
        for (var i = 0; i < n; i++)
            support.Add(i);
        // Most posteriors have few zeros, or few other numbers: begin with what is positive of all.
        while (true)
        {
            if (Stationary(square, linear, n, support) is not { } point)
                return false;
            var count = support.Count;
            support.RemoveAll(i => !(point[i] > 0));
            if (support.Count == 0)
                return false;
            if (support.Count == count)
            {
                posterior = point;
                break;
            }
        }

        for (var step = 0; Entering(square, linear, n, posterior, support) is >= 0 and var entering; step++)
        {
            if (step > 10 * n)
                return false;
            support.Add(entering);
            if (Descend(square, linear, n, posterior, support) is not { } better)
                return false;
            posterior = better;
            if (posterior[entering] <= 0)
                break;
        }

        for (var i = 0; i < n; i++)
            logarithms[i] = Math.Log(posterior[i]);
        return true;
    }

    /// <summary>
    /// ½vᵀQv + cᵀv, which is the sum of squares but for a constant: rows without their mean, so that Q has no large part that
    /// v cannot change.
    /// </summary>
    private static bool Form(ReadOnlySpan<double> matrix, int n, double[] square, double[] linear)
    {
        var (centred, means) = (new double[n * n], new double[n]);
        for (var k = 0; k < n; k++)
        {
            var (low, high, mean) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
            for (var i = 0; i < n; i++)
            {
                var entry = matrix[(i * n) + k];
                if (!double.IsFinite(entry))
                    return false;
                (low, high, mean) = (Math.Min(low, entry), Math.Max(high, entry), mean + (entry / n));
            }

            if (!(high - low > Noise * Math.Max(Math.Abs(low), Math.Abs(high))))
                continue;
            var root = Math.Sqrt(high - low);
            means[k] = mean / root;
            for (var i = 0; i < n; i++)
                centred[(i * n) + k] = (matrix[(i * n) + k] - mean) / root;
        }

        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            linear[i] = Dot(centred.AsSpan(i * n, n), means);
            for (var j = 0; j < n; j++)
                square[(i * n) + j] = Dot(centred.AsSpan(i * n, n), centred.AsSpan(j * n, n));
            largest = Math.Max(largest, square[(i * n) + i]);
        }

        for (var i = 0; i < square.Length; i++)
            square[i] /= largest;
        for (var i = 0; i < n; i++)
            linear[i] /= largest;
        return largest > 0;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }

    /// <summary>The class outside the support that lowers the objective the most; −1 if none does.</summary>
    private static int Entering(double[] square, double[] linear, int n, double[] posterior, List<int> support)
    {
        var (level, size, best, entering) = (0.0, 1.0, double.PositiveInfinity, -1);
        for (var i = 0; i < n; i++)
        {
            var slope = linear[i];
            foreach (var j in support)
                slope += square[(i * n) + j] * posterior[j];
            level += posterior[i] * slope;
            size = Math.Max(size, Math.Abs(linear[i]));
            if (slope < best && !support.Contains(i))
                (best, entering) = (slope, i);
        }

        return best < level - (Noise * size) ? entering : -1;
    }

    /// <summary>From a posterior to the best on a support, or to the best on less of it where that would be negative.</summary>
    private static double[]? Descend(double[] square, double[] linear, int n, double[] posterior, List<int> support)
    {
        var from = (double[])posterior.Clone();
        while (Stationary(square, linear, n, support) is { } point)
        {
            var (length, leaving) = (1.0, -1);
            foreach (var i in support)
            {
                if (point[i] <= 0 && from[i] / (from[i] - point[i]) is var most && (leaving < 0 || !(most >= length)))
                    (length, leaving) = (double.IsNaN(most) ? 0 : most, i);
            }

            if (leaving < 0)
                return point;
            foreach (var i in support)
                from[i] = Math.Max(0, from[i] + (length * (point[i] - from[i])));
            from[leaving] = 0;
            support.Remove(leaving);
        }

        return null;
    }

    /// <summary>Where the objective is stationary on a support with a sum of 1; null if that is no point.</summary>
    private static double[]? Stationary(double[] square, double[] linear, int n, List<int> support)
    {
        var (count, width) = (support.Count + 1, support.Count + 2);
        var system = new double[count * width];
        for (var i = 0; i < count - 1; i++)
        {
            for (var j = 0; j < count - 1; j++)
                system[(i * width) + j] = square[(support[i] * n) + support[j]];
            system[(i * width) + count - 1] = system[((count - 1) * width) + i] = 1;
            system[(i * width) + count] = -linear[support[i]];
        }

        system[((count - 1) * width) + count] = 1;
        for (var step = 0; step < count; step++)
        {
            var pivot = step;
            for (var i = step + 1; i < count; i++)
                pivot = Math.Abs(system[(i * width) + step]) > Math.Abs(system[(pivot * width) + step]) ? i : pivot;
            if (!(Math.Abs(system[(pivot * width) + step]) > Nothing))
                return null;
            for (var j = step; j < width && pivot != step; j++)
                (system[(step * width) + j], system[(pivot * width) + j]) = (system[(pivot * width) + j], system[(step * width) + j]);
            for (var i = step + 1; i < count; i++)
            {
                var factor = system[(i * width) + step] / system[(step * width) + step];
                for (var j = step; j < width && factor != 0; j++)
                    system[(i * width) + j] -= factor * system[(step * width) + j];
            }
        }

        var result = new double[n];
        var solution = new double[count];
        for (var step = count - 1; step >= 0; step--)
        {
            var sum = system[(step * width) + count];
            for (var j = step + 1; j < count; j++)
                sum -= system[(step * width) + j] * solution[j];
            solution[step] = sum / system[(step * width) + step];
            if (step < count - 1)
                result[support[step]] = solution[step];
        }

        return result;
    }
}
