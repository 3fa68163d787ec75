using System;

namespace LossDsl.Runtime;

/// <summary>What one thread needs to work through blocks, and keeps from call to call.</summary>
internal sealed unsafe class BlockMemory
{
    private readonly PinnedBuffer<float>[] inputs = new PinnedBuffer<float>[KernelInputs.Count];
    private PinnedBuffer<float>[] matrixRows = [];
    private PinnedBuffer<float> slots;
    private PinnedBuffer<float> logits;
    private PinnedBuffer<float> kept;
    private PinnedBuffer<float> elementValues;
    private PinnedBuffer<float> ones;
    private PinnedBuffer<float> line;
    private PinnedBuffer<float> labelNumbers;
    private PinnedBuffer<int> labels;
    private PinnedBuffer<nint> inputAddresses;
    private PinnedBuffer<nint> matrixAddresses;
    private PinnedBuffer<double> values;
    private PinnedBuffer<double> totals;
    private PinnedBuffer<double> plain;
    private long filledOnes;

    /// <summary>The slots of a block.</summary>
    public float* Slots(long count) => slots.Get(count);

    /// <summary>The logits of a block, where they are not computed on in place.</summary>
    public float* Logits(long count) => logits.Get(count);

    /// <summary>Where sweeps keep elements if not in the caller's gradient.</summary>
    public float* Kept(long count) => kept.Get(count);

    /// <summary>The losses of the elements of a block, where they are not written in place.</summary>
    public float* ElementValues(long count) => elementValues.Get(count);

    /// <summary>An input of a block, where it is not read in place.</summary>
    public float* Input(int input, long count) => inputs[input].Get(count);

    /// <summary>The rows of a matrix at the labels of a block.</summary>
    public float* MatrixRows(int matrix, long count)
    {
        if (matrix >= matrixRows.Length)
            Array.Resize(ref matrixRows, matrix + 1);
        return matrixRows[matrix].Get(count);
    }

    /// <summary>The addresses of the inputs of a block.</summary>
    public float** InputAddresses() => (float**)inputAddresses.Get(KernelInputs.Count);

    /// <summary>The addresses of the matrix rows of a block.</summary>
    public float** MatrixAddresses(long count) => (float**)matrixAddresses.Get(count);

    /// <summary>Room for one number per row.</summary>
    public float* Line(long count) => line.Get(count);

    /// <summary>The labels of a block, where they are not those of the call.</summary>
    public int* Labels(long count) => labels.Get(count);

    /// <summary>The labels of a block as floats.</summary>
    public float* LabelNumbers(long count) => labelNumbers.Get(count);

    /// <summary>An input that the call leaves out.</summary>
    public float* Ones(long count)
    {
        var start = ones.Get(count);
        if (count > filledOnes)
        {
            for (var i = 0L; i < count; i++)
                start[i] = 1;
            filledOnes = count;
        }

        return start;
    }

    /// <summary>The sums of one row, or of the rows in the lanes, by slot.</summary>
    public double* Totals(int slots) => totals.Get(slots * RowBlocks.LongestVector);

    /// <summary>Seeds and values of one row, in either precision.</summary>
    public T* Values<T>(long count)
        where T : unmanaged => (T*)values.Get(count);

    /// <summary>Whatever of one row is not computed on in place, in either precision.</summary>
    public T* Plain<T>(long count)
        where T : unmanaged => (T*)plain.Get(count);

    /// <summary>Lets the collector have what is large until the next call: rows of very many classes.</summary>
    public void Rest()
    {
        slots.Rest();
        logits.Rest();
        kept.Rest();
        elementValues.Rest();
        // What comes in its place may have the same address, and holds no ones.
        if (ones.Rest())
            filledOnes = 0;
        line.Rest();
        labelNumbers.Rest();
        labels.Rest();
        inputAddresses.Rest();
        matrixAddresses.Rest();
        values.Rest();
        totals.Rest();
        plain.Rest();
        foreach (ref var buffer in inputs.AsSpan())
            buffer.Rest();
        foreach (ref var buffer in matrixRows.AsSpan())
            buffer.Rest();
    }
}
