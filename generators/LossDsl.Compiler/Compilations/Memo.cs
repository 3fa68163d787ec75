using System;
using System.Collections.Generic;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Results by declaration, so that generators and analyzers of one process do the work once. What has not been asked for while
/// 512 others were made may be forgotten.
/// </summary>
/// <typeparam name="T">The result, immutable.</typeparam>
internal sealed class Memo<T>(Func<Declaration, CancellationToken, T> make)
{
    private const int Generation = 512;

    private readonly object gate = new();
    private Dictionary<Declaration, Entry> young = [], old = [];
    private int made;

    /// <summary>How many results were made, for tests.</summary>
    public int Made => Volatile.Read(ref made);

    /// <summary>The result for a declaration.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the next to ask starts again.</exception>
    public T Of(Declaration declaration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var entry = Find(declaration);
        // Whoever comes second waits for the first rather than doing the same work.
        lock (entry)
        {
            if (!entry.IsMade)
            {
                entry.Value = make(declaration, cancellation);
                entry.IsMade = true;
                Interlocked.Increment(ref made);
            }

            return entry.Value!;
        }
    }

    private Entry Find(Declaration declaration)
    {
        lock (gate)
        {
            if (young.TryGetValue(declaration, out var entry))
                return entry;
            if (!old.TryGetValue(declaration, out entry))
                entry = new Entry();
            if (young.Count >= Generation)
                (old, young) = (young, []);
            young.Add(declaration, entry);
            return entry;
        }
    }

    private sealed class Entry
    {
        public bool IsMade { get; set; }

        public T? Value { get; set; }
    }
}
