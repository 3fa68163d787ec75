namespace LossDsl.Runtime;

/// <summary>What one thread needs to work through blocks, and keeps from call to call.</summary>
internal sealed unsafe class BlockMemory
{
    private PinnedBuffer<float> slots;
    private PinnedBuffer<float> kept;
    private PinnedBuffer<double> values;
    private PinnedBuffer<double> totals;

    /// <summary>The slots of a block.</summary>
    public float* Slots(int count) => slots.Get(count);

    /// <summary>Where sweeps keep elements if the caller wants no gradient.</summary>
    public float* Kept(int count) => kept.Get(count);

    /// <summary>The sums of one row, by slot.</summary>
    public double* Totals(int count) => totals.Get(count);

    /// <summary>Seeds and values of one row, in either precision.</summary>
    public T* Values<T>(int count)
        where T : unmanaged => (T*)values.Get(count);
}
