using System;
using System.Collections.Concurrent;
using System.Numerics;

namespace LossDsl.Reference;

/// <summary>Elementary functions to the digits of <see cref="BigReal"/>, in fixed point on big integers.</summary>
internal static class BigFunctions
{
    private const int Fixed = BigReal.Bits + 96;
    private const int Halvings = 12;

    // Each has three times the digits of the one before, and the first 50 bits.
    private const int NewtonSteps = 2;

    // Below 2^-Small a few terms of a series are all that counts.
    private const int Small = 96;

    private static readonly BigInteger One = BigInteger.One << Fixed;
    private static readonly BigInteger Ln2 = LogOfTwo();

    // The same scores stand in many losses.
    private static readonly ConcurrentDictionary<BigReal, BigReal> Powers = [];
    private static readonly ConcurrentDictionary<BigReal, BigReal> Logarithms = [];

    public static BigReal Exp(BigReal x) => Powers.GetOrAdd(x, ExpAnew);

    public static BigReal Log(BigReal x) => Logarithms.GetOrAdd(x, LogAnew);

    private static BigReal ExpAnew(BigReal x)
    {
        if (!x.IsFinite)
            return x.IsNaN ? x : x.Sign > 0 ? x : BigReal.Zero;
        // Beyond any exponent.
        if (BigReal.Abs(x) > 1e15)
            return x.Sign > 0 ? BigReal.Infinity : BigReal.Zero;
        var point = x.Fixed(Fixed);
        var n = BigInteger.Divide(point, Ln2);
        return BigReal.Of(ExpOf(point - (n * Ln2)), (long)n - Fixed);
    }

    private static BigReal LogAnew(BigReal x)
    {
        if (x.IsNaN || x.Sign < 0)
            return BigReal.NaN;
        if (x.IsZero || !x.IsFinite)
            return x.IsZero ? -BigReal.Infinity : x;
        // x = m 2^n with m near 1; Newton's method on exp, from a double.
        var n = x.Magnitude;
        var m = (x * BigReal.Of(BigInteger.One, -n)).Fixed(Fixed);
        if (m > 3 * (One >> 1))
            (m, n) = (m >> 1, n + 1);
        var y = ((BigReal)Math.Log((double)BigReal.Of(m, -Fixed))).Fixed(Fixed);
        for (var i = 0; i < NewtonSteps; i++)
        {
            var e = ExpOf(y);
            y += ((m - e) << (Fixed + 1)) / (m + e);
        }

        return BigReal.Of(y + (n * Ln2), -Fixed);
    }

    public static BigReal Log1p(BigReal x)
        => IsSmall(x) ? x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4) : Log(1 + x);

    public static BigReal OneMinusExp(BigReal x)
        => IsSmall(x) ? -(x + (x * x / 2) + (x * x * x / 6) + (x * x * x * x / 24)) : 1 - Exp(x);

    public static BigReal LogSigmoid(BigReal x) => BigReal.Min(x, 0) - Log1p(Exp(-BigReal.Abs(x)));

    public static BigReal Todd(BigReal x)
        => x.IsZero ? BigReal.One
            : !x.IsFinite ? (x.Sign > 0 ? x : BigReal.Zero)
            : x < 0 ? -(x * Exp(x)) / OneMinusExp(x)
            : x / OneMinusExp(-x);

    public static BigReal Tanh(BigReal x)
    {
        var t = OneMinusExp(-2 * BigReal.Abs(x));
        var positive = t / (2 - t);
        return x.Sign < 0 ? -positive : positive;
    }

    public static BigReal LogCosh(BigReal x)
    {
        var half = Tanh(BigReal.Abs(x) / 2);
        // cosh x = (1 + h²)/(1 − h²) with h = tanh x/2.
        return BigReal.Abs(x) < 100
            ? Log1p(half * half) - Log1p(-(half * half))
            : BigReal.Abs(x) - Log(2) + Log1p(Exp(-2 * BigReal.Abs(x)));
    }

    public static BigReal Bennett(BigReal x) => IsSmall(x) ? x * x / 2 : ((1 + x) * Log1p(x)) - x;

    public static BigReal Pow(BigReal x, BigReal c)
    {
        if (c.IsZero)
            return BigReal.One;
        if (x.IsZero || !x.IsFinite)
            return (double)c > 0 == x.IsZero ? (x.IsNaN ? x : BigReal.Zero) : BigReal.Infinity;
        var power = Exp(c * Log(BigReal.Abs(x)));
        return x.Sign > 0 ? power : ((double)c % 2) switch { 0 => power, 1 or -1 => -power, _ => BigReal.NaN };
    }

    private static bool IsSmall(BigReal x) => x.IsFinite && !x.IsZero && x.Magnitude < -Small;

    /// <summary>The series, after halving the argument often enough; squared as often afterwards.</summary>
    private static BigInteger ExpOf(BigInteger x)
    {
        const int Guard = 64;
        var one = One << Guard;
        var y = (x << Guard) >> Halvings;
        var (sum, term) = (one, one);
        for (var n = 1; !term.IsZero && term != BigInteger.MinusOne; n++)
        {
            term = (term * y / n) >> (Fixed + Guard);
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = (sum * sum) >> (Fixed + Guard);
        return sum >> Guard;
    }

    /// <summary>log 2 = 2 artanh ⅓.</summary>
    private static BigInteger LogOfTwo()
    {
        var sum = BigInteger.Zero;
        var power = 2 * One / 3;
        for (var odd = 1; !power.IsZero; odd += 2, power /= 9)
            sum += power / odd;
        return sum;
    }
}
