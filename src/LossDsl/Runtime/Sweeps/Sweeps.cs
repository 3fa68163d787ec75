using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// The loops of every kernel. They know no loss by name: a loss is a list of <see cref="ISweep{TSelf, V}"/> and
/// <see cref="IRowStage{V}"/>, called in order on a block of rows.
/// </summary>
/// <remarks>
/// Each method holds one inlined copy of the sweep's body: with several, the JIT's inlining budget runs out and the
/// kernel becomes ten times slower without a word. That is why there is a method for each way in which the classes of a
/// row fall into vectors, and why none of them may be inlined itself.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Sweeps
{
    // A lane adds up to so many numbers in single precision before the sum goes on in double: an error of at most
    // 128·2^-24 of it, however many classes there are.
    private const int VectorsPerPiece = 128;

    /// <summary>Runs one sweep over the rows of the block, whatever the lanes are.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<V, L, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where L : struct, ILanes<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        if (L.AreRows)
            Tiles<V, TSweep>(in block);
        else
            Run<V, TSweep>(in block);
    }

    /// <summary>Runs one sweep over every row of the block that is not ignored.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        if (block.ClassCount < V.Lanes)
            ShortRows<V, TSweep>(in block);
        else if (block.ClassCount % V.Lanes == 0)
            WholeRows<V, TSweep>(in block);
        else
            LongRows<V, TSweep>(in block);
    }

    /// <summary>Runs the formulas between two sweeps, on vectors of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Rows<V, TStage>(in RowBlock block)
        where V : struct, ISimd<V>
        where TStage : struct, IRowStage<V>
    {
        for (var row = 0; row < block.RowCount; row += V.Lanes)
            TStage.Run(in block, row);
    }

    /// <summary>
    /// Tiles of as many rows as there are lanes, class after class. Rows that are ignored, or that fill up the last tile, are
    /// computed like the others and blanked by whoever asked.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tiles<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var classes = block.ClassCount;
        var piece = TSweep.Piecewise ? VectorsPerPiece : classes;
        var step = V.Broadcast(1);
        var part = block;
        var logits = block.Logits;
        var kept = block.Kept;
        var target = TSweep.WritesElementValues ? block.ElementValues : kept;
        for (var row = 0; row < block.RowCount; row += V.Lanes)
        {
            var index = V.Broadcast(0);
            part.Continues = false;
            for (nint k = 0; k < classes;)
            {
                var sweep = default(TSweep);
                sweep.Begin(in part, row);
                var end = k + piece < classes ? k + piece : classes;
                for (; k < end; k++)
                {
                    var result = sweep.Element(V.Load(logits), TSweep.Reads ? V.Load(kept) : default, index, k);
                    if (TSweep.Writes)
                        V.Store(target, result);
                    index += step;
                    logits += V.Lanes;
                    kept += V.Lanes;
                    target += V.Lanes;
                }

                part.Ends = k == classes;
                sweep.End(in part, row);
                part.Continues = true;
            }
        }
    }

    /// <summary>Rows shorter than a vector: one masked vector each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ShortRows<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var classes = (int)block.ClassCount;
        var index = V.Iota;
        var mask = V.Less(index, V.Broadcast(classes));
        var logits = block.Logits;
        var kept = block.Kept;
        var target = TSweep.WritesElementValues ? block.ElementValues : kept;
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] >= 0)
            {
                var sweep = default(TSweep);
                sweep.Begin(in block, row);
                var before = sweep;
                var result = sweep.Element(V.LoadFirst(logits, classes), TSweep.Reads ? V.LoadFirst(kept, classes) : default, index, 0);
                if (TSweep.Writes)
                    V.StoreFirst(target, classes, result);
                sweep.Restore(mask, in before);
                sweep.End(in block, row);
            }

            logits += classes;
            kept += classes;
            target += classes;
        }
    }

    /// <summary>Rows of whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WholeRows<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var classes = block.ClassCount;
        var piece = TSweep.Piecewise ? V.Lanes * VectorsPerPiece : classes;
        var step = V.Broadcast(V.Lanes);
        var part = block;
        var logits = block.Logits;
        var kept = block.Kept;
        var target = TSweep.WritesElementValues ? block.ElementValues : kept;
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] >= 0)
            {
                var index = V.Iota;
                part.Continues = false;
                for (nint k = 0; k < classes;)
                {
                    var sweep = default(TSweep);
                    sweep.Begin(in part, row);
                    for (var end = k + piece < classes ? k + piece : classes; k < end; k += V.Lanes)
                    {
                        var result = sweep.Element(V.Load(logits + k), TSweep.Reads ? V.Load(kept + k) : default, index, k);
                        if (TSweep.Writes)
                            V.Store(target + k, result);
                        index += step;
                    }

                    sweep.End(in part, row);
                    part.Continues = true;
                }
            }

            logits += classes;
            kept += classes;
            target += classes;
        }
    }

    /// <summary>
    /// Rows of some whole vectors and a rest. The last vector ends with the row; in its lanes that were visited before,
    /// the accumulators and the kept elements stay as they are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LongRows<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var classes = block.ClassCount;
        var piece = TSweep.Piecewise ? V.Lanes * VectorsPerPiece : classes;
        var last = classes - V.Lanes;
        var step = V.Broadcast(V.Lanes);
        var lastIndex = V.Iota + V.Broadcast(last);
        var part = block;
        var logits = block.Logits;
        var kept = block.Kept;
        var target = TSweep.WritesElementValues ? block.ElementValues : kept;
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] >= 0)
            {
                var index = V.Iota;
                var done = V.Broadcast(0);
                nint k = 0;
                var more = true;
                part.Continues = false;
                while (more)
                {
                    var sweep = default(TSweep);
                    sweep.Begin(in part, row);
                    for (var end = k + piece; more && k < end;)
                    {
                        var before = sweep;
                        var old = TSweep.Reads ? V.Load(kept + k) : default;
                        var result = sweep.Element(V.Load(logits + k), old, index, k);
                        var fresh = V.LessOrEqual(done, index);
                        sweep.Restore(fresh, in before);
                        if (TSweep.Writes)
                            V.Store(target + k, TSweep.Reads && !TSweep.WritesElementValues ? V.Select(fresh, result, old) : result);
                        more = k != last;
                        done += step;
                        index += step;
                        k += V.Lanes;
                        if (k > last)
                        {
                            k = last;
                            index = lastIndex;
                        }
                    }

                    sweep.End(in part, row);
                    part.Continues = true;
                }
            }

            logits += classes;
            kept += classes;
            target += classes;
        }
    }
}
