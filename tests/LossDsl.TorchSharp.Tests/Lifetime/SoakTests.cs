using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Lifetime;

/// <summary>
/// Several threads train small models while another one collects garbage all the time: whatever native code still reads and no
/// managed object holds is gone then. The environment variable LOSSDSL_SOAK_SECONDS says for how long, 5 seconds by default.
/// </summary>
[Collection(nameof(Alone))]
public class SoakTests(ITestOutputHelper output)
{
    private const int Threads = 3;

    [Fact]
    public void Training_survives_the_collector()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("LOSSDSL_SOAK_SECONDS") ?? "5", CultureInfo.InvariantCulture);
        using var learnt = new Learnt().ToModule();
        using var weighted = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        var errors = new ConcurrentQueue<Exception>();
        var (collections, watch) = (0L, Stopwatch.StartNew());
        var steps = new long[Threads];
        bool GoOn() => watch.Elapsed.TotalSeconds < seconds && errors.IsEmpty;

        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                while (GoOn())
                    steps[index] += Train(index % 2 == 0 ? learnt : weighted, (int)(steps[index] % 1000) + index,
                        scoped: steps[index] % 100 < 50);
            }
            catch (Exception exception)
            {
                errors.Enqueue(exception);
            }
        })).Append(new Thread(() =>
        {
            for (; GoOn(); collections++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        output.WriteLine($"{steps.Sum()} steps ({string.Join(", ", steps)}), {collections} collections in {watch.Elapsed.TotalSeconds:F0} s");
        Assert.Empty(errors);
        Assert.All(steps, count => Assert.True(count > 0));
        Assert.True(collections > 1);
    }

    /// <summary>Ten steps of a model of its own, whose loss falls; with a scope of each step's own, or with none.</summary>
    private static int Train(LossModule module, int seed, bool scoped)
    {
        const int Steps = 10;
        using var model = nn.Sequential(("first", nn.Linear(8, 16)), ("relu", nn.ReLU()), ("second", nn.Linear(16, 4)));
        // TorchSharp's optimizers give native code scalars that the collector may take meanwhile; a tensor is safe.
        using var rate = tensor(0.05f);
        using var scope = NewDisposeScope();
        var (features, target) = (Tensors.Numbers(seed, 16, 8).to(ScalarType.Float32), Tensors.Labels(seed, 4, 16));
        double first = 0, last = 0;
        for (var step = 0; step < Steps; step++)
        {
            using var inner = scoped ? NewDisposeScope() : null;
            var engine = step % 2 == 0 ? TensorEngine.Kernels : TensorEngine.Operators;
            model.zero_grad();
            var logits = model.forward(features);
            var value = module.forward(logits, target, new LossOptions { Engine = engine });
            if (step == Steps / 2)
            {
                var slope = autograd.grad([value], [logits], retain_graph: true, create_graph: true)[0];
                Assert.True(double.IsFinite(Tensors.Gradient(slope.mul(slope).sum(), logits).sum().Value()));
                continue;
            }

            autograd.backward([value], inputs: [.. model.parameters()]);
            Descend(model, rate);
            last = value.Value();
            if (step == 0)
                first = last;
        }

        Assert.True(double.IsFinite(last) && last < first, $"the loss went from {first} to {last}");
        return Steps;
    }

    private static void Descend(nn.Module model, Tensor rate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var parameter in model.parameters())
            parameter.sub_(parameter.grad!.mul(rate));
    }
}
