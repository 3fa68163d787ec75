using System;

namespace LossDsl.Runtime;

/// <summary>The rows of logits, one after the other, in double precision.</summary>
internal readonly ref struct LogitRows<T>(ReadOnlySpan<T> logits, LogitShape shape)
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> logits = logits;
    private readonly Layout layout = new(shape.Positions, shape.SampleStride, shape.ClassStride, shape.PositionStride);
    private readonly double[] row = new double[shape.Samples == 0 ? 0 : shape.Classes];

    /// <summary>A row, until the next is read.</summary>
    public ReadOnlySpan<double> Row(int number)
    {
        var start = layout.Row(number);
        for (var k = 0; k < row.Length; k++)
            row[k] = Storage.ToDouble(logits[(int)(start + (k * layout.ClassStride))]);
        return row;
    }
}
