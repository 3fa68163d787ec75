using System;
using System.IO;
using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>
/// Kernels work on the memory of the tensors: what a call adds to the peak of the process is the gradient, if one is asked for,
/// and nothing else of the size of the logits.
/// </summary>
[Collection(nameof(Alone))]
public class NoCopyTests
{
    private const long Classes = 1024;
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData("contiguous")]
    [InlineData("transposed")]
    [InlineData("sliced")]
    [InlineData("channels last")]
    public void Nothing_is_copied(string layout)
    {
        // Outside of any scope what backward returns stays until the next call of the thread.
        using var scope = NewDisposeScope();
        var input = layout switch
        {
            "contiguous" => zeros([16384, Classes]),
            "transposed" => zeros([Classes, 16384]).t(),
            "sliced" => zeros([16384, Classes + 8]).narrow(1, 3, Classes),
            _ => zeros([4, 64, 64, Classes]).permute(0, 3, 1, 2),
        };
        input.fill_(1);
        var size = input.numel() * 4 / Megabyte;
        var target = zeros([input.shape[0], .. input.shape[2..]], ScalarType.Int64);
        using var module = new Plain().ToModule();
        module.Engine = TensorEngine.Kernels;
        module.forward(input, target).Dispose();

        var without = Growth(() => module.forward(input, target).Dispose());
        Assert.True(without < size / 4, $"a forward pass without gradient takes {without} MiB for logits of {size} MiB");
        input.requires_grad_();
        var with = Growth(() => module.forward(input, target).Dispose());
        Assert.True(with > size * 3 / 4 && with < size * 5 / 4, $"a forward pass with gradient takes {with} MiB for logits of {size} MiB");
        // Logits that are no leaf: the gradient that is kept is the one that goes on.
        var logits = input.alias();
        var value = module.forward(logits, target);
        var backward = Growth(() => autograd.grad([value], [logits])[0].Dispose());
        Assert.True(backward < size / 4, $"a backward pass takes {backward} MiB for logits of {size} MiB");
    }

    /// <summary>By how many MiB the memory of the process was larger than before, at most, while something ran.</summary>
    private static long Growth(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // Linux: sets the peak to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Status("VmRSS:");
        action();
        return Status("VmHWM:") - before;
    }

    private static long Status(string name)
        => long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
