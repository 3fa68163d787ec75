using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace LossDsl.Runtime;

/// <summary>Everything a call needs besides its arguments; kept, so that calls allocate nothing after the first.</summary>
internal sealed unsafe class Workspace
{
    // A row costs about as much as so many of its elements; and about 20 µs of work, below which waking another thread
    // costs more than it saves (measured: 256×10, 12 µs alone, took twice as long with a second thread).
    private const long ElementsOfARow = 24;
    private const long ElementsWorthAThread = 16384;

    // One workspace per call that runs at the same time; a stack, so that the last one used, still in cache, comes first.
    private static readonly Stack<Workspace> Free = new();
    private static readonly Lock Guard = new();

    private readonly BlockMemory own = new();
    private readonly List<Helper> helpers = [];
    private PinnedBuffer<int> labels;
    private PinnedBuffer<double> scalars;
    private PinnedBuffer<double> seeds;
    private PinnedBuffer<double> sums;
    private PinnedBuffer<float> singles;

    /// <summary>The blocks of the call.</summary>
    public BlockJob Job { get; } = new();

    /// <summary>The tensors of the call.</summary>
    public CallMemory Call { get; } = new();

    /// <summary>A workspace that no other call uses.</summary>
    public static Workspace Rent()
    {
        lock (Guard)
        {
            if (Free.TryPop(out var workspace))
                return workspace;
        }

        return new Workspace();
    }

    /// <summary>Gives the workspace back; what is large of it is the collector's until the next call.</summary>
    public void Return()
    {
        // A pooled workspace must not keep a loss alive.
        Job.Constants = null;
        labels.Rest();
        scalars.Rest();
        seeds.Rest();
        sums.Rest();
        singles.Rest();
        Call.Rest();
        own.Rest();
        foreach (var helper in helpers)
            helper.Rest();
        lock (Guard)
            Free.Push(this);
    }

    /// <summary>Room for the labels.</summary>
    public int* Labels(long count) => labels.Get(count);

    /// <summary>Room for the scalars.</summary>
    public double* Scalars(long count) => scalars.Get(count);

    /// <summary>Room for seeds and denominators.</summary>
    public double* Seeds(long count) => seeds.Get(count);

    /// <summary>Room for the scalars in single precision.</summary>
    public float* Singles(long count) => singles.Get(count);

    /// <summary>Room for the sums of the blocks.</summary>
    public double* Sums(long count) => sums.Get(count);

    /// <summary>Works through all blocks, with helpers if it pays.</summary>
    /// <param name="threads">The most threads, this one included.</param>
    public void Run(int threads)
    {
        Job.Restart();
        var help = Job.Rows * (Job.Classes + ElementsOfARow) < ElementsWorthAThread ? 0 : Math.Min(threads, Job.Blocks) - 1;
        while (helpers.Count < help)
            helpers.Add(new Helper(Job));
        for (var i = 0; i < help; i++)
            helpers[i].Arm();
        try
        {
            Job.Work(own);
        }
        finally
        {
            Job.Abandon();
            for (var i = 0; i < help; i++)
                helpers[i].Leave();
        }

        for (var i = 0; i < help; i++)
        {
            if (helpers[i].Failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
        }
    }
}
