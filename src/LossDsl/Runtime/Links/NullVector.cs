using System;

namespace LossDsl.Runtime;

/// <summary>
/// P(y|x) without a formula. At the minimiser of the risk Σ_y P(y|x) ∂ℓ_y/∂z_k = 0 for every k, so P(·|x) is the left null vector of
/// the Jacobian of all labels' losses: an elimination of order C³ per row. At scores that minimise no risk it is the posterior whose
/// slopes are least. Under a head with a probability per element the
/// condition is one equation per output, and the odds are the quotient of two slopes.
/// </summary>
internal sealed unsafe class NullVector<TKernel>
    where TKernel : struct, ILinkKernel
{
    private readonly LossPlan plan;
    private readonly double[] scalars;
    private readonly int classes;
    private readonly double[] seeds;
    private readonly double[] values;
    private readonly double[] inputs;
    private readonly double[] gradients;
    private readonly double[] unknowns;

    public NullVector(LinkPlan link, double[] parameters, double[] scalars, int classes)
    {
        (plan, this.scalars, this.classes) = (link.Plan, scalars, classes);
        values = new double[plan.ComponentCount];
        inputs = new double[KernelInputs.Count * classes];
        gradients = new double[classes * classes];
        unknowns = new double[classes];
        inputs.AsSpan().Fill(1);
        seeds = new double[plan.ComponentCount];
        seeds.AsSpan().Fill(1);
        if (link.Prior.Count > 0)
            Weigh(link, parameters);
    }

    private bool TakesNumbers => plan.Targets == TargetKind.Numbers;

    /// <summary>Computes a row.</summary>
    /// <param name="scores">The scores, all finite.</param>
    /// <param name="logits">The logits, of which those of masked classes are −∞.</param>
    /// <param name="result">Logarithms of probabilities up to what they share, or of odds; NaN where none follow.</param>
    public void Run(ReadOnlySpan<double> scores, ReadOnlySpan<double> logits, Span<double> result)
    {
        if (plan.Elementwise)
        {
            Odds(scores, result);
            return;
        }

        Span<int> open = classes <= 256 ? stackalloc int[classes] : new int[classes];
        var count = 0;
        for (var y = 0; y < classes; y++)
        {
            if (!double.IsFinite(logits[y]))
                continue;
            Gradient(scores, y, gradients.AsSpan(y * classes, classes));
            open[count++] = y;
        }

        var matrix = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                matrix[(i * count) + j] = gradients[(open[i] * classes) + open[j]];
        }

        var found = unknowns.AsSpan(0, count);
        if (!LeftNullVector.Solve((double[])matrix.Clone(), found) && !NearestPosterior.Solve(matrix, found))
            found.Fill(double.NaN);
        result.Fill(double.NegativeInfinity);
        for (var i = 0; i < count; i++)
            result[open[i]] = unknowns[i];
    }

    /// <summary>η/(1 − η) = φ₋'/(−φ₊'): the loss of an output depends on no other output or label.</summary>
    private void Odds(ReadOnlySpan<double> scores, Span<double> result)
    {
        var gradient = gradients.AsSpan(0, classes);
        for (var k = 0; k < classes; k++)
        {
            Gradient(scores, k, gradient);
            var applies = -gradient[k];
            Gradient(scores, classes == 1 ? -1 : k == 0 ? 1 : 0, gradient);
            result[k] = Math.Log(gradient[k]) - Math.Log(applies);
        }
    }

    /// <summary>The gradient of the loss of a label, −1 being none.</summary>
    private void Gradient(ReadOnlySpan<double> scores, int label, Span<double> gradient)
    {
        var targets = inputs.AsSpan((int)KernelInput.Targets * classes, classes);
        targets.Clear();
        if (label >= 0)
            targets[label] = 1;
        fixed (double* start = inputs)
        {
            TKernel.Row(new PlainRow<double>
            {
                Constants = plan.Constants,
                Logits = scores,
                Label = Math.Max(label, 0),
                Seeds = seeds,
                Scalars = scalars,
                Values = values,
                Gradient = gradient,
                Inputs = new PlainInputs<double>(start, classes),
            });
        }
    }

    /// <summary>What each component is divided by, in the mean over the training set.</summary>
    private void Weigh(LinkPlan link, double[] parameters)
    {
        var call = new KernelCall(parameters, plan.Tables, scalars, classes);
        var (mean, targets) = (0.0, new double[classes]);
        for (var y = 0; y < classes; y++)
        {
            targets.AsSpan().Clear();
            targets[y] = 1;
            mean += link.Prior[y] * (TakesNumbers ? TKernel.WeightOf(in call, targets) : TKernel.Weight(in call, y));
        }

        for (var c = 0; c < seeds.Length; c++)
        {
            if (plan.Denominators[c] is Denominator.Weights or Denominator.SampleWeights)
                seeds[c] = 1 / mean;
        }
    }
}
