using System;
using System.Diagnostics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Lifetime;

/// <summary>The memory of the process, which sees what no count of wrappers does: nodes, handles, what native code holds.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    private const int Steps = 20_000;

    [Theory, BothEngines]
    public void It_does_not_grow_with_the_steps(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        // 8 KiB: a tensor lost per step would be 160 MiB in the end.
        using var input = Tensors.Numbers(1, 32, 32).requires_grad_();
        using var target = Tensors.Labels(2, 32, 32);
        Run(Steps / 10);
        var before = Memory();
        Run(Steps);
        var grown = Memory() - before;
        Assert.True(grown < 24, $"{Steps} steps took {grown} MiB");

        void Run(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var value = module.forward(input, target);
                value.backward();
                input.grad = null;
                foreach (var (_, parameter) in module.named_parameters())
                    parameter.grad = null;
            }
        }
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }
}
