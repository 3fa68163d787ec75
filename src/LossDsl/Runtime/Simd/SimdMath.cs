using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// Elementary functions on vectors of floats, to a few units in the last place, written once for every width.
/// NaN in a lane gives NaN in that lane. Denormal arguments are worth what they are, and results underflow gradually.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SimdMath
{
    private const float Log2E = 1.442695f;

    // ln 2 in two parts, the first with so few bits that n·Ln2High is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // −126·ln 2, where 2^(n−1) is taken for zero, and a bound above which the result is infinite.
    private const float ExpLowest = -87.3365479f;
    private const float ExpHighest = 89f;

    // −150·ln 2: half of the smallest denormal.
    private const float ExpZero = -103.972084f;

    // Powers of two below the first, times what is left of e^r at most, are nothing beside the smallest denormal; above the
    // second a number times √½ or more is infinite.
    private const float PowLowest = -152;
    private const float PowHighest = 129;

    // (e^r − 1 − r)/r² = ½ + Exp2 r + Exp3 r² + …, interpolated at the Chebyshev nodes of |r| ≤ ln 2 / 2: relative error
    // of e^r below 1e-8.
    private const float Exp2 = 0.16666578f;
    private const float Exp3 = 0.041666556f;
    private const float Exp4 = 0.0083631733f;
    private const float Exp5 = 0.0013926176f;

    private const float SmallestNormal = 1.17549435e-38f;

    // What makes a denormal number normal: 2^24.
    private const float ToNormal = 16777216;
    private const float ToNormalExponent = 24;

    /// <summary>
    /// e^x, with gradual underflow: what a softmax adds up may be small and many. Only what the result could not hold at
    /// all is an exact zero, so that masked classes cost nothing; denormals are slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ISimd<V>
    {
        x = V.Min(V.Broadcast(ExpHighest), V.Max(V.Broadcast(ExpZero), x));
        V.HalfPowerOfTwo(x, V.Broadcast(Log2E), out var n);
        var r = Remainder(x, n);
        var p = V.MultiplyAdd(ExpTail(r), r, One<V>());
        p = V.MultiplyAdd(p, r, One<V>());
        p = V.Select(V.LessOrEqual(x, V.Broadcast(ExpZero)), V.Broadcast(0), p);
        return V.TimesPowerOfTwo(p, n);
    }

    /// <summary>1 − e^x, without cancellation near x = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OneMinusExp<V>(V x)
        where V : struct, ISimd<V>
    {
        // 1 − e^x = 2 (½ − 2^(n−1) − 2^(n−1) (e^r − 1))
        var half = Reduce(x, out var r);
        var minus = V.MultiplyAdd(ExpMinusOne(r), -half, V.Broadcast(0.5f) - half);
        return minus + minus;
    }

    /// <summary>Natural logarithm: −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, ISimd<V>
    {
        var m = LogOfMantissa(x, out var e);
        var result = V.MultiplyAdd(e, V.Broadcast(Ln2High), V.MultiplyAdd(e, V.Broadcast(Ln2Low), m));
        return LogEdges(x, result);
    }

    /// <summary>log(1 + x), without cancellation near x = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ISimd<V>
    {
        var u = One<V>() + x;
        // What rounding 1 + x lost, as a first-order correction; none at x = −1, where it would be 0/0, and at ∞.
        var lost = x - (u - One<V>());
        lost = V.Select(V.Equal(lost, V.Broadcast(0)), lost, V.Select(V.Equal(x, u), V.Broadcast(0), lost / u));
        return Log(u) + lost;
    }

    /// <summary>x^c for x ≥ 0, to full accuracy also where x or the result is very small, with gradual underflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<V>(V x, V c)
        where V : struct, ISimd<V>
    {
        // x = m 2^e: c·e is split into a whole number and the rest exactly, so that only c·log m is rounded.
        var m = LogOfMantissa(x, out var e);
        var whole = c * e;
        var lost = V.MultiplyAdd(c, e, -whole);
        var n = V.Round(V.MultiplyAdd(c * m, V.Broadcast(Log2E), whole));
        n = V.Max(V.Broadcast(PowLowest), V.Min(V.Broadcast(PowHighest), n));
        var fraction = (whole - n) + lost;
        var r = V.MultiplyAdd(fraction, V.Broadcast(Ln2High), V.MultiplyAdd(fraction, V.Broadcast(Ln2Low), c * m));
        r = V.Max(V.Broadcast(-1), V.Min(V.Broadcast(1), r));
        var one = V.Broadcast(1);
        var p = V.MultiplyAdd(ExpTail(r), r * r, r) + one;
        var result = V.TimesPowerOfTwo(p, n);

        var zero = V.Broadcast(0);
        var infinity = V.Broadcast(float.PositiveInfinity);
        var atZero = V.Select(V.Less(zero, c), zero, V.Select(V.Less(c, zero), infinity, one));
        result = V.Select(V.Equal(x, zero), atZero, result);
        result = V.Select(V.Equal(x, infinity), one / atZero, result);
        result = V.Select(V.Less(x, zero), V.Broadcast(float.NaN), result);
        return V.Select(V.Equal(x, x), V.Select(V.Equal(c, c), result, c), x);
    }

    /// <summary>w·a, and 0 where w is 0, whatever a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Weigh<V>(V w, V a)
        where V : struct, ISimd<V> => V.Select(V.Equal(w, V.Broadcast(0)), w, w * a);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ISimd<V>
    {
        // With t = 1 − e^(−2|x|), which keeps full relative accuracy down to 0: tanh |x| = t/(2 − t). Below 1e-10 it is x,
        // denormals included.
        var a = V.Abs(x);
        var t = OneMinusExp(V.Broadcast(-2) * a);
        var positive = V.Select(V.Less(a, V.Broadcast(1e-10f)), a, t / (V.Broadcast(2) - t));
        return V.Select(V.Less(x, V.Broadcast(0)), -positive, V.Select(V.Equal(x, V.Broadcast(0)), x, positive));
    }

    /// <summary>The Todd function x / (1 − e^(−x)): 1 at 0, 0 at −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Todd<V>(V x)
        where V : struct, ISimd<V>
    {
        // With a = |x| and t = 1 − e^(−a): a/t for x ≥ 0 and a e^(−a)/t for x < 0.
        var zero = V.Broadcast(0);
        var a = V.Abs(x);
        // 1 + a/2 + … is 1 for small a, where the quotient would be one of denormals.
        var quotient = V.Select(V.Less(a, V.Broadcast(1e-20f)), One<V>(), a / OneMinusExp(-a));
        var power = Exp(-a);
        var left = V.Select(V.Equal(power, zero), zero, quotient * power);
        return V.Select(V.Less(x, zero), left, quotient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V One<V>()
        where V : struct, ISimd<V> => V.Broadcast(1);

    /// <summary>
    /// x = n ln 2 + r with integral n and |r| ≤ ln 2 / 2: returns 2^(n−1). The constants stand first so that NaN passes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V r)
        where V : struct, ISimd<V>
    {
        x = V.Min(V.Broadcast(ExpHighest), V.Max(V.Broadcast(ExpLowest), x));
        var half = V.HalfPowerOfTwo(x, V.Broadcast(Log2E), out var n);
        r = Remainder(x, n);
        return half;
    }

    /// <summary>x − n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder<V>(V x, V n)
        where V : struct, ISimd<V>
        => V.MultiplyAdd(n, V.Broadcast(-Ln2Low), V.MultiplyAdd(n, V.Broadcast(-Ln2High), x));

    /// <summary>e^r − 1 on |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOne<V>(V r)
        where V : struct, ISimd<V> => V.MultiplyAdd(ExpTail(r), r * r, r);

    /// <summary>(e^r − 1 − r)/r² on |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpTail<V>(V r)
        where V : struct, ISimd<V>
    {
        var p = V.MultiplyAdd(V.Broadcast(Exp5), r, V.Broadcast(Exp4));
        p = V.MultiplyAdd(p, r, V.Broadcast(Exp3));
        p = V.MultiplyAdd(p, r, V.Broadcast(Exp2));
        return V.MultiplyAdd(p, r, V.Broadcast(0.5f));
    }

    /// <summary>x = m 2^e > 0 with m in [√½, √2), denormal or not: returns log m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfMantissa<V>(V x, out V e)
        where V : struct, ISimd<V>
    {
        var denormal = V.Less(x, V.Broadcast(SmallestNormal));
        x = V.Select(denormal, x * V.Broadcast(ToNormal), x);
        // log(1 + f) = f − (f²/2 − s (f²/2 + R)), s = f/(2 + f), R = 2 atanh(s)/s − 2: f itself is exact.
        var f = V.Decompose(x, out e) - V.Broadcast(1);
        e = V.Select(denormal, e - V.Broadcast(ToNormalExponent), e);
        var s = f / (V.Broadcast(2) + f);
        var z = s * s;
        var tail = V.MultiplyAdd(z, V.Broadcast(2f / 9), V.Broadcast(2f / 7));
        tail = V.MultiplyAdd(tail, z, V.Broadcast(2f / 5));
        tail = V.MultiplyAdd(tail, z, V.Broadcast(2f / 3)) * z;
        var half = V.Broadcast(0.5f) * f * f;
        return f - (half - (s * (half + tail)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogEdges<V>(V x, V result)
        where V : struct, ISimd<V>
    {
        var zero = V.Broadcast(0);
        var infinity = V.Broadcast(float.PositiveInfinity);
        result = V.Select(V.Equal(x, zero), -infinity, result);
        result = V.Select(V.Less(x, zero), V.Broadcast(float.NaN), result);
        result = V.Select(V.Equal(x, infinity), infinity, result);
        return V.Select(V.Equal(x, x), result, x);
    }
}
