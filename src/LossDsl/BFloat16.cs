using System;
using System.Globalization;

namespace LossDsl;

/// <summary>
/// A number stored in sixteen bits: the upper half of a <see cref="float"/>. It is for storage only; losses compute in
/// single precision. The memory layout is that of bfloat16 tensors everywhere.
/// </summary>
/// <param name="bits">Sign, eight bits of exponent, seven of fraction.</param>
public readonly struct BFloat16(ushort bits) : IEquatable<BFloat16>
{
    /// <summary>The bits.</summary>
    public ushort Bits { get; } = bits;

    /// <summary>The nearest number, ties to even; NaN stays NaN.</summary>
    public static explicit operator BFloat16(float value)
    {
        var single = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return new BFloat16((ushort)((single >> 16) | 0x40));
        return new BFloat16((ushort)((single + 0x7FFF + ((single >> 16) & 1)) >> 16));
    }

    /// <summary>The nearest number, rounded once.</summary>
    public static explicit operator BFloat16(double value)
    {
        // Rounding to single precision first would round twice: to odd it keeps what the second rounding needs to know.
        var single = (float)value;
        var bits = BitConverter.SingleToUInt32Bits(single);
        if (!double.IsNaN(value) && single != value && (bits & 1) == 0)
            bits = Math.Abs((double)single) > Math.Abs(value) ? bits - 1 : bits | 1;
        return (BFloat16)BitConverter.UInt32BitsToSingle(bits);
    }

    /// <summary>The same number.</summary>
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);

    /// <summary>Whether the numbers are equal; NaN equals nothing.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == right;

    /// <summary>Whether the numbers differ.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(BFloat16 other) => ((float)this).Equals(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ((float)this).ToString(CultureInfo.InvariantCulture);
}
