using System;
using System.Numerics;

namespace LossDsl.Tests.Functions;

/// <summary>The functions to 60 digits and more, in fixed point on big integers, rounded once at the end.</summary>
internal static class Decimals
{
    // The binary point stands behind this many bits.
    private const int Bits = 400;

    private static readonly BigInteger One = BigInteger.One << Bits;

    public static double Log1p(double x) => Rounded(LogOf(One + Fixed(x)), One);

    public static double OneMinusExp(double x) => Rounded(One - ExpOf(Fixed(x)), One);

    public static double Todd(double x) => Rounded(Fixed(x), One - ExpOf(-Fixed(x)));

    private static BigInteger Fixed(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var shift = Bits + exponent;
        mantissa = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return x == 0 ? 0 : x < 0 ? -mantissa : mantissa;
    }

    /// <summary>The series, after halving the argument often enough; squared as often afterwards.</summary>
    private static BigInteger ExpOf(BigInteger x)
    {
        const int Halvings = 32;
        const int Guard = 64;
        var one = One << Guard;
        var y = (x << Guard) >> Halvings;
        var (sum, term) = (one, one);
        for (var n = 1; !term.IsZero && n < 200; n++)
        {
            term = (term * y / n) >> (Bits + Guard);
            if (term == BigInteger.MinusOne)
                break;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
            sum = (sum * sum) >> (Bits + Guard);
        return sum >> Guard;
    }

    /// <summary>Newton's method on exp: each step doubles the digits.</summary>
    private static BigInteger LogOf(BigInteger x)
    {
        var y = Fixed(Math.Log(Rounded(x, One)) is var start && start != 0 ? start : 1e-17);
        for (var i = 0; i < 4; i++)
        {
            var e = ExpOf(y);
            y += (2 * (x - e) << Bits) / (x + e);
        }

        return y;
    }

    /// <summary>a/b to the nearest double, near enough: 64 bits of quotient, rounded by the conversion.</summary>
    private static double Rounded(BigInteger a, BigInteger b)
    {
        if (a.IsZero)
            return 0;
        var shift = (int)(BigInteger.Abs(b).GetBitLength() - BigInteger.Abs(a).GetBitLength()) + 64;
        var quotient = shift >= 0 ? (a << shift) / b : a / (b << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }
}
