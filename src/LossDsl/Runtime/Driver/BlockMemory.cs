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
    private int filledOnes;

    /// <summary>The slots of a block.</summary>
    public float* Slots(int count) => slots.Get(count);

    /// <summary>The logits of a block, where they are not computed on in place.</summary>
    public float* Logits(int count) => logits.Get(count);

    /// <summary>Where sweeps keep elements if not in the caller's gradient.</summary>
    public float* Kept(int count) => kept.Get(count);

    /// <summary>The losses of the elements of a block, where they are not written in place.</summary>
    public float* ElementValues(int count) => elementValues.Get(count);

    /// <summary>An input of a block, where it is not read in place.</summary>
    public float* Input(int input, int count) => inputs[input].Get(count);

    /// <summary>The rows of a matrix at the labels of a block.</summary>
    public float* MatrixRows(int matrix, int count)
    {
        if (matrix >= matrixRows.Length)
            Array.Resize(ref matrixRows, matrix + 1);
        return matrixRows[matrix].Get(count);
    }

    /// <summary>The addresses of the inputs of a block.</summary>
    public float** InputAddresses() => (float**)inputAddresses.Get(KernelInputs.Count);

    /// <summary>The addresses of the matrix rows of a block.</summary>
    public float** MatrixAddresses(int count) => (float**)matrixAddresses.Get(count);

    /// <summary>Room for one number per row.</summary>
    public float* Line(int count) => line.Get(count);

    /// <summary>The labels of a block, where they are not those of the call.</summary>
    public int* Labels(int count) => labels.Get(count);

    /// <summary>The labels of a block as floats.</summary>
    public float* LabelNumbers(int count) => labelNumbers.Get(count);

    /// <summary>An input that the call leaves out.</summary>
    public float* Ones(int count)
    {
        var start = ones.Get(count);
        if (count > filledOnes)
        {
            new Span<float>(start, count).Fill(1);
            filledOnes = count;
        }

        return start;
    }

    /// <summary>The sums of one row, or of the rows in the lanes, by slot.</summary>
    public double* Totals(int slots) => totals.Get(slots * RowBlocks.LongestVector);

    /// <summary>Seeds and values of one row, in either precision.</summary>
    public T* Values<T>(int count)
        where T : unmanaged => (T*)values.Get(count);

    /// <summary>Whatever of one row is not computed on in place, in either precision.</summary>
    public T* Plain<T>(int count)
        where T : unmanaged => (T*)plain.Get(count);
}
