using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>Checks the numbers of an input: a quick look at all of them, and a slow one only if something may be wrong.</summary>
internal static class NumberCheck
{
    /// <summary>Throws at the first number that breaks the rule in a row that counts and an element that is not masked.</summary>
    /// <param name="argument">The name of the input.</param>
    /// <param name="values">One number per row or per element.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="shape">The shape of the logits.</param>
    /// <param name="labels">The labels, −1 in rows that do not count; empty to look at every row.</param>
    /// <param name="mask">Which elements count, or empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks the rule; the message names index and value.</exception>
    public static void Run<T>(string argument, ReadOnlySpan<T> values, NumberRule rule, in LogitShape shape, ReadOnlySpan<int> labels,
        ReadOnlySpan<bool> mask)
        where T : unmanaged
    {
        if (!values.IsEmpty && !SurelyKeeps(values, rule))
            Look(argument, values, rule, in shape, labels, mask);
    }

    private static void Look<T>(string argument, ReadOnlySpan<T> values, NumberRule rule, in LogitShape shape, ReadOnlySpan<int> labels,
        ReadOnlySpan<bool> mask)
        where T : unmanaged
    {
        var perElement = values.Length != shape.Rows;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Storage.ToDouble(values[i]);
            if (Keeps(value, rule))
                continue;
            var row = perElement ? (i / (shape.Classes * shape.Positions) * shape.Positions) + (i % shape.Positions) : i;
            if ((!labels.IsEmpty && labels[row] < 0) || (!mask.IsEmpty && !mask[i]))
                continue;
            var place = perElement && shape.Classes > 1 ? $" (row {row}, class {i / shape.Positions % shape.Classes})" : string.Empty;
            throw new ArgumentOutOfRangeException(
                argument, value, FormattableString.Invariant($"{argument}[{i}] is {value}{place}; it must be {NumberRules.Text(rule)}."));
        }
    }

    private static bool Keeps(double value, NumberRule rule) => rule switch
    {
        NumberRule.Finite => double.IsFinite(value),
        NumberRule.NotNegative => double.IsFinite(value) && value >= 0,
        NumberRule.UnitInterval => value is >= 0 and <= 1,
        _ => throw new InvalidOperationException($"no rule {rule}."),
    };

    /// <summary>
    /// The quick look compares bits: those of numbers that are not negative are ordered like the numbers. It may take a −0 for
    /// something wrong.
    /// </summary>
    private static bool SurelyKeeps<T>(ReadOnlySpan<T> values, NumberRule rule)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Below(MemoryMarshal.Cast<T, ulong>(values), rule, 0x7FF0_0000_0000_0000UL, 0x3FF0_0000_0000_0000UL);
        if (typeof(T) == typeof(float))
            return Below(MemoryMarshal.Cast<T, uint>(values), rule, 0x7F80_0000u, 0x3F80_0000u);
        if (typeof(T) == typeof(Half))
            return Below(MemoryMarshal.Cast<T, ushort>(values), rule, (ushort)0x7C00, (ushort)0x3C00);
        if (typeof(T) == typeof(BFloat16))
            return Below(MemoryMarshal.Cast<T, ushort>(values), rule, (ushort)0x7F80, (ushort)0x3F80);
        throw Storage.Unknown<T>();
    }

    private static bool Below<U>(ReadOnlySpan<U> bits, NumberRule rule, U infinity, U one)
        where U : unmanaged, IBinaryInteger<U>
    {
        // x·factor < limit, all without sign and modulo the word: twice the bits have no sign.
        var (factor, limit) = rule switch
        {
            NumberRule.Finite => (U.One + U.One, infinity + infinity),
            NumberRule.NotNegative => (U.One, infinity),
            _ => (U.One, one + U.One),
        };
        var limits = new Vector<U>(limit);
        var doubled = factor != U.One;
        var vectors = MemoryMarshal.Cast<U, Vector<U>>(bits);
        foreach (var vector in vectors)
        {
            if (!Vector.LessThanAll(doubled ? vector + vector : vector, limits))
                return false;
        }

        foreach (var word in bits[(vectors.Length * Vector<U>.Count)..])
        {
            if (unchecked(word * factor) >= limit)
                return false;
        }

        return true;
    }
}
