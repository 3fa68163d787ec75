using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// Where a block of rows is computed: in the caller's tensors where these are rows of contiguous floats, or whole tiles as they
/// are, which contiguous rows of one number make; else in tiles of this thread (<see cref="Tiles"/>), which are filled before
/// the kernel runs and copied back after it.
/// </summary>
/// <typeparam name="T">The storage type.</typeparam>
/// <typeparam name="V">The vector type.</typeparam>
internal readonly unsafe ref struct BlockPlace<T, V>
    where T : unmanaged
    where V : struct, ISimd<V>
{
    private readonly BlockJob job;
    private readonly BlockMemory memory;
    private readonly int count;
    private readonly int rowsPerTile;
    private readonly long size;
    private readonly bool rows;
    private readonly bool inPlace;

    /// <summary>The place of the block with that number.</summary>
    /// <param name="job">The call.</param>
    /// <param name="memory">The memory of this thread.</param>
    /// <param name="number">The number of the block.</param>
    /// <param name="rows">Whether lanes are rows.</param>
    public BlockPlace(BlockJob job, BlockMemory memory, int number, bool rows)
    {
        this.job = job;
        this.memory = memory;
        this.rows = rows;
        First = number * job.RowsPerBlock;
        count = job.RowsIn(number);
        rowsPerTile = rows ? V.Lanes : 1;
        size = Tiles.Size(job.RowsPerBlock, job.Classes);
        inPlace = typeof(T) == typeof(float) && (rows
            ? job.Classes == 1 && count % V.Lanes == 0 && Logits == Elements
            : job.Positions == 1 && job.LogitLayout.ClassStride == 1 && job.LogitLayout.SampleStride == job.Classes)
            && (job.Gradient == null || Gradient == Elements);
        AnyDead = new ReadOnlySpan<int>(job.Labels + First, count).Contains(RowLabel.Ignored)
            || (job.RowWeights != null && new ReadOnlySpan<double>(job.RowWeights + First, count).Contains(0));
    }

    /// <summary>The first row.</summary>
    public int First { get; }

    /// <summary>Whether there are rows that do not count.</summary>
    public bool AnyDead { get; }

    private Layout Logits => Joined(job.LogitLayout);

    private Layout Elements => Joined(Layout.Contiguous(job.Classes, job.Positions));

    private Layout Gradient => Joined(job.GradientLayout);

    /// <summary>The block, its inputs in place.</summary>
    public void Block<TKernel>(out RowBlock block)
        where TKernel : struct, ILossKernel
    {
        var constants = job.Constants!;
        var offset = (nint)First * job.Classes;
        block = default;
        block.Logits = inPlace ? (float*)job.Logits + offset : Fill((T*)job.Logits, Logits, memory.Logits(size));
        block.Kept = inPlace && job.Gradient != null ? (float*)job.Gradient + offset : memory.Kept(size);
        block.SlotStride = RowBlocks.SlotStride(job.RowsPerBlock);
        block.Slots = memory.Slots(constants.Slots * block.SlotStride);
        block.Totals = memory.Totals(constants.Slots);
        block.Scalars = (float*)job.Scalars;
        block.Tables = constants.SingleTables.Addresses;
        block.Matrices = constants.SingleMatrices.Addresses;
        block.Labels = job.Labels + First;
        block.RowCount = count;
        block.ClassCount = job.Classes;
        block.RowsPerTile = rowsPerTile;
        block.WantsGradient = job.Gradient != null;
        if (job.ElementValues != null)
            block.ElementValues = inPlace ? (float*)job.ElementValues + offset : memory.ElementValues(size);
        if (rows || AnyDead)
            block.Labels = Labels(ref block);
        if (TKernel.Inputs != 0)
            block.Inputs = Inputs<TKernel>();
        if (rows && constants.Matrices.Length != 0)
            block.MatrixRows = MatrixRows(in block, constants.Matrices.Length);
    }

    /// <summary>Copies gradient and losses of the elements to the caller.</summary>
    public void Deliver(in RowBlock block)
    {
        if (block.NeedsElementValues && job.RowWeights != null)
        {
            for (var row = 0; row < count; row++)
                SweepBlocks.Scale(in block, block.ElementValues, row, block.Labels[row] < 0 ? 0 : (float)job.RowWeights[First + row]);
        }

        if (inPlace)
            return;
        if (block.NeedsGradient)
            Tiles.Empty<T, V>(block.Kept, rowsPerTile, memory.Line(job.RowsPerBlock), (T*)job.Gradient, Gradient, First, count,
                job.Classes);
        if (block.NeedsElementValues)
            Tiles.Empty<T, V>(block.ElementValues, rowsPerTile, memory.Line(job.RowsPerBlock), (T*)job.ElementValues, Elements, First,
                count, job.Classes);
    }

    private Layout Joined(Layout layout) => job.Classes == 1 ? layout.Joined(job.Samples) : layout;

    private float* Fill(T* source, in Layout layout, float* tiles)
    {
        Tiles.Fill<T, V>(source, in layout, First, count, job.Classes, rowsPerTile, memory.Line(job.RowsPerBlock), tiles);
        return tiles;
    }

    /// <summary>The labels with −1 in every row that does not count, and behind the last row.</summary>
    private int* Labels(ref RowBlock block)
    {
        var labels = memory.Labels(block.SlotStride);
        new ReadOnlySpan<int>(block.Labels, count).CopyTo(new Span<int>(labels, count));
        new Span<int>(labels + count, block.SlotStride - count).Fill(RowLabel.Ignored);
        for (var row = 0; AnyDead && row < count; row++)
            labels[row] = job.Counts(First + row) ? labels[row] : RowLabel.Ignored;
        if (rows)
        {
            // A slot has room for whole vectors of any length.
            block.LabelNumbers = memory.LabelNumbers(block.SlotStride);
            for (var row = 0; row < block.SlotStride; row += Vector<int>.Count)
                Vector.ConvertToSingle(Vector.Load(labels + row)).Store(block.LabelNumbers + row);
        }

        return labels;
    }

    private float** Inputs<TKernel>()
        where TKernel : struct, ILossKernel
    {
        var addresses = memory.InputAddresses();
        for (var input = 0; input < KernelInputs.Count; input++)
        {
            if (!KernelReads.Input<TKernel>(input))
                continue;
            var source = job.Inputs == null ? null : (T*)job.Inputs[input];
            if (source == null)
            {
                addresses[input] = memory.Ones(size);
            }
            else if (KernelInputs.PerRow(input))
            {
                addresses[input] = memory.Input(input, size);
                Storage.Read(source + First, 1, addresses[input], count);
            }
            else if (inPlace && (rows || job.Classes >= V.Lanes))
            {
                addresses[input] = (float*)source + ((nint)First * job.Classes);
            }
            else
            {
                // In place, a vector of a row shorter than that would read behind the tensor.
                addresses[input] = Fill(source, Elements, memory.Input(input, size));
            }
        }

        return addresses;
    }

    private float** MatrixRows(in RowBlock block, int matrices)
    {
        var addresses = memory.MatrixAddresses(matrices);
        for (var matrix = 0; matrix < matrices; matrix++)
        {
            var target = addresses[matrix] = memory.MatrixRows(matrix, size);
            for (var row = 0; row < count; row++)
            {
                var source = block.Matrices[matrix] + (Math.Max(block.Labels[row], 0) * block.ClassCount);
                for (var k = 0; k < job.Classes; k++)
                    target[block.Offset(row, k)] = source[k];
            }
        }

        return addresses;
    }
}
