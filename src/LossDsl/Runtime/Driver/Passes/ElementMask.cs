using System;

namespace LossDsl.Runtime;

/// <summary>Masks per element, in the shape of the logits, and what they say about rows.</summary>
internal static class ElementMask
{
    /// <summary>Where the element of row and class stands in a tensor (N,C,P).</summary>
    public static int Index(LogitShape shape, int row, int k)
        => (((row / shape.Positions * shape.Classes) + k) * shape.Positions) + (row % shape.Positions);

    /// <summary>The classes of a row that are not masked.</summary>
    public static int Count(LogitShape shape, ReadOnlySpan<bool> mask, int row)
    {
        var count = 0;
        for (var k = 0; k < shape.Classes; k++)
            count += mask[Index(shape, row, k)] ? 1 : 0;
        return count;
    }

    /// <summary>Which rows have an element that is not masked.</summary>
    public static void Rows(LogitShape shape, ReadOnlySpan<bool> mask, Span<bool> rows)
    {
        rows.Clear();
        for (var n = 0; n < shape.Samples; n++)
        {
            var own = rows.Slice(n * shape.Positions, shape.Positions);
            for (var k = 0; k < shape.Classes; k++)
            {
                var line = mask.Slice(Index(shape, n * shape.Positions, k), shape.Positions);
                for (var p = 0; p < own.Length; p++)
                    own[p] |= line[p];
            }
        }
    }
}
