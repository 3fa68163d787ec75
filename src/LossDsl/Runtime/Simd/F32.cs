using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>One float: the width for machines without vectors, and the yardstick for the others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct F32 : ISimd<F32>
{
    private readonly float lane;

    private F32(float lane) => this.lane = lane;

    /// <inheritdoc/>
    public static int Lanes => 1;

    /// <inheritdoc/>
    public static F32 Iota => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator F32(float value) => Broadcast(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe F32 Load(float* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(float* target, F32 value) => *target = value.lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator +(F32 a, F32 b) => new(a.lane + b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator -(F32 a, F32 b) => new(a.lane - b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator *(F32 a, F32 b) => new(a.lane * b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator /(F32 a, F32 b) => new(a.lane / b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 operator -(F32 a) => new(-a.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 MultiplyAdd(F32 a, F32 b, F32 c) => new(float.MultiplyAddEstimate(a.lane, b.lane, c.lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Max(F32 a, F32 b) => new(a.lane > b.lane ? a.lane : b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Min(F32 a, F32 b) => new(a.lane < b.lane ? a.lane : b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Abs(F32 a) => new(MathF.Abs(a.lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Sqrt(F32 a) => new(MathF.Sqrt(a.lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Round(F32 a) => new(MathF.Round(a.lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Equal(F32 a, F32 b) => Mask(a.lane == b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Less(F32 a, F32 b) => Mask(a.lane < b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 LessOrEqual(F32 a, F32 b) => Mask(a.lane <= b.lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Select(F32 mask, F32 a, F32 b)
        => BitConverter.SingleToInt32Bits(mask.lane) != 0 ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 PowerOfTwo(F32 n) => new(BitConverter.Int32BitsToSingle(((int)n.lane + 127) << 23));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 HalfPowerOfTwo(F32 a, F32 b, out F32 n)
    {
        // Adding 1.5·2^23 rounds to an integer and leaves it in the low bits.
        const float Shifter = 12582912;
        var shifted = float.MultiplyAddEstimate(a.lane, b.lane, Shifter);
        n = new(shifted - Shifter);
        return new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(shifted) + 126) << 23));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 TimesPowerOfTwo(F32 a, F32 n)
    {
        var whole = (int)n.lane;
        var first = whole >> 1;
        return new(a.lane * BitConverter.Int32BitsToSingle((first + 127) << 23) * BitConverter.Int32BitsToSingle(
            (whole - first + 127) << 23));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Decompose(F32 x, out F32 exponent)
    {
        var bits = BitConverter.SingleToInt32Bits(x.lane) - 0x3F3504F3;
        exponent = new(bits >> 23);
        return new(BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) + 0x3F3504F3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAcross(F32 a) => a.lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(F32 a) => a.lane;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F32 Mask(bool set) => new(BitConverter.Int32BitsToSingle(set ? -1 : 0));
}
