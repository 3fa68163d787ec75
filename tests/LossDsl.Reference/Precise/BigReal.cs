using System;
using System.Numerics;

namespace LossDsl.Reference;

/// <summary>
/// A number with 86 decimal digits and an exponent without bounds, or an infinity or NaN: what single precision is held
/// against where double precision cancels or underflows itself.
/// </summary>
internal readonly struct BigReal : IComparable<BigReal>, IEquatable<BigReal>
{
    /// <summary>The bits of a mantissa.</summary>
    public const int Bits = 288;

    private readonly BigInteger mantissa;
    private readonly long exponent;
    private readonly Kind kind;

    private BigReal(BigInteger mantissa, long exponent, Kind kind)
        => (this.mantissa, this.exponent, this.kind) = (mantissa, exponent, kind);

    private enum Kind
    {
        Finite,
        Infinite,
        NotANumber,
    }

    public static BigReal Zero => default;

    public static BigReal One => new(BigInteger.One, 0, Kind.Finite);

    public static BigReal NaN => new(BigInteger.Zero, 0, Kind.NotANumber);

    public static BigReal Infinity => new(BigInteger.One, 0, Kind.Infinite);

    public int Sign => mantissa.Sign;

    public bool IsFinite => kind == Kind.Finite;

    public bool IsNaN => kind == Kind.NotANumber;

    public bool IsZero => IsFinite && mantissa.IsZero;

    /// <summary>The largest e with 2^e ≤ |x|, of a finite number other than 0.</summary>
    public long Magnitude => exponent + (long)BigInteger.Abs(mantissa).GetBitLength() - 1;

    /// <summary>m·2^e.</summary>
    public static BigReal Of(BigInteger m, long e)
    {
        var excess = (int)(BigInteger.Abs(m).GetBitLength() - Bits);
        if (excess > 0)
            (m, e) = ((m + (BigInteger.One << (excess - 1))) >> excess, e + excess);
        return new(m, m.IsZero ? 0 : e, Kind.Finite);
    }

    public static implicit operator BigReal(double value)
    {
        if (double.IsNaN(value))
            return NaN;
        if (double.IsInfinity(value))
            return value > 0 ? Infinity : -Infinity;
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var biased = (int)(bits >> 52);
        BigInteger m = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 0x10000000000000);
        return new(value < 0 ? -m : m, value == 0 ? 0 : Math.Max(biased, 1) - 1075, Kind.Finite);
    }

    public static explicit operator double(BigReal x)
    {
        if (!x.IsFinite)
            return x.IsNaN ? double.NaN : x.Sign * double.PositiveInfinity;
        if (x.mantissa.IsZero)
            return 0;
        var shift = (int)BigInteger.Abs(x.mantissa).GetBitLength() - 64;
        var leading = shift > 0 ? x.mantissa >> shift : x.mantissa << -shift;
        return Math.ScaleB((double)leading, (int)Math.Clamp(x.exponent + shift, -5000, 5000));
    }

    public static BigReal operator -(BigReal a) => new(-a.mantissa, a.exponent, a.kind);

    public static BigReal operator +(BigReal a, BigReal b)
    {
        if (!a.IsFinite || !b.IsFinite)
        {
            var opposite = a.kind == Kind.Infinite && b.kind == Kind.Infinite && a.Sign != b.Sign;
            return a.IsNaN || b.IsNaN || opposite ? NaN : a.IsFinite ? b : a;
        }

        if (a.mantissa.IsZero || b.mantissa.IsZero)
            return a.mantissa.IsZero ? b : a;
        // What is too small to be seen in the sum need not be shifted there.
        if (Math.Abs(a.Magnitude - b.Magnitude) > 2 * Bits)
            return a.Magnitude > b.Magnitude ? a : b;
        return a.exponent <= b.exponent
            ? Of(a.mantissa + (b.mantissa << (int)(b.exponent - a.exponent)), a.exponent)
            : Of((a.mantissa << (int)(a.exponent - b.exponent)) + b.mantissa, b.exponent);
    }

    public static BigReal operator -(BigReal a, BigReal b) => a + -b;

    public static BigReal operator *(BigReal a, BigReal b)
    {
        if (a.IsFinite && b.IsFinite)
            return Of(a.mantissa * b.mantissa, a.exponent + b.exponent);
        return a.Sign == 0 || b.Sign == 0 ? NaN : new(a.Sign * b.Sign, 0, Kind.Infinite);
    }

    public static BigReal operator /(BigReal a, BigReal b)
    {
        if (a.IsNaN || b.IsNaN || (!a.IsFinite && !b.IsFinite) || (a.IsZero && b.IsZero))
            return NaN;
        if (!b.IsFinite)
            return Zero;
        if (!a.IsFinite || b.IsZero)
            return new(a.Sign * (b.Sign < 0 ? -1 : 1), 0, Kind.Infinite);
        // As many digits as a quotient has, whatever the lengths of the two.
        var shift = Math.Max(0, Bits + 2 + (int)(BigInteger.Abs(b.mantissa).GetBitLength() - BigInteger.Abs(a.mantissa).GetBitLength()));
        return Of((a.mantissa << shift) / b.mantissa, a.exponent - b.exponent - shift);
    }

    public static bool operator <(BigReal a, BigReal b) => !a.IsNaN && !b.IsNaN && a.CompareTo(b) < 0;

    public static bool operator >(BigReal a, BigReal b) => b < a;

    public static BigReal Abs(BigReal a) => a.Sign < 0 ? -a : a;

    public static BigReal Max(BigReal a, BigReal b) => a.IsNaN || b.IsNaN ? NaN : a < b ? b : a;

    public static BigReal Min(BigReal a, BigReal b) => a.IsNaN || b.IsNaN ? NaN : a < b ? a : b;

    /// <summary>As if of numbers: NaN has no place in an order.</summary>
    public int CompareTo(BigReal other)
    {
        if (kind == Kind.Infinite || other.kind == Kind.Infinite)
            return (kind == Kind.Infinite ? Sign : 0).CompareTo(other.kind == Kind.Infinite ? other.Sign : 0);
        return (this - other).Sign;
    }

    /// <summary>The same digits and exponent; numbers that are equal may have other digits.</summary>
    public bool Equals(BigReal other) => exponent == other.exponent && kind == other.kind && mantissa == other.mantissa;

    public override bool Equals(object? obj) => obj is BigReal other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(mantissa, exponent, kind);

    /// <summary>The integer part of x·2^bits.</summary>
    public BigInteger Fixed(int bits)
    {
        var shift = exponent + bits;
        return shift >= 0 ? mantissa << (int)shift : shift < -100_000 ? BigInteger.Zero : mantissa >> (int)-shift;
    }
}
