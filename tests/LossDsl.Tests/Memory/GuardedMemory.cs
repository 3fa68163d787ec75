using System;
using System.Runtime.InteropServices;

namespace LossDsl.Tests.Memory;

/// <summary>
/// Memory whose last byte stands before a page that nobody may touch, with a canary before its first: what reads or writes past
/// the end stops the process, and what writes before the start is seen. On Linux only.
/// </summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int PagesOfMemory = 8;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private const byte Canary = 0xA5;

    private readonly int page = Environment.SystemPageSize;
    private readonly byte* start;
    private int taken;

    public GuardedMemory()
    {
        start = Map(0, (nuint)((PagesOfMemory + 1) * page), ReadWrite, PrivateAnonymous, -1, 0);
        if (start == (byte*)-1 || Protect(start + Room, (nuint)page, 0) != 0)
            throw new InvalidOperationException($"no guarded memory: error {Marshal.GetLastPInvokeError()}");
    }

    private int Room => PagesOfMemory * page;

    /// <summary>So many elements that end at the guard.</summary>
    public Span<T> Take<T>(int count)
        where T : unmanaged
    {
        taken = count * sizeof(T);
        new Span<byte>(start, Room - taken).Fill(Canary);
        var result = new Span<T>(start + Room - taken, count);
        result.Clear();
        return result;
    }

    /// <summary>Whether nothing was written before the first element.</summary>
    public bool IsWhole => new ReadOnlySpan<byte>(start, Room - taken).IndexOfAnyExcept(Canary) < 0;

    public void Dispose() => Unmap(start, (nuint)((PagesOfMemory + 1) * page));

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern byte* Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(byte* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static extern int Unmap(byte* address, nuint length);
}
