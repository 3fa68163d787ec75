using System;
using System.ComponentModel;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// The functions of <see cref="SimdMath"/> on single numbers, for plain loops: a few units in the last place of a double,
/// correctly rounded in nearly all cases in single precision. NaN gives NaN. The framework's own Exp and Log variants
/// "minus one" and "plus one" are the naive expressions, which cancel.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Real
{
    /// <summary>log(1 + x), without cancellation near x = 0: −∞ at −1, NaN below.</summary>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Log1p(double.CreateTruncating(x)));

    /// <summary>1 − e^x, without cancellation near x = 0.</summary>
    public static T OneMinusExp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(OneMinusExp(double.CreateTruncating(x)));

    /// <summary>The Todd function x / (1 − e^(−x)): 1 at 0, 0 at −∞.</summary>
    public static T Todd<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Todd(double.CreateTruncating(x)));

    /// <summary>w·a, and 0 where w is 0, whatever a.</summary>
    public static T Weigh<T>(T w, T a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => w == T.Zero ? T.Zero : w * a;

    private static double Log1p(double x)
    {
        // With u = 1 + x as rounded, log u is off by a factor that x/(u − 1) makes up for: both are what they are for u
        // (W. Kahan; see Higham, Accuracy and Stability, 1.14.1).
        var u = 1 + x;
        if (u == 1)
            return x;
        return double.IsInfinity(u) || u == 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    private static double OneMinusExp(double x)
    {
        // With u = e^x as rounded, 1 − u belongs to log u in place of x; the quotient varies slowly.
        if (Math.Abs(x) > 1)
            return 1 - Math.Exp(x);
        var u = Math.Exp(x);
        return u == 1 ? -x : (1 - u) * (x / Math.Log(u));
    }

    private static double Todd(double x)
    {
        if (x == 0)
            return 1;
        // On the left, e^(−x) would overflow where the quotient is still a number.
        if (x < 0)
            return double.IsNegativeInfinity(x) ? 0 : -x * Math.Exp(x) / OneMinusExp(x);
        return x / OneMinusExp(-x);
    }
}
