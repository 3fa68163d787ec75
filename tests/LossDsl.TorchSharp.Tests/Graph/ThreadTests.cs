using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>Graphs of several threads, and one module that all of them use.</summary>
public class ThreadTests
{
    private const int Threads = 4;
    private const int Steps = 25;

    [Theory, BothEngines]
    public void Each_thread_has_its_own_graph(TensorEngine engine) => Run(engine, () => new Learnt().ToModule());

    [Theory, BothEngines]
    public void One_module_serves_several_threads(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        Run(engine, () => module);
    }

    /// <summary>Values, gradients and second derivatives of every thread and step are those of one thread.</summary>
    private static void Run(TensorEngine engine, Func<LossModule> create)
    {
        var (results, errors) = (new double[Threads][][], new ConcurrentQueue<Exception>());
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                results[index] = Work(create(), engine, index);
            }
            catch (Exception exception)
            {
                errors.Enqueue(exception);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Empty(errors);
        for (var index = 0; index < Threads; index++)
            Assert.Equal(Work(create(), engine, index), results[index]);
    }

    private static double[][] Work(LossModule module, TensorEngine engine, int seed)
    {
        var results = new double[Steps][];
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var (input, target) = (Tensors.Numbers((seed * 1000) + step, 8, 4).requires_grad_(), Tensors.Labels(seed, 4, 8));
            var value = module.forward(input, target, new LossOptions { Engine = engine });
            var gradients = autograd.grad([value], [input, module.get_parameter("gamma")!], retain_graph: true);
            var again = autograd.grad([value], [input], retain_graph: true, create_graph: true)[0];
            var second = Tensors.Gradient(again.mul(again).sum(), input);
            results[step] = [value.Value(), .. gradients[0].Values(), gradients[1].Value(), .. second.Values()];
        }

        return results;
    }
}
