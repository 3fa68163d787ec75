using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>
/// Memory that grows when asked and stays where it is between; 64-byte aligned, zero at first. Between calls the collector may
/// take what is large: one call on a large batch must not keep its memory for ever.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal unsafe struct PinnedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    // More than most calls need, and less than a process would notice.
    private const long Large = 1 << 20;

    // Kept alive here; the pinned heap does not move it. An array of lines, as one of bytes would end at 2 GiB.
    private Line[]? memory;
    private WeakReference<Line[]>? resting;
    private T* start;
    private long capacity;

    /// <summary>The first of at least <paramref name="count"/> elements. What they hold is what an earlier call left, or 0.</summary>
    public T* Get(long count)
    {
        if (count > capacity)
            Find(count);
        return start;
    }

    /// <summary>
    /// Lets the collector have the memory if it is large, and says whether it is; the next call takes it up again if it is still there.
    /// </summary>
    public bool Rest()
    {
        if (capacity * sizeof(T) <= Large)
            return false;
        if (resting is null)
            resting = new(memory!);
        else
            resting.SetTarget(memory!);
        memory = null;
        start = null;
        capacity = 0;
        return true;
    }

    private void Find(long count)
    {
        if (memory is null && resting is not null && resting.TryGetTarget(out var rested))
            Take(rested);
        if (count <= capacity)
            return;
        var size = BitOperations.RoundUpToPowerOf2((ulong)count) * (ulong)sizeof(T);
        Take(GC.AllocateArray<Line>((int)Math.Min((size / Alignment) + 2, (ulong)Array.MaxLength), pinned: true));
    }

    private void Take(Line[] lines)
    {
        memory = lines;
        var address = (nint)Unsafe.AsPointer(ref lines[0]);
        start = (T*)((address + Alignment - 1) & -Alignment);
        capacity = ((long)lines.Length - 1) * Alignment / sizeof(T);
    }

    [StructLayout(LayoutKind.Sequential, Size = Alignment)]
    private struct Line;
}
