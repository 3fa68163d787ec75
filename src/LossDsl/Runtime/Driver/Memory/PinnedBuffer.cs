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
        var lines = Lines(count);
        try
        {
            Take(GC.AllocateArray<Line>(lines, pinned: true));
        }
        catch (OutOfMemoryException exception)
        {
            throw NotEnough(count, exception);
        }
    }

    /// <summary>
    /// How many lines are taken for so many elements: some more than asked for, so that memory that grows little by little is not
    /// taken anew each time, but never twice as much of what is large.
    /// </summary>
    /// <exception cref="InsufficientMemoryException">They are more than an array holds.</exception>
    internal static int Lines(long count)
    {
        var unit = BitOperations.RoundUpToPowerOf2((ulong)count) / (count > Large / sizeof(T) ? 16UL : 1UL);
        var elements = ((ulong)count + unit - 1) / unit * unit;
        // One to align the first, and one for what is left of the last.
        var lines = ((UInt128)elements * (ulong)sizeof(T) / Alignment) + 2;
        return lines <= (UInt128)Array.MaxLength ? (int)lines : throw NotEnough(count, null);
    }

    private static InsufficientMemoryException NotEnough(long count, Exception? inner)
        => new(
            $"logits are too many for one call: beside the tensors that it is given it needs {(Int128)count * sizeof(T)} bytes; "
            + "give fewer rows at a time.",
            inner);

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
