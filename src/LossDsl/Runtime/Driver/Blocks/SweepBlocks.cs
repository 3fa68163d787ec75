using System;

namespace LossDsl.Runtime;

/// <summary>A block of rows, by sweeps over vectors of floats.</summary>
internal static unsafe class SweepBlocks
{
    /// <summary>What computes a block with vectors of that many bits; 0 for the widest in hardware.</summary>
    public static delegate*<BlockJob, BlockMemory, int, void> Of<TKernel, T>(int bits)
        where TKernel : struct, ILossKernel
        where T : unmanaged
        => VectorWidth.Bits(bits) switch
        {
            512 => &Run<TKernel, T, F512>,
            256 => &Run<TKernel, T, F256>,
            128 => &Run<TKernel, T, F128>,
            _ => &Run<TKernel, T, F32>,
        };

    /// <summary>Computes one block.</summary>
    private static void Run<TKernel, T, V>(BlockJob job, BlockMemory memory, int number)
        where TKernel : struct, ILossKernel
        where T : unmanaged
        where V : struct, ISimd<V>
    {
        var rows = TKernel.TakesLanes && RowBlocks.LanesAreRows(job.Classes, job.Positions);
        var place = new BlockPlace<T, V>(job, memory, number, rows);
        place.Block<TKernel>(out var block);
        Seed<T>(job, in block, place.First);
        if (rows)
            TKernel.Block<V, RowLanes<V>>(in block);
        else
            TKernel.Block<V>(in block);
        if (place.AnyDead)
            Blank(job.Components, in block);
        place.Deliver(in block);
        Collect<T>(job, in block, place.First, job.Sums + ((nint)number * job.Components));
    }

    private static void Seed<T>(BlockJob job, in RowBlock block, int first)
        where T : unmanaged
    {
        for (var c = 0; c < job.Components; c++)
        {
            var slot = block.Slots + (c * block.SlotStride);
            if (job.Upstream == null && job.RowWeights == null && job.RowScales == null)
            {
                new Span<float>(slot, block.SlotStride).Fill((float)job.Seeds[c]);
                continue;
            }

            for (var row = 0; row < block.RowCount; row++)
                slot[row] = (float)job.Seed<T>(c, first + row);
            new Span<float>(slot + block.RowCount, block.SlotStride - block.RowCount).Clear();
        }
    }

    /// <summary>
    /// Kernels skip rows that do not count, and leave there whatever an earlier block left; or compute them, whatever comes of it.
    /// </summary>
    private static void Blank(int components, in RowBlock block)
    {
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.Labels[row] >= 0)
                continue;
            for (var c = 0; c < components; c++)
                block.SetRow(components + c, row, 0);
            if (block.NeedsGradient)
                Scale(in block, block.Kept, row, 0);
            if (block.NeedsElementValues)
                Scale(in block, block.ElementValues, row, 0);
        }
    }

    /// <summary>Multiplies the elements of a row; by 0, whatever they are.</summary>
    internal static void Scale(in RowBlock block, float* elements, int row, float factor)
    {
        var element = elements + block.Offset(row, 0);
        for (nint k = 0; k < block.ClassCount; k++)
        {
            *element = factor == 0 ? 0 : factor * *element;
            element += block.RowsPerTile;
        }
    }

    private static void Collect<T>(BlockJob job, in RowBlock block, int first, double* sums)
        where T : unmanaged
    {
        for (var c = 0; c < job.Components; c++)
        {
            var values = block.Slots + ((job.Components + c) * block.SlotStride);
            var sum = 0.0;
            if (job.RowWeights == null && job.RowScales == null)
            {
                for (var row = 0; row < block.RowCount; row++)
                    sum += values[row];
            }
            else
            {
                for (var row = 0; row < block.RowCount; row++)
                    sum += block.Labels[row] < 0 ? 0 : values[row] * job.Share(c, first + row);
            }

            sums[c] = sum;
        }

        if (job.PerSample == null)
            return;
        var perSample = (T*)job.PerSample + first;
        for (var row = 0; row < block.RowCount; row++)
        {
            var sum = 0.0;
            for (var c = 0; c < job.Components; c++)
                sum += block.Slots[((job.Components + c) * block.SlotStride) + row];
            perSample[row] = Storage.Nearest<T>(job.RowWeights == null || block.Labels[row] < 0 ? sum : sum * job.RowWeights[first + row]);
        }
    }
}
