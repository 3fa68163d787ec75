using System;

namespace LossDsl.Runtime;

/// <summary>The vector v with vᵀJ = 0, by elimination with pivoting in both directions.</summary>
internal static class LeftNullVector
{
    // Pivots of a matrix whose rows and columns have been scaled to 1.
    private const double Nothing = 1e-10;

    // How much of the last equation may be left at a minimiser that has been searched for and not computed.
    private const double Left = 1e-7;

    /// <summary>
    /// Solves it. If J has full rank, as away from the minimisers of a loss that is not invariant to shifts of the scores, the
    /// equation that the others leave least of is dropped, as long as little of it is left.
    /// </summary>
    /// <param name="matrix">J, (n,n) row after row; overwritten.</param>
    /// <param name="logarithms">log v up to a constant, (n); −∞ where v is 0.</param>
    /// <returns>Whether there is one such v, and it has no negative entry; otherwise the logarithms mean nothing.</returns>
    public static bool Solve(Span<double> matrix, Span<double> logarithms)
    {
        var n = logarithms.Length;
        var unknown = new int[n];
        var scale = new double[n];
        if (!Scale(matrix, n, scale))
            return Degenerate(scale, logarithms);

        for (var i = 0; i < n; i++)
            unknown[i] = i;
        for (var step = 0; step < n - 1; step++)
        {
            var (row, column) = Largest(matrix, n, step);
            // Rows are unknowns and columns equations: both may change places.
            Exchange(matrix, n, step, row, column);
            (unknown[step], unknown[row]) = (unknown[row], unknown[step]);
            var pivot = matrix[(step * n) + step];
            if (!(Math.Abs(pivot) > Nothing))
                return false;

            for (var equation = step + 1; equation < n; equation++)
            {
                var factor = matrix[(step * n) + equation] / pivot;
                for (var i = step; i < n && factor != 0; i++)
                    matrix[(i * n) + equation] -= factor * matrix[(i * n) + step];
            }
        }

        return Substitute(matrix, unknown, scale, logarithms);
    }

    /// <summary>Divides rows, and then columns, by their largest entries; false if a row has none.</summary>
    private static bool Scale(Span<double> matrix, int n, double[] scale)
    {
        var full = true;
        for (var i = 0; i < n; i++)
        {
            foreach (var entry in matrix.Slice(i * n, n))
                scale[i] = Math.Max(scale[i], Math.Abs(entry));
            full &= scale[i] > 0 && double.IsFinite(scale[i]);
        }

        for (var k = 0; k < n && full; k++)
        {
            var largest = 0.0;
            for (var i = 0; i < n; i++)
                largest = Math.Max(largest, Math.Abs(matrix[(i * n) + k] /= scale[i]));
            for (var i = 0; i < n && largest > 0; i++)
                matrix[(i * n) + k] /= largest;
        }

        return full;
    }

    /// <summary>A label whose loss has no slope is certain, if it is the only one.</summary>
    private static bool Degenerate(double[] scale, Span<double> logarithms)
    {
        var flat = 0;
        foreach (var entry in scale)
            flat += entry == 0 ? 1 : double.IsFinite(entry) ? 0 : scale.Length + 1;
        for (var i = 0; i < scale.Length; i++)
            logarithms[i] = scale[i] == 0 ? 0 : double.NegativeInfinity;
        return flat == 1;
    }

    private static (int Row, int Column) Largest(Span<double> matrix, int n, int from)
    {
        var (best, row, column) = (-1.0, from, from);
        for (var i = from; i < n; i++)
        {
            for (var k = from; k < n; k++)
            {
                if (Math.Abs(matrix[(i * n) + k]) > best)
                    (best, row, column) = (Math.Abs(matrix[(i * n) + k]), i, k);
            }
        }

        return (row, column);
    }

    private static void Exchange(Span<double> matrix, int n, int step, int row, int column)
    {
        for (var k = 0; k < n && row != step; k++)
            (matrix[(step * n) + k], matrix[(row * n) + k]) = (matrix[(row * n) + k], matrix[(step * n) + k]);
        for (var i = 0; i < n && column != step; i++)
            (matrix[(i * n) + step], matrix[(i * n) + column]) = (matrix[(i * n) + column], matrix[(i * n) + step]);
    }

    private static bool Substitute(Span<double> matrix, int[] unknown, double[] scale, Span<double> logarithms)
    {
        var n = unknown.Length;
        var solution = new double[n];
        solution[n - 1] = 1;
        for (var step = n - 2; step >= 0; step--)
        {
            var sum = 0.0;
            for (var i = step + 1; i < n; i++)
                sum += matrix[(i * n) + step] * solution[i];
            solution[step] = -sum / matrix[(step * n) + step];
        }

        var (low, high) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            (low, high) = (Math.Min(low, solution[i]), Math.Max(high, solution[i]));
            logarithms[unknown[i]] = Math.Log(Math.Abs(solution[i])) - Math.Log(scale[unknown[i]]);
        }

        return low == 0 && Math.Abs(matrix[^1]) <= Left * high;
    }
}
