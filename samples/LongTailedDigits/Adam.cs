using System;
using System.Collections.Generic;
using System.Linq;

namespace LongTailedDigits;

/// <summary>
/// Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). Its steps do not depend on the
/// scale of a loss, so one learning rate serves all the losses compared.
/// </summary>
internal sealed class Adam(IReadOnlyList<Parameter> parameters, float weightDecay)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[][] means = [.. parameters.Select(p => new float[p.Values.Length])];
    private readonly float[][] squares = [.. parameters.Select(p => new float[p.Values.Length])];
    private int step;

    /// <summary>Moves all parameters against their gradient.</summary>
    public void Step(float rate)
    {
        step++;
        var meanScale = 1 / (1 - MathF.Pow(Beta1, step));
        var squareScale = 1 / (1 - MathF.Pow(Beta2, step));
        for (var p = 0; p < parameters.Count; p++)
        {
            var (values, gradient, mean, square) = (parameters[p].Values, parameters[p].Gradient, means[p], squares[p]);
            for (var i = 0; i < values.Length; i++)
            {
                var g = gradient[i];
                mean[i] += (1 - Beta1) * (g - mean[i]);
                square[i] += (1 - Beta2) * (g * g - square[i]);
                var move = mean[i] * meanScale / (MathF.Sqrt(square[i] * squareScale) + Epsilon);
                values[i] -= rate * (move + weightDecay * values[i]);
            }
        }
    }
}
