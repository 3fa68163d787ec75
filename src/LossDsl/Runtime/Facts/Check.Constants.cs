using System;

namespace LossDsl.Runtime;

/// <content>Constants that are computed from what constructors are given.</content>
public static partial class Check
{
    /// <summary>
    /// A table of constants per class: what counts, weights and exponents come to has to fit in single precision too. −∞ is
    /// the score of an empty class where a loss admits those.
    /// </summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="table">The constants.</param>
    /// <exception cref="ArgumentException">A constant is NaN, +∞, or too large or too small; the message names the class.</exception>
    public static void Table(string loss, double[] table)
    {
        for (var k = 0; k < table.Length; k++)
        {
            if (!double.IsNegativeInfinity(table[k]) && !FitsSinglePrecision(table[k]))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{loss}: the counts or weights give class {k} the constant {table[k]}; it must be 0 or between 1e-30 and 1e30 in magnitude."));
        }
    }

    /// <summary>A matrix of constants over labels and classes: its entries have to fit in single precision too.</summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="matrix">The entries (C,C), row after row.</param>
    /// <exception cref="ArgumentException">It is not square, or an entry is not finite, too large or too small.</exception>
    public static void MatrixTable(string loss, double[] matrix)
    {
        var side = (int)Math.Round(Math.Sqrt(matrix.Length));
        if (matrix.Length != (long)side * side)
            throw new ArgumentException($"{loss}: a matrix over labels and classes has {matrix.Length} entries, which is no square.");
        for (var i = 0; i < matrix.Length; i++)
        {
            if (!FitsSinglePrecision(matrix[i]))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{loss}: the matrix gives label {i / side} and class {i % side} the constant {matrix[i]}; it must be 0 or between 1e-30 and 1e30 in magnitude."));
        }
    }

    private static bool FitsSinglePrecision(double constant)
        => constant == 0 || (Math.Abs(constant) >= 1e-30 && Math.Abs(constant) <= 1e30);
}
