using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>Any number of threads, within a call and around it: the same bits.</summary>
public class ThreadTests
{
    [Theory]
    [InlineData(Engine.Sweeps)]
    [InlineData(Engine.PlainLoops)]
    public void Results_do_not_depend_on_the_number_of_threads(Engine engine)
    {
        foreach (var (rows, classes) in new[] { (3000, 10), (1000, 33), (400, 1000), (40, 30000) })
        {
            var batch = new Batch(rows, classes);
            for (var i = 0; i < rows; i += 7)
                batch.Targets[i] = -100;
            var once = Evaluate(batch, batch.Logits, engine, 1);
            foreach (var threads in new[] { 2, 3, 7 })
            {
                for (var repeat = 0; repeat < 5; repeat++)
                    Assert.True(once.AsSpan().SequenceEqual(Evaluate(batch, batch.Logits, engine, threads)),
                        $"{rows}×{classes}, {threads} threads");
            }
        }
    }

    [Fact]
    public void Double_results_do_not_depend_on_the_number_of_threads()
    {
        var batch = new Batch(3000, 33);
        var once = Evaluate(batch, batch.Doubles, Engine.Auto, 1);
        foreach (var threads in new[] { 2, 3, 7 })
            Assert.True(once.AsSpan().SequenceEqual(Evaluate(batch, batch.Doubles, Engine.Auto, threads)));
    }

    [Fact]
    public void The_limit_of_the_process_holds_where_a_call_has_none()
    {
        var before = Threads.Limit;
        try
        {
            Threads.Limit = 1;
            Assert.Equal(1, ThreadCountingKernel.ThreadsUsed(default, atLeast: 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Limit = 0);
            Threads.Limit = 4;
            Assert.Equal(1, ThreadCountingKernel.ThreadsUsed(new Execution { MaxThreads = 1 }, atLeast: 1));
            Assert.InRange(ThreadCountingKernel.ThreadsUsed(default, atLeast: 2), 2, 4);
            Assert.Equal(2, ThreadCountingKernel.ThreadsUsed(new Execution { MaxThreads = 2 }, atLeast: 2));
        }
        finally
        {
            Threads.Limit = before;
        }
    }

    /// <summary>One instance, several callers with batches of their own, each call itself parallel.</summary>
    [Fact]
    public async Task Concurrent_calls_do_not_mix()
    {
        var batches = Enumerable.Range(1, 6).Select(seed => new Batch(500 + (100 * seed), 30, seed)).ToArray();
        var loss = new FrozenLoss(batches[0].Weights, 0.01);
        var expected = Array.ConvertAll(batches, batch => Gradient(loss, batch));
        await Task.WhenAll(batches.Select((batch, index) => Task.Factory.StartNew(
            () =>
            {
                for (var repeat = 0; repeat < 100; repeat++)
                    Assert.True(expected[index].AsSpan().SequenceEqual(Gradient(loss, batch)));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_failing_kernel_fails_the_call_and_only_that(int threads, bool elsewhere)
    {
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Assert.Throws<NotSupportedException>(() =>
                ThreadCountingKernel.Fail(new Execution { MaxThreads = threads }, spareCaller: elsewhere));
            Results_do_not_mix_after_a_failure();
        }

        static void Results_do_not_mix_after_a_failure()
        {
            var batch = new Batch(600, 30);
            var loss = new FrozenLoss(batch.Weights, 0.01);
            Assert.True(Gradient(loss, batch).AsSpan().SequenceEqual(Gradient(loss, batch)));
        }
    }

    private static float[] Gradient(FrozenLoss loss, Batch batch)
    {
        var gradient = new float[batch.Logits.Length];
        loss.Evaluate(
            new LossInputs<float>(batch.Logits, batch.Targets) { Execution = new Execution { MaxThreads = 3 } },
            new LossOutputs<float> { Gradient = gradient });
        return gradient;
    }

    private static float[] Evaluate(Batch batch, float[] logits, Engine engine, int threads)
    {
        var (gradient, perSample, components) = (new float[logits.Length], new float[batch.Rows], new float[2]);
        var value = new FrozenLoss(batch.Weights, 0.01, ignoreIndex: -100).Evaluate(
            new LossInputs<float>(logits, batch.Targets) { Execution = new Execution { Engine = engine, MaxThreads = threads } },
            new LossOutputs<float> { Gradient = gradient, PerSample = perSample, Components = components });
        return [value, .. components, .. perSample, .. gradient];
    }

    private static double[] Evaluate(Batch batch, double[] logits, Engine engine, int threads)
    {
        var (gradient, perSample, components) = (new double[logits.Length], new double[batch.Rows], new double[2]);
        var value = new FrozenLoss(batch.Weights, 0.01, ignoreIndex: -100).Evaluate(
            new LossInputs<double>(logits, batch.Targets) { Execution = new Execution { Engine = engine, MaxThreads = threads } },
            new LossOutputs<double> { Gradient = gradient, PerSample = perSample, Components = components });
        return [value, .. components, .. perSample, .. gradient];
    }
}
