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

    /// <summary>What the kernel reads of the loss.</summary>
    public KernelConstants? Constants;

    /// <summary>Computes the block with the given number.</summary>
    public delegate*<BlockJob, BlockMemory, int, void> Body;

    /// <summary>Logits (N,C,P) in the storage type T of the call.</summary>
    public void* Logits;

    /// <summary>Where the logits are.</summary>
    public Layout LogitLayout;

    /// <summary>The gradient (N,C,P) of T; or null.</summary>
    public void* Gradient;

    /// <summary>Where the elements of the gradient are.</summary>
    public Layout GradientLayout;

    /// <summary>One loss per element (N,C,P), contiguous, of T; or null.</summary>
    public void* ElementValues;

    /// <summary>One loss per row, of T; or null.</summary>
    public void* PerSample;

    /// <summary>
    /// By <see cref="KernelInput"/>, contiguous (N,C,P) or one number per row, of T; null where the call has none: weights
    /// and upstream gradients then count as 1. The whole is null where the form reads none.
    /// </summary>
    public void** Inputs;

    /// <summary>One upstream gradient per row of a loss without reduction, of T; or null, for 1.</summary>
    public void* Upstream;

    /// <summary>The scalars of the call, in the precision of its computation.</summary>
    public void* Scalars;

    /// <summary>One label per row, −1 in rows that do not count; 0 in the others where the form has no labels.</summary>
    public int* Labels;

    /// <summary>Upstream gradient over denominator, per component.</summary>
    public double* Seeds;

    /// <summary>A weight per row, which multiplies seeds, sums and losses; or null. A row of weight 0 is exactly 0.</summary>
    public double* RowWeights;

    /// <summary>Per component a factor per row, which multiplies seeds and sums; or null, also for one component.</summary>
    public double** RowScales;

    /// <summary>To be filled: per block, the sum of each component's values.</summary>
    public double* Sums;

    /// <summary>The number of samples, N.</summary>
    public int Samples;

    /// <summary>The number of classes, C.</summary>
    public int Classes;

    /// <summary>The number of positions of a sample, P.</summary>
    public int Positions;

    /// <summary>Rows in every block but the last.</summary>
    public int RowsPerBlock;

    /// <summary>The number of blocks.</summary>
    public int Blocks;

    /// <summary>The number of components.</summary>
    public int Components;

    /// <summary>The number of rows: row n·P + p is position p of sample n.</summary>
    public int Rows => Samples * Positions;

    /// <summary>Divides the rows into blocks.</summary>
    public void Divide()
    {
        RowsPerBlock = RowBlocks.RowsPerBlock(Classes, Positions);
        // There may be as many rows as an int counts.
        Blocks = (int)(((long)Rows + RowsPerBlock - 1) / RowsPerBlock);
    }

    /// <summary>What the gradient of a component is multiplied by in a row.</summary>
    public double Seed<T>(int component, int row)
        where T : unmanaged
    {
        var seed = Seeds[component] * Share(component, row);
        return Upstream == null ? seed : seed * Storage.ToDouble(((T*)Upstream)[row]);
    }

    /// <summary>What the value of a component is multiplied by in a row, before it is added to the sum.</summary>
    public double Share(int component, int row)
    {
        var share = RowWeights == null ? 1 : RowWeights[row];
        return RowScales == null || RowScales[component] == null ? share : share * RowScales[component][row];
    }

    /// <summary>Whether a row counts: neither its label nor its weight takes it out.</summary>
    public bool Counts(int row) => Labels[row] >= 0 && (RowWeights == null || RowWeights[row] != 0);

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
