using System;
using System.Linq;
using Xunit;

namespace LossDsl.Tests.Generated;

/// <summary>The generated losses of this project, by name.</summary>
public static class Cases
{
    public static TheoryData<string> Names()
        => new(nameof(Plain), nameof(PlainPerRow), nameof(WeightedFocal), nameof(SmoothedFocal), nameof(TorchLike));

    /// <summary>The loss for so many classes, long-tailed where it needs counts.</summary>
    public static SoftmaxLoss Create(string name, int classes)
    {
        long[] counts = [.. Enumerable.Range(0, classes).Select(k => 1L + (1000 / (1 + k)))];
        double[] weights = [.. Enumerable.Range(0, classes).Select(k => 0.5 + (k % 3))];
        return name switch
        {
            nameof(Plain) => new Plain(),
            nameof(PlainPerRow) => new PlainPerRow(),
            nameof(WeightedFocal) => new WeightedFocal(counts),
            nameof(SmoothedFocal) => new SmoothedFocal(counts),
            nameof(TorchLike) => new TorchLike(weights),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such loss"),
        };
    }

    /// <summary>Whether the loss has no reduction.</summary>
    public static bool PerRow(string name) => name is nameof(PlainPerRow) or nameof(SmoothedFocal);
}
