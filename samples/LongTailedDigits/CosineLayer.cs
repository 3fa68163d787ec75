using System;
using System.Collections.Generic;

namespace LongTailedDigits;

/// <summary>
/// A layer of cosines, y_o = w_o·x / (|w_o| |x|), on rows of a batch: the scores between −1 and 1 for which losses with
/// margins are made.
/// </summary>
internal sealed class CosineLayer : ILayer
{
    // Where all units are off there is no direction; the cosines are then 0, and so is their gradient.
    private const float Smallest = 1e-12f;

    private readonly int inputs;
    private readonly int outputs;
    private readonly Parameter weights; // (outputs, inputs)

    /// <summary>Normal weights; their length plays no part.</summary>
    public CosineLayer(int inputs, int outputs, Random random)
    {
        (this.inputs, this.outputs) = (inputs, outputs);
        weights = new Parameter(inputs * outputs);
        for (var i = 0; i < weights.Values.Length; i++)
            weights.Values[i] = (float)random.NextNormal();
    }

    public IReadOnlyList<Parameter> Parameters => [weights];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var row = 0; row < x.Length / inputs; row++)
        {
            var input = x.Slice(row * inputs, inputs);
            var length = LengthOf(input);
            for (var o = 0; o < outputs; o++)
                y[(row * outputs) + o] =
                    Vectors.Dot(WeightsOf(o, weights.Values), input) / (length * LengthOf(WeightsOf(o, weights.Values)));
        }
    }

    public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        // ∂y_o/∂w_o = (x/|x| − y_o w_o/|w_o|)/|w_o|, and the same with x and w_o exchanged.
        for (var row = 0; row < x.Length / inputs; row++)
        {
            var input = x.Slice(row * inputs, inputs);
            var length = LengthOf(input);
            for (var o = 0; o < outputs; o++)
            {
                var w = WeightsOf(o, weights.Values);
                var norm = LengthOf(w);
                var d = dy[(row * outputs) + o] / (length * norm);
                var cosine = Vectors.Dot(w, input) / (length * norm);
                Vectors.AddScaled(d, input, WeightsOf(o, weights.Gradient));
                Vectors.AddScaled(-d * cosine * length / norm, w, WeightsOf(o, weights.Gradient));
                Vectors.AddScaled(d, w, dx.Slice(row * inputs, inputs));
                Vectors.AddScaled(-d * cosine * norm / length, input, dx.Slice(row * inputs, inputs));
            }
        }
    }

    private static float LengthOf(ReadOnlySpan<float> vector) => Math.Max(MathF.Sqrt(Vectors.Dot(vector, vector)), Smallest);

    private Span<float> WeightsOf(int output, float[] array) => array.AsSpan(output * inputs, inputs);
}
