using System;
using System.Threading;

namespace LossDsl.Runtime;

/// <summary>
/// One thread-pool item that helps with the blocks of a call, used again call after call. The caller never waits for the
/// pool to start it: a helper that is still in the queue when the call is done is disarmed there, and may be armed again.
/// </summary>
internal sealed class Helper(BlockJob job) : IThreadPoolWorkItem
{
    private const int Idle = 0;

    // In the queue, and to work when its turn comes.
    private const int Armed = 1;

    // In the queue, with nothing to do.
    private const int Disarmed = 2;

    private const int Running = 3;

    private readonly BlockMemory memory = new();
    private int state = Idle;

    /// <summary>What went wrong in this helper during the call, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Offers help for the call that is about to run.</summary>
    public void Arm()
    {
        Failure = null;
        if (Interlocked.CompareExchange(ref state, Armed, Disarmed) == Disarmed)
            return;

        // After a call it is idle or in the queue; the queue may just have let it go.
        Volatile.Write(ref state, Armed);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Returns when this helper has no part in the call any more.</summary>
    public void Leave()
    {
        if (Interlocked.CompareExchange(ref state, Disarmed, Armed) == Armed)
            return;

        // It is at most one block from its end.
        var spin = default(SpinWait);
        while (Volatile.Read(ref state) == Running)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>Lets the collector have what is large of its memory; only between calls.</summary>
    public void Rest() => memory.Rest();

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            if (Interlocked.CompareExchange(ref state, Running, Armed) == Armed)
            {
                Work();
                Volatile.Write(ref state, Idle);
                return;
            }

            // A new call may arm it between the two; then it works after all.
            if (Interlocked.CompareExchange(ref state, Idle, Disarmed) == Disarmed)
                return;
        }
    }

    private void Work()
    {
        try
        {
            job.Work(memory);
        }
        catch (Exception exception)
        {
            Failure = exception;
            job.Abandon();
        }
    }
}
