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

    /// <summary>x/(1 − e^(−x)).</summary>
    public static double Todd(double x)
    {
        if (x == 0)
            return 1;
        return double.IsNegativeInfinity(x) ? 0 : x < -700 ? -x * Math.Exp(x) : x / OneMinusExp(-x);
    }
}
