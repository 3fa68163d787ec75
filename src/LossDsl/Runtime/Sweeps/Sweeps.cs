using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>
/// The loops of every kernel. They know no loss by name: a loss is a list of <see cref="ISweep{TSelf, V}"/> and
/// <see cref="IRowStage{V}"/>, called in order on a block of rows.
/// </summary>
/// <remarks>
/// Each method holds one inlined copy of the sweep's body: with several, the JIT's inlining budget runs out and the
/// kernel becomes ten times slower without a word. That is why whole vectors and the rest of a row are two methods.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Sweeps
{
    /// <summary>Runs one sweep over every row of the block that is not ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, TSweep>(in RowBlock block)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var classes = block.ClassCount;
        var whole = classes - (classes % V.Lanes);
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] < 0)
                continue;
            var logits = block.Logits + (row * classes);
            var kept = block.Kept + (row * classes);
            var sweep = default(TSweep);
            sweep.Begin(in block, row);
            if (whole != 0)
                Whole<V, TSweep>(ref sweep, logits, kept, whole);
            if (whole != classes)
                Rest<V, TSweep>(ref sweep, logits, kept, whole, classes);
            sweep.End(in block, row);
        }
    }

    /// <summary>Runs the formulas between two sweeps, on vectors of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<V, TStage>(in RowBlock block)
        where V : struct, ISimd<V>
        where TStage : struct, IRowStage<V>
    {
        for (var row = 0; row < block.RowCount; row += V.Lanes)
            TStage.Run(in block, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Whole<V, TSweep>(ref TSweep state, float* logits, float* kept, nint end)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var sweep = state;
        var index = V.Iota;
        var step = V.Broadcast(V.Lanes);
        for (nint k = 0; k < end; k += V.Lanes)
        {
            var result = sweep.Element(V.Load(logits + k), TSweep.Reads ? V.Load(kept + k) : default, index, k);
            if (TSweep.Writes)
                V.Store(kept + k, result);
            index += step;
        }

        state = sweep;
    }

    /// <summary>
    /// The classes from <paramref name="done"/> on, fewer than a vector: as the last whole vector of the row with the
    /// lanes that were visited before masked out, or on a copy if the row is shorter than a vector.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rest<V, TSweep>(ref TSweep state, float* logits, float* kept, nint done, nint classes)
        where V : struct, ISimd<V>
        where TSweep : struct, ISweep<TSweep, V>
    {
        var logitCopy = stackalloc float[16];
        var keptCopy = stackalloc float[16];
        var sweep = state;
        var k = classes - V.Lanes;
        V fresh;
        var rowKept = kept;
        if (k < 0)
        {
            k = 0;
            Copy(logits, logitCopy, classes);
            logits = logitCopy;
            if (TSweep.Reads)
                Copy(kept, keptCopy, classes);
            kept = keptCopy;
            fresh = V.Less(V.Iota, V.Broadcast(classes));
        }
        else
        {
            fresh = V.LessOrEqual(V.Broadcast(V.Lanes - (classes - done)), V.Iota);
        }

        var old = TSweep.Reads || TSweep.Writes ? V.Load(kept + k) : default;
        var result = sweep.Element(V.Load(logits + k), old, V.Iota + V.Broadcast(k), k);
        if (TSweep.Writes)
            V.Store(kept + k, V.Select(fresh, result, old));
        sweep.Restore(fresh, in state);
        state = sweep;
        if (TSweep.Writes && kept != rowKept)
            Copy(keptCopy, rowKept, classes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* target, nint count)
        => Unsafe.CopyBlockUnaligned(target, source, (uint)(count * sizeof(float)));
}
