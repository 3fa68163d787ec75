using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossDsl.Runtime;

/// <summary>Memory that grows when asked and stays where it is between; 64-byte aligned, zero at first.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal unsafe struct PinnedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    // Kept alive here; the pinned heap does not move it.
    private byte[]? memory;
    private T* start;
    private int capacity;

    /// <summary>The first of at least <paramref name="count"/> elements. What they hold is what an earlier call left.</summary>
    public T* Get(int count)
    {
        if (count > capacity)
            Grow(count);
        return start;
    }

    private void Grow(int count)
    {
        var size = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)count), (uint)(Array.MaxLength - Alignment) / (uint)sizeof(T));
        memory = GC.AllocateArray<byte>(checked((Math.Max(size, count) * sizeof(T)) + Alignment), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref memory[0]);
        start = (T*)((address + Alignment - 1) & -Alignment);
        capacity = size;
    }
}
