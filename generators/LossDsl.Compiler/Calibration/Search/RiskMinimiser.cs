using System;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Minimises Σ_y η_y ℓ_y over the scores of two or three classes: BFGS with the symbolic gradient, and a compass where that
/// gets stuck. Scores are in units in which probabilities of the link move by an order one.
/// </summary>
internal sealed partial class RiskMinimiser
{
    private const int MostSteps = 60;

    private readonly LossProgram program;
    private readonly double unit;
    private readonly double domain;
    private readonly Func<int> budget;
    private readonly CancellationToken cancellation;
    private readonly int dimension;
    private readonly double[] losses, gradients, z, x, g, next, nextGradient, trial;
    private readonly InverseHessian hessian;
    private readonly int[] ordinary;

    /// <summary>A minimiser of a loss.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="unit">The unit of scores, in logits.</param>
    /// <param name="domain">The largest magnitude of a logit.</param>
    /// <param name="budget">The most evaluations of the program.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public RiskMinimiser(LossProgram program, double unit, double domain, Func<int> budget, CancellationToken cancellation)
    {
        (this.program, this.unit, this.domain, this.budget, this.cancellation) = (program, unit, domain / unit, budget, cancellation);
        var n = program.Classes;
        losses = new double[n];
        gradients = new double[n * n];
        z = new double[n];
        dimension = n;
        IsShiftInvariant = double.IsPositiveInfinity(domain) && ShiftInvariance.Holds(LossesOfAll, n);
        dimension = IsShiftInvariant ? n - 1 : n;
        (x, g, next, nextGradient, trial) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        hessian = new InverseHessian(dimension);
        ordinary = [.. Enumerable.Range(0, dimension)];
    }

    /// <summary>Whether a number added to all logits changes nothing.</summary>
    public bool IsShiftInvariant { get; }

    /// <summary>Whether logits are bounded.</summary>
    public bool IsBoxed => !double.IsPositiveInfinity(domain);

    /// <summary>The number of scores that are free: one less where a shift changes nothing.</summary>
    public int Dimension => dimension;

    /// <summary>The largest score, in units; infinite unless logits are bounded.</summary>
    public double Domain => domain;

    /// <summary>The losses of all labels.</summary>
    /// <param name="scores">As many as are free, in units.</param>
    /// <param name="into">One number per label, which it writes.</param>
    public void Losses(double[] scores, double[] into)
    {
        Count();
        for (var k = 0; k < z.Length; k++)
            z[k] = k < dimension ? unit * scores[k] : 0;
        program.Evaluate(z, into);
    }

    /// <summary>The losses of all labels, at the scores of all classes.</summary>
    /// <param name="scores">One per class, in units.</param>
    /// <param name="into">One number per label, which it writes.</param>
    public void LossesOfAll(double[] scores, double[] into)
    {
        Count();
        for (var k = 0; k < z.Length; k++)
            z[k] = unit * scores[k];
        program.Evaluate(z, into);
    }

    /// <summary>The risk of a posterior, ∞ where it is no number.</summary>
    public static double Risk(double[] posterior, double[] losses)
    {
        var risk = 0.0;
        for (var y = 0; y < posterior.Length; y++)
        {
            if (posterior[y] > 0)
                risk += posterior[y] * losses[y];
        }

        return double.IsNaN(risk) ? double.PositiveInfinity : risk;
    }

    /// <summary>Descends from a start to a local minimum.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="start">The scores to start at, which are replaced by those of the minimum.</param>
    /// <param name="scale">The size of the losses.</param>
    /// <returns>The risk there.</returns>
    public double Descend(double[] posterior, double[] start, double scale)
    {
        var risk = Quasi(posterior, start, scale, out var converged);
        return converged ? risk : Compass(posterior, start, ordinary, risk, scale);
    }

    /// <summary>Descends from a start along slopes alone, for any number of classes.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="start">The scores to start at, which are replaced by those where it ends.</param>
    /// <param name="scale">The size of the losses.</param>
    /// <returns>The risk there.</returns>
    public double DescendSmoothly(double[] posterior, double[] start, double scale) => Quasi(posterior, start, scale, out _);

    private double Quasi(double[] posterior, double[] start, double scale, out bool converged)
    {
        Array.Copy(start, x, dimension);
        var risk = WithGradient(posterior, x, g);
        hessian.Reset();
        converged = false;
        for (var step = 0; step < MostSteps; step++)
        {
            var size = 0.0;
            Hold();
            for (var i = 0; i < dimension; i++)
                size = Math.Max(size, Math.Abs(g[i]));
            converged = size < 1e-9 * scale;
            if (converged || double.IsNaN(size) || double.IsInfinity(risk))
                break;
            var slope = hessian.Direction(g);
            if (!(slope < 0))
            {
                hessian.Reset();
                slope = hessian.Direction(g);
            }

            var (length, nextRisk) = (1.0, double.PositiveInfinity);
            for (var halving = 0; halving < 30; halving++, length /= 2)
            {
                for (var i = 0; i < dimension; i++)
                    next[i] = Clipped(x[i] + (length * hessian.Step[i]));
                nextRisk = WithGradient(posterior, next, nextGradient);
                if (nextRisk <= risk + (1e-4 * length * slope))
                    break;
            }

            if (!(nextRisk < risk))
            {
                // No lower risk can be told from this one.
                converged = size < 1e-5 * scale;
                break;
            }

            hessian.Update(x, g, next, nextGradient);
            Array.Copy(next, x, dimension);
            Array.Copy(nextGradient, g, dimension);
            risk = nextRisk;
        }

        Array.Copy(x, start, dimension);
        return risk;
    }

    private void Count()
    {
        if (program.Evaluations >= budget())
            throw new BudgetExceededException();
        cancellation.ThrowIfCancellationRequested();
    }

    private double WithGradient(double[] posterior, double[] scores, double[] gradient)
    {
        Losses(scores, losses);
        program.Gradients(gradients);
        for (var k = 0; k < dimension; k++)
        {
            gradient[k] = 0;
            for (var y = 0; y < posterior.Length; y++)
            {
                if (posterior[y] > 0)
                    gradient[k] += unit * posterior[y] * gradients[(y * posterior.Length) + k];
            }
        }

        return Risk(posterior, losses);
    }

    /// <summary>At a bound, a slope that leads beyond it counts as none.</summary>
    private void Hold()
    {
        for (var i = 0; i < dimension && IsBoxed; i++)
        {
            if (!((x[i] >= domain && g[i] < 0) || (x[i] <= -domain && g[i] > 0)) || g[i] == 0)
                continue;
            g[i] = 0;
            hessian.Forget(i);
        }
    }

    private double Clipped(double score) => Math.Max(-domain, Math.Min(domain, score));
}
