using System;
using System.Collections.Generic;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Judgements by declaration, so that generator and analyzers of one process ask once. What has not been asked for while 512
/// others were made is forgotten.
/// </summary>
internal static class JudgementCache
{
    private const int Generation = 512;

    private static readonly object Gate = new();
    private static Dictionary<Declaration, Entry> young = [], old = [];

    /// <summary>How many judgements have been made, for tests.</summary>
    public static int Made { get; private set; }

    /// <summary>The judgement of a declaration without errors.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the next to ask starts again.</exception>
    public static Judgement Of(Declaration declaration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var entry = Find(declaration);
        // Whoever comes second waits for the first rather than doing the same work.
        lock (entry)
        {
            if (entry.Judgement is null)
            {
                entry.Judgement = Advisor.Judge(declaration, cancellation);
                lock (Gate)
                    Made++;
            }

            return entry.Judgement;
        }
    }

    private static Entry Find(Declaration declaration)
    {
        lock (Gate)
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
        public Judgement? Judgement { get; set; }
    }
}
