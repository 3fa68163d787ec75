using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// The minimiser of a risk by Newton's method with differences of gradients, from several starts, for any number of classes; and
/// whether the risk is lower where some classes have hardly a probability. Of the engine it shares the evaluation of the loss alone.
/// </summary>
internal sealed class RiskDescent
{
    private const double Farthest = 60, FarOut = 300, Step = 1e-5;

    private readonly LossProgram program;
    private readonly int classes;
    private readonly double[] losses, gradients;

    public RiskDescent(LossProgram program)
    {
        (this.program, classes) = (program, program.Classes);
        (losses, gradients) = (new double[classes], new double[classes * classes]);
    }

    /// <summary>The scores of the lowest risk; null if it is lower farther out than any score that is a number in practice.</summary>
    public double[]? Minimum(double[] posterior)
    {
        var (best, lowest) = (new double[classes], double.PositiveInfinity);
        foreach (var factor in (double[])[1, 0, 3, 0.3])
        {
            double[] z = [.. posterior.Select(share => factor * Math.Log(share))];
            var mean = z.Average();
            z = [.. z.Select(score => score - mean)];
            var risk = Descend(posterior, ref z);
            if (risk < lowest)
                (best, lowest) = (z, risk);
        }

        var order = Enumerable.Range(0, classes).OrderBy(k => posterior[k]).ToList();
        foreach (var dropped in Enumerable.Range(1, classes - 1).Select(count => order.Take(count))
            .Concat(Enumerable.Range(0, classes).Select(k => (IEnumerable<int>)[k])))
        {
            foreach (var from in new[] { best, new double[classes] })
            {
                var z = (double[])from.Clone();
                foreach (var k in dropped)
                    z[k] = from.Min() - FarOut;
                if (Risk(posterior, z, null) < lowest - 1e-10)
                    return null;
            }
        }

        return best.Max() - best.Min() > Farthest ? null : best;
    }

    private double Risk(double[] posterior, double[] z, double[]? slopes)
    {
        program.Evaluate(z, losses);
        var risk = posterior.Select((share, y) => share * losses[y]).Sum();
        if (slopes is null)
            return double.IsNaN(risk) ? double.PositiveInfinity : risk;
        program.Gradients(gradients);
        for (var k = 0; k < classes; k++)
            slopes[k] = posterior.Select((share, y) => share * gradients[(y * classes) + k]).Sum();
        return double.IsNaN(risk) ? double.PositiveInfinity : risk;
    }

    private double Descend(double[] posterior, ref double[] z)
    {
        double[] slopes = new double[classes], above = new double[classes], below = new double[classes];
        var risk = Risk(posterior, z, slopes);
        var (damping, curvature) = (1e-3, new double[classes, classes]);
        for (var step = 0; step < 200 && slopes.Max(Math.Abs) > 1e-16 && z.Max() - z.Min() < 4 * Farthest; step++)
        {
            for (var j = 0; j < classes; j++)
            {
                var moved = (double[])z.Clone();
                moved[j] += Step;
                Risk(posterior, moved, above);
                moved[j] -= 2 * Step;
                Risk(posterior, moved, below);
                for (var k = 0; k < classes; k++)
                    curvature[k, j] = (above[k] - below[k]) / (2 * Step);
            }

            var isLower = false;
            for (var trial = 0; trial < 14 && !isLower; trial++)
            {
                var direction = Solve(curvature, damping, slopes);
                var longest = direction.Max(Math.Abs);
                var shrink = longest > 3 ? 3 / longest : 1;
                double[] next = [.. z.Select((score, k) => score + (shrink * direction[k]))];
                var there = Risk(posterior, next, above);
                isLower = there < risk || (there <= risk + (1e-15 * Math.Abs(risk)) && above.Max(Math.Abs) < slopes.Max(Math.Abs));
                if (isLower)
                {
                    (z, risk) = (next, there);
                    Array.Copy(above, slopes, classes);
                }

                damping = isLower ? Math.Max(damping / 5, 1e-13) : damping * 6;
            }

            if (!isLower)
                break;
        }

        return risk;
    }

    private static double[] Solve(double[,] curvature, double damping, double[] slopes)
    {
        var n = slopes.Length;
        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(n, n,
            (i, j) => ((curvature[i, j] + curvature[j, i]) / 2) + (i == j ? damping : 0));
        return matrix.Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(n, k => -slopes[k])).ToArray();
    }
}
