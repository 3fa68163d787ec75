using System;
using System.Runtime.CompilerServices;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>Memory that rests between calls, where the collector may take what is large.</summary>
public unsafe class MemoryTests
{
    // Above a megabyte.
    private const int Many = 1 << 20;

    /// <summary>What was collected may come again at the same address, with nothing in it.</summary>
    [Fact]
    public void An_input_left_out_is_1_after_a_collection_too()
    {
        var memory = new BlockMemory();
        for (var call = 0; call < 8; call++)
        {
            Call();
            GC.Collect();
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Call()
        {
            Assert.Equal(-1, new ReadOnlySpan<float>(memory.Ones(Many), Many).IndexOfAnyExcept(1f));
            memory.Rest();
        }
    }

    /// <summary>One call on a large batch does not keep its memory for ever: what comes next is empty, not what that call left.</summary>
    [Fact]
    public void Large_memory_is_the_collectors_between_calls()
    {
        var buffer = new PinnedBuffer<int>();
        Call();
        GC.Collect();
        Assert.Equal(0, buffer.Get(Many)[0]);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Call()
        {
            buffer.Get(Many)[0] = 7;
            buffer.Rest();
        }
    }

    /// <summary>Small memory stays what and where it is, so that small calls allocate nothing.</summary>
    [Fact]
    public void Small_memory_stays()
    {
        var buffer = new PinnedBuffer<int>();
        var start = buffer.Get(1000);
        start[999] = 7;
        buffer.Rest();
        GC.Collect();
        Assert.True(start == buffer.Get(1000));
        Assert.Equal(7, start[999]);
    }
}
