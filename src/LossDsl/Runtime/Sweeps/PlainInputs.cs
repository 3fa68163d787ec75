using System;

namespace LossDsl.Runtime;

/// <summary>The inputs of one row on its way through plain loops, one after the other, by <see cref="KernelInput"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct PlainInputs<T>(T* start, int classes)
    where T : unmanaged
{
    /// <summary>The numbers of an input.</summary>
    public ReadOnlySpan<T> this[int input] => new(Start(input), KernelInputs.PerRow(input) ? 1 : classes);

    /// <summary>Where the numbers of an input go.</summary>
    public T* Start(int input) => start + ((nint)input * classes);
}
