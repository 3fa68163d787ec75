using System;
using System.Threading;

namespace LossDsl;

/// <summary>How many threads the losses of this process may use.</summary>
public static class Threads
{
    private static int limit = Environment.ProcessorCount;

    /// <summary>
    /// The most threads one evaluation uses, the calling one included; at least 1, at first the number of processors.
    /// Results do not depend on it. A call may ask for another limit: <see cref="Execution.MaxThreads"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int Limit
    {
        get => Volatile.Read(ref limit);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref limit, value);
        }
    }
}
