using System;
using System.Runtime.CompilerServices;
using LossDsl.Runtime;
using LossDsl.Tests.Calls;
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

    /// <summary>Of what is large little is taken beyond what is asked for: a power of two would be up to twice as much.</summary>
    [Theory]
    [InlineData((1L << 20) + 1)]
    [InlineData((1L << 29) + 1)]
    [InlineData((1L << 31) + 1)]
    [InlineData(11L << 30)]
    public void Large_memory_is_what_is_asked_for_and_little_more(long count)
    {
        var bytes = PinnedBuffer<double>.Lines(count) * 64L;
        Assert.InRange(bytes, (count * sizeof(double)) + 64, (count * sizeof(double) * 1.14) + 128);
    }

    /// <summary>Every number of elements has its room, also where a line is filled to the last.</summary>
    [Fact]
    public void What_is_asked_for_is_there()
    {
        for (var count = 1L; count < 5000; count++)
            Assert.True((PinnedBuffer<float>.Lines(count) - 1) * 64L >= count * sizeof(float), $"{count}");
        for (var count = 1L; count < 1L << 34; count = (count * 3 / 2) + 1)
            Assert.True((PinnedBuffer<float>.Lines(count) - 1) * 64L >= count * sizeof(float), $"{count}");
    }

    /// <summary>What no array holds is refused, and the argument that asks for it is named; it is not cut short.</summary>
    [Theory]
    [InlineData(1L << 35)]
    [InlineData(1L << 40)]
    [InlineData(1L << 59)]
    [InlineData(long.MaxValue)]
    public void More_than_an_array_holds_is_refused(long count)
    {
        var exception = Assert.Throws<InsufficientMemoryException>(() => PinnedBuffer<double>.Lines(count));
        Assert.StartsWith("logits are too many", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{(Int128)count * sizeof(double)} bytes", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>As many rows as a span holds fall into blocks, none of them beyond the last row.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1 << 24)]
    [InlineData(int.MaxValue - 60)]
    public void The_largest_shapes_fall_into_blocks(int classes)
    {
        foreach (var positions in new[] { 1, Array.MaxLength / classes })
        {
            var job = new BlockJob { Samples = Array.MaxLength / classes / positions, Classes = classes, Positions = positions };
            job.Divide();
            Assert.InRange(job.RowsIn(job.Blocks - 1), 1, job.RowsPerBlock);
            Assert.Equal(job.Rows, ((job.Blocks - 1L) * job.RowsPerBlock) + job.RowsIn(job.Blocks - 1));
        }
    }

    /// <summary>A call on a large batch, with everything that a call may give, leaves nothing large behind on the pinned heap.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_workspace_is_given_back_after_a_large_call(int threads)
    {
        var loss = new ToyMultilabel(3);
        var logits = new double[3 * Many];
        var ones = Array.ConvertAll(logits, _ => 1.0);
        var some = Array.ConvertAll(logits, _ => true);
        some[5] = false;
        Collect();
        var (before, allocated) = (Pinned(), GC.GetTotalAllocatedBytes(precise: true));
        Call();
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Collect();
        Assert.True(allocated > 64 << 20, $"the call took {allocated} bytes, too few to tell");
        Assert.True(Pinned() - before < 4 << 20, $"of {allocated} bytes the call left {Pinned() - before}");

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Call()
        {
            // Strides and a mask of elements make the call copy what it is given.
            var inputs = new LossInputs<double>(logits, ones)
            {
                Shape = new(Many / 16, 3, 16) { SampleStride = 48, ClassStride = 1, PositionStride = 3 },
                Mask = some,
                SampleWeights = ones.AsSpan(0, Many),
                ElementWeights = ones,
                Execution = new Execution { MaxThreads = threads },
            };
            loss.Evaluate(inputs, new LossOutputs<double> { Gradient = new double[logits.Length] });
        }

        static void Collect()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        // The pinned heap is the last generation; what is free between objects is counted as its size.
        static long Pinned()
        {
            var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[4];
            return heap.SizeAfterBytes - heap.FragmentationAfterBytes;
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
