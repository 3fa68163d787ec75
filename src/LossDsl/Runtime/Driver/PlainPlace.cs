using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// Where plain loops compute the rows of a call: in the caller's tensors where the classes are contiguous numbers of the
/// right type, else in memory of this thread.
/// </summary>
/// <typeparam name="TStored">The storage type.</typeparam>
/// <typeparam name="T">The type of the computation.</typeparam>
internal readonly unsafe ref struct PlainPlace<TStored, T>
    where TStored : unmanaged
    where T : unmanaged, INumberBase<T>
{
    private readonly BlockJob job;
    private readonly Layout logits;
    private readonly Layout elements;
    private readonly T* logitRow;
    private readonly PlainInputs<T> inputs;

    /// <summary>The place for a call.</summary>
    public PlainPlace(BlockJob job, BlockMemory memory)
    {
        this.job = job;
        logits = job.LogitLayout;
        elements = Layout.Contiguous(job.Classes, job.Positions);
        logitRow = memory.Plain<T>((KernelInputs.Count + 3L) * job.Classes);
        Gradient = logitRow + job.Classes;
        ElementValues = Gradient + job.Classes;
        inputs = new PlainInputs<T>(ElementValues + job.Classes, job.Classes);
    }

    /// <summary>Room for the gradient of a row.</summary>
    public T* Gradient { get; }

    /// <summary>Room for the losses of the elements of a row.</summary>
    public T* ElementValues { get; }

    private bool InPlace => typeof(TStored) == typeof(T) && job.Positions == 1;

    /// <summary>The logits of a row.</summary>
    public ReadOnlySpan<T> Logits(int row)
    {
        var source = (TStored*)job.Logits + logits.Row(row);
        if (typeof(TStored) == typeof(T) && logits.ClassStride == 1)
            return new(source, job.Classes);
        Storage.Read(source, logits.ClassStride, logitRow, job.Classes);
        return new(logitRow, job.Classes);
    }

    /// <summary>The inputs of a row that a kernel reads.</summary>
    public PlainInputs<T> Inputs<TKernel>(int row)
        where TKernel : struct, ILossKernel
    {
        for (var input = 0; input < KernelInputs.Count; input++)
        {
            if (!KernelInputs.Reads<TKernel>(input))
                continue;
            var source = job.Inputs == null ? null : (TStored*)job.Inputs[input];
            var target = inputs.Start(input);
            if (source == null)
                new Span<T>(target, job.Classes).Fill(T.One);
            else if (KernelInputs.PerRow(input))
                Storage.Read(source + row, 1, target, 1);
            else
                Storage.Read(source + elements.Row(row), elements.ClassStride, target, job.Classes);
        }

        return inputs;
    }

    /// <summary>Where a tensor of the caller's is written, if there is one.</summary>
    public Span<T> Elements(void* tensor, int row, T* room)
        => tensor == null ? default : new(InPlace ? (T*)tensor + elements.Row(row) : room, job.Classes);

    /// <summary>Copies what was written to the caller, if it is not there already.</summary>
    public void Deliver(void* tensor, int row, Span<T> written)
    {
        if (tensor == null || InPlace)
            return;
        fixed (T* source = written)
            Storage.Write(source, (TStored*)tensor + elements.Row(row), elements.ClassStride, job.Classes);
    }
}
