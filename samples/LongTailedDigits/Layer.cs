using System;
using System.Collections.Generic;

namespace LongTailedDigits;

/// <summary>Numbers that are learned, and their gradient.</summary>
internal sealed class Parameter(int length)
{
    public float[] Values { get; } = new float[length];

    public float[] Gradient { get; } = new float[length];
}

/// <summary>A layer of a network, on rows of a batch.</summary>
internal interface ILayer
{
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Writes y (rows, outputs) for x (rows, inputs).</summary>
    void Forward(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Adds to the gradient of the parameters, and to dx if it is wanted, what dy (rows, outputs) says.</summary>
    void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);
}

internal static class NormalNumbers
{
    /// <summary>A number with mean 0 and variance 1, normally distributed.</summary>
    public static double NextNormal(this Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
