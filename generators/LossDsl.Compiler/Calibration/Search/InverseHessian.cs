using System;

namespace LossDsl.Compiler;

/// <summary>The approximation of BFGS to the inverse of the second derivatives.</summary>
/// <param name="dimension">How many variables there are.</param>
internal sealed class InverseHessian(int dimension)
{
    private const double LongestStep = 4;

    private readonly double[] values = new double[dimension * dimension];
    private readonly double[] bent = new double[dimension];

    /// <summary>The last step.</summary>
    public double[] Step { get; } = new double[dimension];

    /// <summary>Starts again from the unit matrix.</summary>
    public void Reset()
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = i % (dimension + 1) == 0 ? 1 : 0;
    }

    /// <summary>Forgets what is known about one variable, which has become fixed.</summary>
    public void Forget(int variable)
    {
        for (var j = 0; j < dimension; j++)
            values[(variable * dimension) + j] = values[(j * dimension) + variable] = variable == j ? 1 : 0;
    }

    /// <summary>Makes the step −H g, no component of which is longer than 4; returns its slope.</summary>
    public double Direction(double[] gradient)
    {
        var longest = 0.0;
        for (var i = 0; i < dimension; i++)
        {
            Step[i] = 0;
            for (var j = 0; j < dimension; j++)
                Step[i] -= values[(i * dimension) + j] * gradient[j];
            longest = Math.Max(longest, Math.Abs(Step[i]));
        }

        var slope = 0.0;
        for (var i = 0; i < dimension; i++)
        {
            Step[i] *= longest > LongestStep ? LongestStep / longest : 1;
            slope += Step[i] * gradient[i];
        }

        return slope;
    }

    /// <summary>Learns from a step; where the slope has not risen along it there is nothing to learn.</summary>
    public void Update(double[] from, double[] slopes, double[] to, double[] slopesThere)
    {
        double along = 0, curvature = 0;
        for (var i = 0; i < dimension; i++)
            along += (to[i] - from[i]) * (slopesThere[i] - slopes[i]);
        if (!(along > 0))
            return;
        for (var i = 0; i < dimension; i++)
        {
            bent[i] = 0;
            for (var j = 0; j < dimension; j++)
                bent[i] += values[(i * dimension) + j] * (slopesThere[j] - slopes[j]);
            curvature += bent[i] * (slopesThere[i] - slopes[i]);
        }

        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                double si = to[i] - from[i], sj = to[j] - from[j];
                values[(i * dimension) + j] += ((1 + (curvature / along)) * si * sj / along) - (((bent[i] * sj) + (si * bent[j])) / along);
            }
        }
    }
}
