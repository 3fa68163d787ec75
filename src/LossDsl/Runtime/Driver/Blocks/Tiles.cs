using System;

namespace LossDsl.Runtime;

/// <summary>
/// Copies a block of rows between a tensor (N,C,P), of any strides and any storage type, and tiles of floats: for as many
/// rows as a tile has, class after class. Tiles of one row are rows with contiguous classes.
/// </summary>
/// <remarks>
/// Sweeps go over a block several times. In tiles all of them read one line after the other, while the classes of one
/// position may be megabytes apart, often by a power of two, so that they share a few sets of the cache.
/// </remarks>
internal static unsafe class Tiles
{
    /// <summary>
    /// Floats that a block takes, and a vector to read behind it. Where tiles have several rows, blocks have whole tiles.
    /// </summary>
    public static long Size(int rowsPerBlock, int classes) => ((long)rowsPerBlock * classes) + RowBlocks.LongestVector;

    /// <summary>Copies rows into tiles; rows that fill up the last tile are 0.</summary>
    /// <param name="source">The tensor.</param>
    /// <param name="layout">Its strides.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="rowsPerTile">1, or the lanes of V.</param>
    /// <param name="line">Room for a number per row.</param>
    /// <param name="tiles">The tiles.</param>
    public static void Fill<T, V>(T* source, in Layout layout, int first, int count, int classes, int rowsPerTile, float* line,
        float* tiles)
        where T : unmanaged
        where V : struct, ISimd<V>
    {
        if (rowsPerTile == 1)
        {
            for (var row = 0; row < count; row++)
                Storage.Read(source + layout.Row(first + row), layout.ClassStride, tiles + ((nint)row * classes), classes);
            return;
        }

        var rest = count % rowsPerTile;
        if (rest != 0)
            new Span<float>(tiles + ((nint)(count - rest) * classes), rowsPerTile * classes).Clear();
        for (var row = 0; row < count;)
        {
            var run = Run(in layout, first + row, count - row);
            var start = source + layout.Row(first + row);
            for (nint k = 0; k < classes; k++)
            {
                var numbers = (float*)(start + (k * layout.ClassStride));
                if (typeof(T) != typeof(float) || layout.PositionStride != 1)
                {
                    numbers = line;
                    Storage.Read(start + (k * layout.ClassStride), layout.PositionStride, line, run);
                }

                for (var i = 0; i < run;)
                {
                    var lane = (row + i) % V.Lanes;
                    var target = tiles + ((nint)(row + i - lane) * classes) + (k * V.Lanes) + lane;
                    var some = Math.Min(V.Lanes - lane, run - i);
                    if (some == V.Lanes)
                        V.Store(target, V.Load(numbers + i));
                    else
                        new ReadOnlySpan<float>(numbers + i, some).CopyTo(new Span<float>(target, some));
                    i += some;
                }
            }

            row += run;
        }
    }

    /// <summary>Copies tiles to rows of a tensor; the parameters are those of <see cref="Fill"/>.</summary>
    public static void Empty<T, V>(float* tiles, int rowsPerTile, float* line, T* target, in Layout layout, int first, int count,
        int classes)
        where T : unmanaged
        where V : struct, ISimd<V>
    {
        if (rowsPerTile == 1)
        {
            for (var row = 0; row < count; row++)
                Storage.Write(tiles + ((nint)row * classes), target + layout.Row(first + row), layout.ClassStride, classes);
            return;
        }

        var direct = typeof(T) == typeof(float) && layout.PositionStride == 1;
        for (var row = 0; row < count;)
        {
            var run = Run(in layout, first + row, count - row);
            var start = target + layout.Row(first + row);
            for (nint k = 0; k < classes; k++)
            {
                var numbers = direct ? (float*)(start + (k * layout.ClassStride)) : line;
                for (var i = 0; i < run;)
                {
                    var lane = (row + i) % V.Lanes;
                    var source = tiles + ((nint)(row + i - lane) * classes) + (k * V.Lanes) + lane;
                    var some = Math.Min(V.Lanes - lane, run - i);
                    if (some == V.Lanes)
                        V.Store(numbers + i, V.Load(source));
                    else
                        new ReadOnlySpan<float>(source, some).CopyTo(new Span<float>(numbers + i, some));
                    i += some;
                }

                if (!direct)
                    Storage.Write(line, start + (k * layout.ClassStride), layout.PositionStride, run);
            }

            row += run;
        }
    }

    /// <summary>How many rows follow in the same sample.</summary>
    private static int Run(in Layout layout, int row, int most) => Math.Min(most, layout.Positions - (row % layout.Positions));
}
