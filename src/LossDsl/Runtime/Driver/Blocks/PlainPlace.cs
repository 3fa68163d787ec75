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
    private readonly T* gradientRow;
    private readonly T* elementValueRow;
    private readonly PlainInputs<T> inputs;

    /// <summary>The place for a call.</summary>
    public PlainPlace(BlockJob job, BlockMemory memory)
    {
        this.job = job;
        logits = job.LogitLayout;
        elements = Layout.Contiguous(job.Classes, job.Positions);
        logitRow = memory.Plain<T>((KernelInputs.Count + 3L) * job.Classes);
        gradientRow = logitRow + job.Classes;
        elementValueRow = gradientRow + job.Classes;
        inputs = new PlainInputs<T>(elementValueRow + job.Classes, job.Classes);
    }

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
            if (!KernelReads.Input<TKernel>(input))
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

    /// <summary>Where the gradient of a row is written, if it is wanted.</summary>
    public Span<T> GradientOf(int row) => Written(job.Gradient, job.GradientLayout, row, gradientRow);

    /// <summary>Where the losses of the elements of a row are written, if they are wanted.</summary>
    public Span<T> ElementValuesOf(int row) => Written(job.ElementValues, in elements, row, elementValueRow);

    /// <summary>Copies gradient and losses of the elements of a row to the caller, if they are not there already.</summary>
    public void Deliver(int row)
    {
        Deliver(job.Gradient, job.GradientLayout, row, gradientRow);
        Deliver(job.ElementValues, in elements, row, elementValueRow);
    }

    private static bool InPlace(in Layout layout) => typeof(TStored) == typeof(T) && layout.ClassStride == 1;

    private Span<T> Written(void* tensor, scoped in Layout layout, int row, T* room)
        => tensor == null ? default : new(InPlace(in layout) ? (T*)tensor + layout.Row(row) : room, job.Classes);

    private void Deliver(void* tensor, in Layout layout, int row, T* room)
    {
        if (tensor != null && !InPlace(in layout))
            Storage.Write(room, (TStored*)tensor + layout.Row(row), layout.ClassStride, job.Classes);
    }
}
