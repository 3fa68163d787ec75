using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>
/// A vector of <see cref="Lanes"/> floats: the arithmetic in which generated kernels are written, once for every width.
/// Comparisons give lane masks (all bits set or none) for <see cref="Select"/>.
/// </summary>
/// <typeparam name="V">The implementing vector type.</typeparam>
/// <remarks>Part of the contract with generated code: members may be added, with a body, and never changed or removed.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<V>
    where V : struct, ISimd<V>
{
    /// <summary>Number of floats in the vector: 16, 8, 4 or 1.</summary>
    static abstract int Lanes { get; }

    /// <summary>The vector (0, 1, 2, …).</summary>
    static abstract V Iota { get; }

    /// <summary>A vector with <paramref name="value"/> in every lane.</summary>
    static abstract V Broadcast(float value);

    /// <summary>A vector with <paramref name="value"/> in every lane, so that formulas read as formulas.</summary>
    static abstract implicit operator V(float value);

    /// <summary>Reads <see cref="Lanes"/> floats.</summary>
    static abstract unsafe V Load(float* source);

    /// <summary>Writes <see cref="Lanes"/> floats.</summary>
    static abstract unsafe void Store(float* target, V value);

    /// <summary>
    /// Reads the first <paramref name="count"/> floats, fewer than <see cref="Lanes"/>, and no memory behind them; the
    /// other lanes are 0.
    /// </summary>
    static virtual unsafe V LoadFirst(float* source, int count) => Partial.Load<V>(source, count);

    /// <summary>
    /// Writes the first <paramref name="count"/> lanes, fewer than <see cref="Lanes"/>, and leaves the memory behind them
    /// alone.
    /// </summary>
    static virtual unsafe void StoreFirst(float* target, int count, V value) => Partial.Store(target, count, value);

    /// <summary>Sum.</summary>
    static abstract V operator +(V a, V b);

    /// <summary>Difference.</summary>
    static abstract V operator -(V a, V b);

    /// <summary>Product.</summary>
    static abstract V operator *(V a, V b);

    /// <summary>Quotient.</summary>
    static abstract V operator /(V a, V b);

    /// <summary>Sign change.</summary>
    static abstract V operator -(V a);

    /// <summary>a·b + c, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The larger of the two; where either is NaN, the result is <paramref name="b"/> or NaN.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The smaller of the two; where either is NaN, the result is <paramref name="b"/> or NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>Absolute value.</summary>
    static abstract V Abs(V a);

    /// <summary>Square root.</summary>
    static abstract V Sqrt(V a);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract V Round(V a);

    /// <summary>Mask of a = b (false where either is NaN).</summary>
    static abstract V Equal(V a, V b);

    /// <summary>Mask of a &lt; b (false where either is NaN).</summary>
    static abstract V Less(V a, V b);

    /// <summary>Mask of a ≤ b (false where either is NaN).</summary>
    static abstract V LessOrEqual(V a, V b);

    /// <summary><paramref name="a"/> where the mask is set, <paramref name="b"/> elsewhere.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>2^n for an integral n in [−127, 128]: 0 at −127, infinity at 128.</summary>
    static abstract V PowerOfTwo(V n);

    /// <summary>
    /// 2^(n−1) for the integer n nearest to a·b, which must lie in [−126, 128]: 0 at n = −126. In one step because the
    /// bits of the rounded number are nearly those of the exponent.
    /// </summary>
    static virtual V HalfPowerOfTwo(V a, V b, out V n)
    {
        n = V.Round(a * b);
        return V.PowerOfTwo(n - V.Broadcast(1));
    }

    /// <summary>
    /// a·2^n for an integral n in [−160, 129] and a in [¼, 4], with gradual underflow. In two factors where the hardware
    /// has no such instruction: not every 2^n is a normal float.
    /// </summary>
    static virtual V TimesPowerOfTwo(V a, V n)
    {
        var first = V.Round(n * V.Broadcast(0.5f));
        return a * V.PowerOfTwo(first) * V.PowerOfTwo(n - first);
    }

    /// <summary>Splits a positive normal x into m·2^e with m in [√½, √2); returns m.</summary>
    static abstract V Decompose(V x, out V exponent);

    /// <summary>Sum over the lanes, in a fixed order.</summary>
    static abstract float SumAcross(V a);

    /// <summary>Largest lane.</summary>
    static abstract float MaxAcross(V a);
}
