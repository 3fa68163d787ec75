namespace LossDsl.Runtime;

/// <summary>The tensors that a call needs beside the caller's own; kept from call to call.</summary>
internal sealed unsafe class CallMemory
{
    private PinnedBuffer<nint> inputs;
    private PinnedBuffer<nint> scales;
    private PinnedBuffer<double> rowWeights;
    private PinnedBuffer<double> rowScales;
    private PinnedBuffer<double> keys;
    private PinnedBuffer<double> targetsOfRow;
    private PinnedBuffer<bool> rowMask;
    private PinnedBuffer<double> elementWeights;
    private PinnedBuffer<double> classMask;
    private PinnedBuffer<double> targets;

    /// <summary>The addresses of the inputs.</summary>
    public void** Inputs(long count) => (void**)inputs.Get(count);

    /// <summary>The addresses of the row scales, per component.</summary>
    public double** Scales(long count) => (double**)scales.Get(count);

    /// <summary>A weight per row.</summary>
    public double* RowWeights(long count) => rowWeights.Get(count);

    /// <summary>A scale per row, for each component that has some.</summary>
    public double* RowScales(long count) => rowScales.Get(count);

    /// <summary>A key per row, in either precision, and as much again.</summary>
    public double* Keys(long count) => keys.Get(count);

    /// <summary>The targets of one row.</summary>
    public double* TargetsOfRow(long count) => targetsOfRow.Get(count);

    /// <summary>Which rows count.</summary>
    public bool* RowMask(long count) => rowMask.Get(count);

    /// <summary>A weight per element, in any type.</summary>
    public T* ElementWeights<T>(long count)
        where T : unmanaged => (T*)elementWeights.Get(Doubles<T>(count));

    /// <summary>A mask entry per element, in any type.</summary>
    public T* ClassMask<T>(long count)
        where T : unmanaged => (T*)classMask.Get(Doubles<T>(count));

    /// <summary>The targets, where some are masked, in any type.</summary>
    public T* Targets<T>(long count)
        where T : unmanaged => (T*)targets.Get(Doubles<T>(count));

    /// <summary>Lets the collector have what is large until the next call.</summary>
    public void Rest()
    {
        inputs.Rest();
        scales.Rest();
        rowWeights.Rest();
        rowScales.Rest();
        keys.Rest();
        targetsOfRow.Rest();
        rowMask.Rest();
        elementWeights.Rest();
        classMask.Rest();
        targets.Rest();
    }

    private static long Doubles<T>(long count)
        where T : unmanaged => ((count * sizeof(T)) + sizeof(double) - 1) / sizeof(double);
}
