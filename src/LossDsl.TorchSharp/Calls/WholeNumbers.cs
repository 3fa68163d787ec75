using System;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// Which precision holds targets that are numbers. Single precision has every whole number up to 2^24, and double precision up to
/// 2^53: beyond, one may be rounded to another, which is then no matter of small errors but of another target.
/// </summary>
internal static class WholeNumbers
{
    private const long LargestInSingle = 1L << 24;
    private const long LargestInDouble = 1L << 53;

    /// <summary>
    /// Whether some numbers beyond 2^24 in magnitude are others in single precision. Not where one overflows there, which is refused
    /// by the check of what is finite.
    /// </summary>
    public static bool ExceedSingle(Tensor numbers)
    {
        if (numbers.dtype is not (ScalarType.Int32 or ScalarType.Int64 or ScalarType.Float64))
            return false;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var large = Beyond(numbers, LargestInSingle);
        if (!large.any().item<bool>())
            return false;
        var single = numbers.to_type(ScalarType.Float32);
        if (single.isinf().logical_and(numbers.isinf().logical_not()).any().item<bool>())
            return false;
        return large.logical_and(single.to_type(numbers.dtype).ne(numbers)).any().item<bool>();
    }

    /// <summary>Throws if a whole number is another in double precision.</summary>
    /// <param name="name">What callers know the numbers by.</param>
    /// <param name="numbers">The numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is; the message names index and value.</exception>
    public static void CheckDouble(string name, Tensor numbers)
    {
        if (numbers.dtype != ScalarType.Int64)
            return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var large = Beyond(numbers, LargestInDouble);
        if (!large.any().item<bool>())
            return;
        var lost = large.logical_and(numbers.to_type(ScalarType.Float64).to_type(ScalarType.Int64).ne(numbers)).flatten();
        if (!lost.any().item<bool>())
            return;
        var index = lost.to_type(ScalarType.Int64).argmax().item<long>();
        var value = numbers.flatten()[index].item<long>();
        throw new ArgumentOutOfRangeException(
            name, value, $"{name}[{index}] is {value}, a whole number beyond 2^53 that double precision does not hold.");
    }

    private static Tensor Beyond(Tensor numbers, long bound)
        => numbers.gt(tensor(bound, numbers.dtype, numbers.device)).logical_or(numbers.lt(tensor(-bound, numbers.dtype, numbers.device)));
}
