using System;
using System.Collections.Generic;
using LongTailedDigits;

namespace KnownPosteriors;

/// <summary>A network with two hidden layers of rectified linear units.</summary>
internal sealed class Network
{
    private const int Hidden = 32;

    private readonly int inputs;
    private readonly Dense[] layers;
    private readonly float[][] values = new float[2][];
    private readonly float[][] slopes = new float[2][];

    /// <summary>A network for at most <paramref name="maxRows"/> examples at a time.</summary>
    public Network(int maxRows, int inputs, int outputs, Random random)
    {
        this.inputs = inputs;
        layers = [new Dense(inputs, Hidden, random), new Dense(Hidden, Hidden, random), new Dense(Hidden, outputs, random)];
        for (var i = 0; i < 2; i++)
            (values[i], slopes[i]) = (new float[maxRows * Hidden], new float[maxRows * Hidden]);
    }

    /// <summary>Everything that is learned.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. layers[0].Parameters, .. layers[1].Parameters, .. layers[2].Parameters];

    /// <summary>Writes the logits (rows, outputs) of examples (rows, inputs).</summary>
    public void Forward(ReadOnlySpan<float> x, Span<float> logits)
    {
        var size = x.Length / inputs * Hidden;
        layers[0].Forward(x, values[0].AsSpan(0, size));
        layers[1].Forward(Rectify(values[0].AsSpan(0, size)), values[1].AsSpan(0, size));
        layers[2].Forward(Rectify(values[1].AsSpan(0, size)), logits);
    }

    /// <summary>Writes the gradient of all parameters for the examples of the last <see cref="Forward"/>.</summary>
    public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> logitGradient)
    {
        foreach (var parameter in Parameters)
            Array.Clear(parameter.Gradient);
        var size = x.Length / inputs * Hidden;
        var first = slopes[0].AsSpan(0, size);
        var second = slopes[1].AsSpan(0, size);
        first.Clear();
        second.Clear();
        layers[2].Backward(values[1].AsSpan(0, size), logitGradient, second);
        Stop(values[1], second);
        layers[1].Backward(values[0].AsSpan(0, size), second, first);
        Stop(values[0], first);
        layers[0].Backward(x, first, []);
    }

    private static Span<float> Rectify(Span<float> hidden)
    {
        foreach (ref var value in hidden)
            value = Math.Max(value, 0);
        return hidden;
    }

    private static void Stop(float[] hidden, Span<float> slope)
    {
        for (var i = 0; i < slope.Length; i++)
            slope[i] = hidden[i] == 0 ? 0 : slope[i];
    }
}
