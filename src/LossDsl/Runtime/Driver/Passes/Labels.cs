using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>Checks the labels of a call and brings them into the form of the kernels.</summary>
internal static class Labels
{
    /// <summary>
    /// Copies the labels, with <see cref="RowLabel.Ignored"/> for the ignore index and in masked rows. The mask is looked at first, then
    /// the ignore index: it may well be the number of a class, and a 64-bit label is compared before it is narrowed.
    /// </summary>
    /// <param name="plan">The loss.</param>
    /// <param name="targets">One class index per row.</param>
    /// <param name="mask">Which rows count, or empty; what stands in the others is not looked at.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="labels">The labels, to be written.</param>
    /// <returns>The number of rows that are not ignored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither a class nor the ignore index.</exception>
    public static int Check<TLabel>(LossPlan plan, ReadOnlySpan<TLabel> targets, ReadOnlySpan<bool> mask, int classes, Span<int> labels)
        where TLabel : unmanaged, IBinaryInteger<TLabel>
    {
        if (plan.IgnoreIndex is not null || !mask.IsEmpty)
            return CheckSome(plan, targets, mask, classes, labels);
        for (var i = 0; i < targets.Length; i++)
        {
            var label = long.CreateTruncating(targets[i]);
            if ((ulong)label >= (ulong)classes)
                throw NotAClass(plan, i, label, classes);
            labels[i] = (int)label;
        }

        return targets.Length;
    }

    /// <summary>0 in rows that count and <see cref="RowLabel.Ignored"/> in the others, where targets are numbers.</summary>
    /// <returns>The number of rows that are not ignored.</returns>
    public static int OfMask(ReadOnlySpan<bool> mask, Span<int> labels)
    {
        labels.Clear();
        var valid = labels.Length;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i])
                continue;
            labels[i] = RowLabel.Ignored;
            valid--;
        }

        return valid;
    }

    private static int CheckSome<TLabel>(LossPlan plan, ReadOnlySpan<TLabel> targets, ReadOnlySpan<bool> mask, int classes,
        Span<int> labels)
        where TLabel : unmanaged, IBinaryInteger<TLabel>
    {
        var valid = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var label = long.CreateTruncating(targets[i]);
            if ((!mask.IsEmpty && !mask[i]) || label == plan.IgnoreIndex)
            {
                labels[i] = RowLabel.Ignored;
                continue;
            }

            if ((ulong)label >= (ulong)classes)
                throw NotAClass(plan, i, label, classes);
            labels[i] = (int)label;
            valid++;
        }

        return valid;
    }

    private static ArgumentOutOfRangeException NotAClass(LossPlan plan, int index, long label, int classes)
    {
        var exception = plan.IgnoreIndex is { } ignored ? $" nor the ignore index {ignored}" : string.Empty;
        // 255 is what masks of bytes have where nothing is labelled.
        var advice = label is (< 0 or 255)
            && plan.IgnoreIndex is null ? $" To skip such rows declare [Loss(…, IgnoreIndex = {label})]." : string.Empty;
        return new("targets", label, $"targets[{index}] is {label}, not a class in [0, {classes}){exception}.{advice}");
    }
}
