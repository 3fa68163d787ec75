using System;

namespace LossDsl.Compiler;

/// <summary>Elementary functions in double precision that netstandard2.0 lacks.</summary>
public static class Scalar
{
    /// <summary>log(1 + x): the rounding of 1 + x cancels in the quotient (Kahan).</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? u == 1 ? x : u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>1 − e^x: the rounding of e^x cancels in the quotient (Kahan).</summary>
    public static double OneMinusExp(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
            return -x;
        var difference = 1 - u;
        return difference == 1 || double.IsInfinity(u) ? difference : difference * x / Math.Log(u);
    }

    /// <summary>log(1/(1 + e^(−x))).</summary>
    public static double LogSigmoid(double x) => Math.Min(x, 0) - Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log cosh x = log(1 + 2 sinh²(x/2)), the second form for arguments whose hyperbolic sine would overflow.</summary>
    public static double LogCosh(double x)
    {
        var size = Math.Abs(x);
        var half = Math.Sinh(size / 2);
        return size < 1 ? Log1p(2 * half * half) : size - Math.Log(2) + Log1p(Math.Exp(-2 * size));
    }

    /// <summary>
    /// (1 + x) log(1 + x) − x for x ≥ 0. With r = x/(2 + x), log(1 + x) = 2 artanh r and the difference is
    /// 2/(1 − r) (r² + (1 + r)(r³/3 + r⁵/5 + …)), where nothing cancels.
    /// </summary>
    public static double Bennett(double x)
    {
        if (!(x < 0.25))
            return double.IsPositiveInfinity(x) ? x : ((1 + x) * Log1p(x)) - x;
        var r = x / (2 + x);
        return 2 / (1 - r) * r * r * (1 + ((1 + r) * r * ArtanhTail(r * r)));
    }

    /// <summary>(artanh r − r)/r³ from r² up to 1/81: 1/3 + r²/5 + r⁴/7 + ….</summary>
    private static double ArtanhTail(double square)
    {
        var sum = 0.0;
        for (var odd = 19; odd >= 3; odd -= 2)
            sum = (sum * square) + (1.0 / odd);
        return sum;
    }

    /// <summary>(π t log(t/m) + (1 − π) p log(p/m))/(−(1 − π) log(1 − π)), m = π t + (1 − π) p, for p and t &gt; 0.</summary>
    public static double JensenShannon(double p, double t, double weight)
    {
        var logMixture = Math.Log((weight * t) + ((1 - weight) * p));
        double Over(double c, double a, double log) => !(Math.Abs(c * a) < 0.5) ? log / c : c * a == 0 ? a : Log1p(c * a) / c;
        var ofP = p == 0 ? 0 : p * Over(weight, (t - p) / p, logMixture - Math.Log(p));
        var ofT = t * Over(1 - weight, (p - t) / t, logMixture - Math.Log(t));
        return (ofP + ofT) * weight / Log1p(-weight);
    }

    /// <summary>x/(1 − e^(−x)).</summary>
    public static double Todd(double x)
    {
        if (x == 0)
            return 1;
        return double.IsNegativeInfinity(x) ? 0 : x < -700 ? -x * Math.Exp(x) : x / OneMinusExp(-x);
    }
}
