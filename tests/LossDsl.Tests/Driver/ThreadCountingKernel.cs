using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Numerics;
using System.Threading;
using LossDsl.Runtime;

namespace LossDsl.Tests.Driver;

/// <summary>A kernel that has no mathematics: it notes on which threads its blocks run, or fails.</summary>
internal readonly struct ThreadCountingKernel : ILossKernel
{
    private const int Rows = 128 * 40;

    private static readonly ConcurrentDictionary<int, bool> Seen = new();
    private static bool fails;
    private static volatile bool failed;
    private static int awaited;
    private static int spared;

    /// <summary>
    /// On how many threads the blocks of a large batch ran. The first blocks wait for so many, so that a busy machine has
    /// time to provide them.
    /// </summary>
    public static int ThreadsUsed(Execution execution, int atLeast)
    {
        fails = false;
        awaited = atLeast;
        Seen.Clear();
        Evaluate(execution);
        return Seen.Count;
    }

    /// <summary>Evaluates a large batch of which blocks fail: all, or those that do not run on the calling thread.</summary>
    public static void Fail(Execution execution, bool spareCaller)
    {
        (fails, failed) = (true, false);
        spared = spareCaller ? Environment.CurrentManagedThreadId : 0;
        Evaluate(execution);
    }

    public static void Prepare(in KernelCall call, Span<double> scalars)
    {
    }

    public static void Block<V>(in RowBlock block)
        where V : struct, ISimd<V>
    {
        if (fails && spared != Environment.CurrentManagedThreadId)
        {
            failed = true;
            throw new NotSupportedException();
        }

        Seen[Environment.CurrentManagedThreadId] = true;
        var start = Stopwatch.GetTimestamp();
        while ((fails ? !failed : Seen.Count < awaited) && Stopwatch.GetElapsedTime(start).TotalSeconds < 20)
            Thread.Sleep(1);
    }

    public static void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
    }

    private static void Evaluate(Execution execution)
    {
        var plan = new LossPlan
        {
            Name = nameof(ThreadCountingKernel),
            Components = ["Nothing"],
            Denominators = [Denominator.Valid],
            Reduction = Reduction.Mean,
            Slots = 2,
        };
        LossDriver.Evaluate<ThreadCountingKernel>(plan, [],
            new LossInputs<float>(new float[Rows * 2], new int[Rows]) { Execution = execution }, default);
    }
}
