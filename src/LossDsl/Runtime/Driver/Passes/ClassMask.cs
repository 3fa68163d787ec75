using System;

namespace LossDsl.Runtime;

/// <summary>Which classes may be predicted: brought into the shape of the logits, and held against the targets.</summary>
internal static class ClassMask
{
    /// <summary>Writes 1 where a class may be predicted and 0 where not, in the shape of the logits.</summary>
    public static void Expand<T>(LogitShape shape, ReadOnlySpan<bool> mask, Span<T> numbers)
        where T : unmanaged
    {
        var (zero, one) = (Storage.Nearest<T>(0), Storage.Nearest<T>(1));
        var perClass = mask.Length == shape.Classes;
        for (var line = 0; line < shape.Samples * shape.Classes; line++)
        {
            var own = numbers.Slice(line * shape.Positions, shape.Positions);
            for (var p = 0; p < own.Length; p++)
                own[p] = mask[perClass ? line % shape.Classes : (line * shape.Positions) + p] ? one : zero;
        }
    }

    /// <summary>Throws if a row that counts has no class left, or a target at a masked one; the message names row and class.</summary>
    public static void Check<T>(LogitShape shape, ReadOnlySpan<bool> mask, ReadOnlySpan<int> labels, ReadOnlySpan<T> targets)
        where T : unmanaged
    {
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0)
                continue;
            var any = false;
            for (var k = 0; k < shape.Classes; k++)
            {
                var index = ElementMask.Index(shape, row, k);
                if (mask[Entry(shape, mask, index)])
                    any = true;
                else if (!targets.IsEmpty && Storage.ToDouble(targets[index]) != 0)
                    throw new ArgumentException(
                        FormattableString.Invariant(
                            $"targets[{index}] gives class {k} of row {row} the number {Storage.ToDouble(targets[index])}, but classMask masks it."), "targets");
            }

            if (!any)
                throw new ArgumentException($"classMask masks every class of row {row}.", "classMask");
            if (targets.IsEmpty && !mask[Entry(shape, mask, ElementMask.Index(shape, row, labels[row]))])
                throw new ArgumentException($"targets[{row}] is {labels[row]}, but classMask masks class {labels[row]} of row {row}.",
                    "targets");
        }
    }

    /// <summary>A mask (C) is the same for every row.</summary>
    private static int Entry(LogitShape shape, ReadOnlySpan<bool> mask, int element)
        => mask.Length == shape.Classes ? element / shape.Positions % shape.Classes : element;
}
