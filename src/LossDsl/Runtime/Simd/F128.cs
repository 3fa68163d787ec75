using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Runtime;

/// <summary>4 floats in one 128-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct F128 : ISimd<F128>
{
    private readonly Vector128<float> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private F128(Vector128<float> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Lanes => 4;

    /// <inheritdoc/>
    public static F128 Iota => new(Vector128<float>.Indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Broadcast(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator F128(float value) => Broadcast(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe F128 Load(float* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(float* target, F128 value) => value.lanes.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe F128 LoadFirst(float* source, int count)
        => Avx.IsSupported ? new(Avx.MaskLoad(source, First(count))) : Partial.Load<F128>(source, count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreFirst(float* target, int count, F128 value)
    {
        if (Avx.IsSupported)
            Avx.MaskStore(target, First(count), value.lanes);
        else
            Partial.Store(target, count, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 operator +(F128 a, F128 b) => new(a.lanes + b.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 operator -(F128 a, F128 b) => new(a.lanes - b.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 operator *(F128 a, F128 b) => new(a.lanes * b.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 operator /(F128 a, F128 b) => new(a.lanes / b.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 operator -(F128 a) => new(-a.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 MultiplyAdd(F128 a, F128 b, F128 c) => new(Vector128.MultiplyAddEstimate(a.lanes, b.lanes, c.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Max(F128 a, F128 b) => new(Vector128.MaxNative(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Min(F128 a, F128 b) => new(Vector128.MinNative(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Abs(F128 a) => new(Vector128.Abs(a.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Sqrt(F128 a) => new(Vector128.Sqrt(a.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Round(F128 a) => new(Vector128.Round(a.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Equal(F128 a, F128 b) => new(Vector128.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Less(F128 a, F128 b) => new(Vector128.LessThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 LessOrEqual(F128 a, F128 b) => new(Vector128.LessThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Select(F128 mask, F128 a, F128 b) => new(Vector128.ConditionalSelect(mask.lanes, a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 PowerOfTwo(F128 n)
        => new(((Vector128.ConvertToInt32Native(n.lanes) + Vector128.Create(127)) << 23).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 HalfPowerOfTwo(F128 a, F128 b, out F128 n)
    {
        // Adding 1.5·2^23 rounds to an integer and leaves it in the low bits.
        var shifter = Vector128.Create(12582912f);
        var shifted = Vector128.MultiplyAddEstimate(a.lanes, b.lanes, shifter);
        n = new(shifted - shifter);
        return new(((shifted.AsInt32() + Vector128.Create(126)) << 23).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 TimesPowerOfTwo(F128 a, F128 n)
    {
        var whole = Vector128.ConvertToInt32Native(n.lanes);
        var first = whole >> 1;
        var bias = Vector128.Create(127);
        return new(a.lanes * ((first + bias) << 23).AsSingle() * ((whole - first + bias) << 23).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F128 Decompose(F128 x, out F128 exponent)
    {
        // Subtracting the bits of √½ puts the exponent that centres the mantissa on 1 into the top bits.
        var bits = x.lanes.AsInt32() - Vector128.Create(0x3F3504F3);
        exponent = new(Vector128.ConvertToSingle(bits >> 23));
        return new(((bits & Vector128.Create(0x007FFFFF)) + Vector128.Create(0x3F3504F3)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SumAcross(F128 a) => Vector128.Sum(a.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(F128 a)
    {
        var quarter = a.lanes;
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> First(int count)
        => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();
}
