using System;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>After the first calls, a call allocates nothing.</summary>
public class AllocationTests
{
    private const int Calls = 1000;

    // Half of the smallest object per call.
    private const long Bound = Calls * 12;

    [Theory]
    [InlineData(Engine.Sweeps)]
    [InlineData(Engine.PlainLoops)]
    public void Serial_calls_allocate_nothing(Engine engine)
    {
        var call = new Call(64, 10, new Execution { Engine = engine, MaxThreads = 1 });
        call.Repeat(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        call.Repeat(Calls);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(Engine.Sweeps)]
    [InlineData(Engine.PlainLoops)]
    public void Parallel_calls_allocate_nothing(Engine engine)
    {
        var call = new Call(1024, 10, new Execution { Engine = engine, MaxThreads = 4 });
        call.Repeat(500);

        // Only the whole process can be asked, and the test host allocates now and then: the quietest of several tries.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 20 && least > Bound; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            call.Repeat(Calls);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, Bound);
    }

    private sealed class Call(int rows, int classes, Execution execution)
    {
        private readonly Batch batch = new(rows, classes);
        private readonly FrozenLoss loss = new(new Batch(rows, classes).Weights, 0.01, ignoreIndex: -1);
        private readonly float[] gradient = new float[rows * classes];
        private readonly float[] perSample = new float[rows];
        private readonly float[] components = new float[2];

        public void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                loss.Evaluate(
                    new LossInputs<float>(batch.Logits, batch.Targets) { Execution = execution },
                    new LossOutputs<float> { Gradient = gradient, PerSample = perSample, Components = components });
            }
        }
    }
}
