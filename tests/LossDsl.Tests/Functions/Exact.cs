using System;

namespace LossDsl.Tests.Functions;

/// <summary>The functions in double precision, without cancellation, by means of their own: series where formulas cancel.</summary>
internal static class Exact
{
    public static double OneMinusExp(double x) => Math.Abs(x) < 0.3 ? -ExpSeries(x) : 1 - Math.Exp(x);

    public static double Log1p(double x) => Math.Abs(x) < 0.3 ? LogSeries(x) : Math.Log(1 + x);

    public static double Todd(double x)
        => x == 0 ? 1
            : double.IsNegativeInfinity(x) ? 0
            : x < 0 ? -x * Math.Exp(x) / OneMinusExp(x)
            : x / OneMinusExp(-x);

    public static double Pow(double x, double c) => x < 0 ? double.NaN : Math.Pow(x, c);

    /// <summary>e^x − 1 = x + x²/2 + ….</summary>
    private static double ExpSeries(double x)
    {
        var (sum, term) = (0.0, x);
        for (var n = 2; n < 30; n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }

    /// <summary>log(1 + x) = 2 (s + s³/3 + …), s = x/(2 + x).</summary>
    private static double LogSeries(double x)
    {
        var s = x / (2 + x);
        var sum = 0.0;
        for (var n = 39; n >= 1; n -= 2)
            sum = (sum * s * s) + (1.0 / n);
        return 2 * s * sum;
    }
}
