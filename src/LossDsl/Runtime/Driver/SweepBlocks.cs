using System;

namespace LossDsl.Runtime;

/// <summary>A block of rows, by sweeps over vectors of floats.</summary>
internal static unsafe class SweepBlocks
{
    /// <summary>Computes one block.</summary>
    public static void Run<TKernel, V>(BlockJob job, BlockMemory memory, int number)
        where TKernel : struct, ILossKernel
        where V : struct, ISimd<V>
    {
        var plan = job.Plan!;
        var first = number * job.RowsPerBlock;
        var offset = (nint)first * job.Classes;
        var stride = RowBlocks.SlotStride(job.RowsPerBlock);
        var block = new RowBlock
        {
            Logits = (float*)job.Logits + offset,
            Kept = job.Gradient != null ? (float*)job.Gradient + offset : memory.Kept(job.RowsPerBlock * job.Classes),
            Slots = memory.Slots(plan.Slots * stride),
            SlotStride = stride,
            Totals = memory.Totals(plan.Slots),
            Scalars = (float*)job.Scalars,
            Tables = plan.SingleTables.Addresses,
            Labels = job.Labels + first,
            RowCount = job.RowsIn(number),
            ClassCount = job.Classes,
            WantsGradient = job.Gradient != null,
        };

        Seed(job, in block, first);
        TKernel.Block<V>(in block);
        if (job.AnyIgnored)
            BlankIgnored(job, in block);
        Collect(job, in block, first, job.Sums + ((nint)number * job.Components));
    }

    private static void Seed(BlockJob job, in RowBlock block, int first)
    {
        for (var c = 0; c < job.Components; c++)
        {
            var slot = new Span<float>(block.Slots + (c * block.SlotStride), block.SlotStride);
            if (job.Upstream != null)
                new ReadOnlySpan<float>((float*)job.Upstream + first, block.RowCount).CopyTo(slot);
            else
                slot.Fill((float)job.Seeds[c]);
        }
    }

    /// <summary>Kernels skip ignored rows, and leave there whatever an earlier block left.</summary>
    private static void BlankIgnored(BlockJob job, in RowBlock block)
    {
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] >= 0)
                continue;
            for (var c = 0; c < job.Components; c++)
                block.SetRow(job.Components + c, row, 0);
            if (block.NeedsGradient)
                new Span<float>(block.Kept + (row * block.ClassCount), job.Classes).Clear();
        }
    }

    private static void Collect(BlockJob job, in RowBlock block, int first, double* sums)
    {
        for (var c = 0; c < job.Components; c++)
        {
            var values = block.Slots + ((job.Components + c) * block.SlotStride);
            var sum = 0.0;
            for (var row = 0; row < block.RowCount; row++)
                sum += values[row];
            sums[c] = sum;
        }

        if (job.PerSample == null)
            return;
        var perSample = (float*)job.PerSample + first;
        for (var row = 0; row < block.RowCount; row++)
        {
            var sum = 0.0;
            for (var c = 0; c < job.Components; c++)
                sum += block.Slots[((job.Components + c) * block.SlotStride) + row];
            perSample[row] = (float)sum;
        }
    }
}
