using System;
using System.Threading;

namespace LossDsl.Runtime;

/// <summary>
/// The blocks of one call, taken one after the other by whichever thread is free. Pointers stand for the caller's spans,
/// which cannot go to other threads; the caller pins them and waits for all threads.
/// </summary>
internal sealed unsafe class BlockJob
{
    private int next;

    /// <summary>The loss.</summary>
    public LossPlan? Plan;

    /// <summary>Computes the block with the given number.</summary>
    public delegate*<BlockJob, BlockMemory, int, void> Body;

    /// <summary>Logits (N,C) in the precision of the call.</summary>
    public void* Logits;

    /// <summary>The gradient (N,C), or null.</summary>
    public void* Gradient;

    /// <summary>One loss per row, or null.</summary>
    public void* PerSample;

    /// <summary>One upstream gradient per row of a loss without reduction, or null.</summary>
    public void* Upstream;

    /// <summary>The scalars of the call, in its precision.</summary>
    public void* Scalars;

    /// <summary>Labels, −1 in ignored rows.</summary>
    public int* Labels;

    /// <summary>Upstream gradient over denominator, per component; not read where <see cref="Upstream"/> is set.</summary>
    public double* Seeds;

    /// <summary>To be filled: per block, the sum of each component's values.</summary>
    public double* Sums;

    /// <summary>The number of rows.</summary>
    public int Rows;

    /// <summary>The number of classes.</summary>
    public int Classes;

    /// <summary>Rows in every block but the last.</summary>
    public int RowsPerBlock;

    /// <summary>The number of blocks.</summary>
    public int Blocks;

    /// <summary>Whether any row is ignored.</summary>
    public bool AnyIgnored;

    /// <summary>The number of components.</summary>
    public int Components;

    /// <summary>Makes the first block the next to be taken.</summary>
    public void Restart() => next = 0;

    /// <summary>Works on blocks until none is left.</summary>
    public void Work(BlockMemory memory)
    {
        for (var block = Take(); block < Blocks; block = Take())
            Body(this, memory, block);
    }

    /// <summary>Leaves no block for anyone, after a failure.</summary>
    public void Abandon() => Volatile.Write(ref next, Blocks);

    /// <summary>The rows of a block.</summary>
    public int RowsIn(int block) => Math.Min(RowsPerBlock, Rows - (block * RowsPerBlock));

    private int Take() => Interlocked.Increment(ref next) - 1;
}
