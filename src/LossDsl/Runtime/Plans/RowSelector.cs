using System;

namespace LossDsl.Runtime;

/// <summary>Ignores the rows that a selection does not take.</summary>
internal static class RowSelector
{
    /// <summary>Applies the rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="amount">Its checked fraction, number or threshold.</param>
    /// <param name="keys">A key per row; those of ignored rows are not looked at.</param>
    /// <param name="ordered">Room for a number per row.</param>
    /// <param name="labels">The labels; <see cref="RowLabel.Ignored"/> is written to rows that are not selected.</param>
    /// <param name="valid">The number of rows that are not ignored.</param>
    /// <returns>The number of rows that are selected.</returns>
    public static int Run(SelectionRule rule, double amount, ReadOnlySpan<double> keys, Span<ulong> ordered, Span<int> labels, int valid)
    {
        // −0 and 0 are the same key.
        for (var row = 0; row < keys.Length; row++)
            ordered[row] = Ordered(keys[row] + 0.0);
        switch (rule)
        {
            case SelectionRule.HardestFraction:
                return Hardest(Count(amount, valid), ordered, labels, valid);
            case SelectionRule.HardestCount:
                return Hardest((int)Math.Min(amount, valid), ordered, labels, valid);
            case SelectionRule.Above:
                return Keep(Ordered(amount + 0.0), ordered, labels);
            case SelectionRule.Below:
                // What is not below is dropped: the same with the order turned round.
                for (var row = 0; row < keys.Length; row++)
                    ordered[row] = double.IsNaN(keys[row]) ? ulong.MaxValue : ~ordered[row];
                return Keep(~Ordered(amount + 0.0), ordered, labels);
            default:
                throw new InvalidOperationException($"no rule {rule}.");
        }
    }

    /// <summary>⌈fraction·valid⌉; a product that rounding has lifted a little above a whole number counts as that.</summary>
    private static int Count(double fraction, int valid)
        => (int)Math.Min(valid, Math.Ceiling(fraction * valid * (1 - 1e-15)));

    /// <summary>Bits that are ordered like the numbers, NaN above all.</summary>
    private static ulong Ordered(double value)
    {
        if (double.IsNaN(value))
            return ulong.MaxValue;
        var bits = BitConverter.DoubleToUInt64Bits(value);
        return (bits >> 63) != 0 ? ~bits : bits | (1UL << 63);
    }

    private static int Keep(ulong threshold, ReadOnlySpan<ulong> ordered, Span<int> labels)
    {
        var kept = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0)
                continue;
            if (ordered[row] > threshold)
                kept++;
            else
                labels[row] = RowLabel.Ignored;
        }

        return kept;
    }

    private static int Hardest(int count, ReadOnlySpan<ulong> ordered, Span<int> labels, int valid)
    {
        if (count >= valid)
            return valid;
        var (threshold, ties) = Largest(count, ordered, labels);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0 || ordered[row] > threshold)
                continue;
            if (ordered[row] == threshold && ties > 0)
                ties--;
            else
                labels[row] = RowLabel.Ignored;
        }

        return count;
    }

    /// <summary>
    /// The key of rank <paramref name="rank"/> from the top, byte by byte from the highest, and how many rows with this very
    /// key are among the first. It takes the same time whatever the keys are.
    /// </summary>
    private static (ulong Key, int Ties) Largest(int rank, ReadOnlySpan<ulong> ordered, ReadOnlySpan<int> labels)
    {
        Span<int> counts = stackalloc int[256];
        var key = 0UL;
        for (var shift = 56; shift >= 0; shift -= 8)
        {
            counts.Clear();
            var above = shift == 56 ? 0 : ulong.MaxValue << (shift + 8);
            for (var row = 0; row < labels.Length; row++)
            {
                if (labels[row] >= 0 && (ordered[row] & above) == key)
                    counts[(int)(ordered[row] >> shift) & 0xFF]++;
            }

            var digit = 255;
            for (; counts[digit] < rank; digit--)
                rank -= counts[digit];
            key |= (ulong)digit << shift;
        }

        return (key, rank);
    }
}
