using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;

namespace LossDsl.Tests.Inlining;

/// <summary>Hears from the runtime which calls the JIT did not inline because its budget for a method had run out.</summary>
internal sealed class InliningListener : EventListener
{
    private const EventKeywords JitTracing = (EventKeywords)0x1000;

    /// <summary>Method and call, one line each, in the order of compilation.</summary>
    public ConcurrentQueue<string> LeftOut { get; } = new();

    /// <summary>Waits for a report, which comes a little later and on another thread.</summary>
    public bool Hears(string text)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 30)
        {
            if (LeftOut.Any(line => line.Contains(text, StringComparison.Ordinal)))
                return true;
            Thread.Sleep(20);
        }

        return false;
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(source, EventLevel.Verbose, JitTracing);
    }

    protected override void OnEventWritten(EventWrittenEventArgs data)
    {
        if (data.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true)
            return;
        var line = string.Join(' ', data.Payload!.Select(item => item?.ToString()));
        if (line.Contains("LossDsl", StringComparison.Ordinal)
            && (line.Contains("budget", StringComparison.Ordinal) || line.Contains("too many local", StringComparison.Ordinal)))
            LeftOut.Enqueue(line);
    }
}
