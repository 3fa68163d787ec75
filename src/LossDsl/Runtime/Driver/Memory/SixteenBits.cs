using System;
using System.Runtime.Intrinsics;

namespace LossDsl.Runtime;

/// <summary>
/// Contiguous numbers of sixteen bits from and to single precision, eight at a time: what the conversions of
/// <see cref="Half"/> and <see cref="BFloat16"/> do, bit for bit, but for the payload of a NaN.
/// </summary>
internal static unsafe class SixteenBits
{
    private const uint SignOfSingle = 0x80000000;
    private const uint InfinityOfSingle = 0x7F800000;

    // 2^112, the distance between the smallest exponents of the two formats.
    private const uint BetweenExponents = 0x77800000;

    // 2^-14, the smallest normal Half; and 65520, from which on the nearest Half is infinite.
    private const uint SmallestNormalHalf = 0x38800000;
    private const uint RoundsToInfinity = 0x477FF000;

    // ½, whose last place is the smallest Half.
    private const uint OneHalf = 0x3F000000;

    /// <summary>Widens as many as make whole vectors; returns how many those are.</summary>
    public static int Widen(ushort* source, float* target, int count, bool half)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load(source + i));
            (half ? FromHalf(lower) : lower << 16).AsSingle().Store(target + i);
            (half ? FromHalf(upper) : upper << 16).AsSingle().Store(target + i + 4);
        }

        return i;
    }

    /// <summary>Narrows as many as make whole vectors, to the nearest, ties to even; returns how many those are.</summary>
    public static int Narrow(float* source, ushort* target, int count, bool half)
    {
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var lower = Vector128.Load(source + i).AsUInt32();
            var upper = Vector128.Load(source + i + 4).AsUInt32();
            var narrow = half ? Vector128.Narrow(ToHalf(lower), ToHalf(upper)) : Vector128.Narrow(ToBFloat16(lower), ToBFloat16(upper));
            narrow.Store(target + i);
        }

        return i;
    }

    private static Vector128<uint> FromHalf(Vector128<uint> half)
    {
        // The product moves the exponent, and gives denormals their leading bit.
        var size = (half & Vector128.Create(0x7FFFu)) << 13;
        var finite = (size.AsSingle() * Vector128.Create(BetweenExponents).AsSingle()).AsUInt32();
        var result = Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(size, Vector128.Create(0x7C00u << 13)), size | Vector128.Create(InfinityOfSingle), finite);
        return result | ((half & Vector128.Create(0x8000u)) << 16);
    }

    private static Vector128<uint> ToHalf(Vector128<uint> single)
    {
        var size = single & Vector128.Create(~SignOfSingle);
        var even = (size >> 13) & Vector128<uint>.One;
        // Half of the last place less one, and one more where it is odd; the exponent moves by −112, in the upper bits.
        var normal = (size + Vector128.Create(0xC8000FFFu) + even) >> 13;
        // Adding ½ rounds to a whole number of smallest halves.
        var denormal = (size.AsSingle() + Vector128.Create(OneHalf).AsSingle()).AsUInt32() - Vector128.Create(OneHalf);
        var result = Vector128.ConditionalSelect(Vector128.LessThan(size, Vector128.Create(SmallestNormalHalf)), denormal, normal);
        result = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(size, Vector128.Create(RoundsToInfinity)),
            Vector128.Create(0x7C00u), result);
        result = Vector128.ConditionalSelect(Vector128.GreaterThan(size, Vector128.Create(InfinityOfSingle)), Vector128.Create(0x7E00u),
            result);
        return result | ((single & Vector128.Create(SignOfSingle)) >> 16);
    }

    private static Vector128<uint> ToBFloat16(Vector128<uint> single)
    {
        var rounded = (single + Vector128.Create(0x7FFFu) + ((single >> 16) & Vector128<uint>.One)) >> 16;
        var isNaN = Vector128.GreaterThan(single & Vector128.Create(~SignOfSingle), Vector128.Create(InfinityOfSingle));
        return Vector128.ConditionalSelect(isNaN, (single >> 16) | Vector128.Create(0x40u), rounded);
    }
}
