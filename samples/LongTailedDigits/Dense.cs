using System;
using System.Collections.Generic;

namespace LongTailedDigits;

/// <summary>A dense layer, y = W x + b, on rows of a batch.</summary>
internal sealed class Dense : ILayer
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly Parameter weights; // (outputs, inputs): every loop below runs along the inputs
    private readonly Parameter bias;

    /// <summary>He initialisation: normal weights with variance 2 / inputs, bias zero.</summary>
    public Dense(int inputs, int outputs, Random random)
    {
        (this.inputs, this.outputs) = (inputs, outputs);
        (weights, bias) = (new Parameter(inputs * outputs), new Parameter(outputs));
        var deviation = Math.Sqrt(2.0 / inputs);
        for (var i = 0; i < weights.Values.Length; i++)
            weights.Values[i] = (float)(deviation * random.NextNormal());
    }

    public IReadOnlyList<Parameter> Parameters => [weights, bias];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var row = 0; row < x.Length / inputs; row++)
        {
            var input = x.Slice(row * inputs, inputs);
            for (var o = 0; o < outputs; o++)
                y[row * outputs + o] = bias.Values[o] + Vectors.Dot(WeightsOf(o, weights.Values), input);
        }
    }

    public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var row = 0; row < x.Length / inputs; row++)
        {
            var input = x.Slice(row * inputs, inputs);
            for (var o = 0; o < outputs; o++)
            {
                var d = dy[row * outputs + o];
                bias.Gradient[o] += d;
                Vectors.AddScaled(d, input, WeightsOf(o, weights.Gradient));
                if (!dx.IsEmpty)
                    Vectors.AddScaled(d, WeightsOf(o, weights.Values), dx.Slice(row * inputs, inputs));
            }
        }
    }

    private Span<float> WeightsOf(int output, float[] array) => array.AsSpan(output * inputs, inputs);
}
