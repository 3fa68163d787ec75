using System;
using System.Collections.Generic;

namespace LongTailedDigits;

/// <summary>A network with one hidden layer of rectified linear units: pixels in, logits out.</summary>
internal sealed class Network
{
    /// <summary>Units in the hidden layer.</summary>
    public const int Hidden = 64;

    private readonly Dense first;
    private readonly ILayer second;
    private readonly float[] hidden;
    private readonly float[] hiddenGradient;

    /// <summary>A network for at most <paramref name="maxRows"/> images at a time.</summary>
    /// <param name="maxRows">The most images at a time.</param>
    /// <param name="cosines">Whether it puts out cosines, for losses with margins, in place of unbounded scores.</param>
    /// <param name="random">What the weights are drawn from.</param>
    public Network(int maxRows, bool cosines, Random random)
    {
        first = new Dense(Digits.Pixels, Hidden, random);
        second = cosines ? new CosineLayer(Hidden, Digits.Classes, random) : new Dense(Hidden, Digits.Classes, random);
        (hidden, hiddenGradient) = (new float[maxRows * Hidden], new float[maxRows * Hidden]);
    }

    /// <summary>Everything that is learned.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. first.Parameters, .. second.Parameters];

    /// <summary>Writes the logits (rows, 10) of images (rows, 64).</summary>
    public void Forward(ReadOnlySpan<float> images, Span<float> logits)
    {
        var h = hidden.AsSpan(0, images.Length / Digits.Pixels * Hidden);
        first.Forward(images, h);
        foreach (ref var value in h)
            value = Math.Max(value, 0);
        second.Forward(h, logits);
    }

    /// <summary>
    /// Writes the gradient of all parameters, given that with respect to the logits, for the images of the last
    /// <see cref="Forward"/>.
    /// </summary>
    public void Backward(ReadOnlySpan<float> images, ReadOnlySpan<float> logitGradient)
    {
        foreach (var parameter in Parameters)
            Array.Clear(parameter.Gradient);
        var h = hidden.AsSpan(0, images.Length / Digits.Pixels * Hidden);
        var dh = hiddenGradient.AsSpan(0, h.Length);
        dh.Clear();
        second.Backward(h, logitGradient, dh);
        for (var i = 0; i < h.Length; i++)
        {
            if (h[i] == 0)
                dh[i] = 0;
        }

        first.Backward(images, dh, []);
    }
}
