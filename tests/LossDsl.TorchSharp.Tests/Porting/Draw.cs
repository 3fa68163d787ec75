using System;
using System.Linq;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>Random tensors in double precision, the same in every run.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Numbers in [low, high).</summary>
    public Tensor Between(double low, double high, params long[] shape)
        => tensor(Fill(shape, () => low + ((high - low) * random.NextDouble()))).reshape(shape);

    /// <summary>Logits in [−4, 4).</summary>
    public Tensor Logits(params long[] shape) => Between(-4, 4, shape);

    /// <summary>0 or 1.</summary>
    public Tensor Bits(params long[] shape) => tensor(Fill(shape, () => (double)random.Next(2))).reshape(shape);

    /// <summary>Class indices, every fourth of them an ignored one where such is given.</summary>
    public Tensor Labels(int classes, long? ignored, params long[] shape)
    {
        var i = 0;
        return tensor(Fill(shape, () => i++ % 4 == 3 && ignored is { } ignore ? ignore : random.Next(classes))).reshape(shape);
    }

    /// <summary>Probabilities over the classes, the second axis.</summary>
    public Tensor Probabilities(params long[] shape)
    {
        var numbers = Between(0.05, 1, shape);
        return numbers.div(numbers.sum(1, keepdim: true));
    }

    private static T[] Fill<T>(long[] shape, Func<T> draw)
        => [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, d) => product * d)).Select(_ => draw())];
}
