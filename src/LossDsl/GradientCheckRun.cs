using System;

namespace LossDsl;

/// <summary>One run of <see cref="GradientCheck"/>.</summary>
internal sealed class GradientCheckRun
{
    private readonly SoftmaxLoss loss;
    private readonly GradientCheckOptions options;
    private readonly int classes;
    private readonly double[] logits;
    private readonly int[] targets;
    private readonly double[] perSample;
    private double[] upstream;

    public GradientCheckRun(SoftmaxLoss loss, GradientCheckOptions options, int classes)
    {
        this.loss = loss;
        this.options = options;
        this.classes = classes;
        var random = new Random(options.Seed);
        logits = Array.ConvertAll(new double[options.Rows * classes], _ => options.Scale * Normal(random));
        targets = Array.ConvertAll(new int[options.Rows], _ => random.Next(classes));
        upstream = Array.ConvertAll(new double[options.Rows], _ => Normal(random));
        perSample = new double[options.Rows];
    }

    /// <summary>Compares every derivative.</summary>
    public GradientCheckResult Run()
    {
        var analytic = Gradient();
        var numeric = new double[logits.Length];
        for (var i = 0; i < numeric.Length; i++)
            numeric[i] = Derivative(i);

        // A NaN is its own error, not the measure of others.
        var scale = 1e-4 * Math.Abs(Value(row: -1));
        for (var i = 0; i < numeric.Length; i++)
            scale = double.MaxNumber(scale, double.MaxNumber(Math.Abs(analytic[i]), Math.Abs(numeric[i])));
        var worst = 0;
        for (var i = 1; i < numeric.Length; i++)
        {
            // A NaN beats everything, and stays.
            if (!(Error(i) <= Error(worst)) && !double.IsNaN(Error(worst)))
                worst = i;
        }

        var row = worst / classes;
        return new(loss.GetType().Name, numeric.Length, Error(worst), row, worst % classes, targets[row], analytic[worst], numeric[worst], options.Tolerance);

        double Error(int i) => analytic[i] == numeric[i] ? 0 : Math.Abs(analytic[i] - numeric[i]) / scale;
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The gradient by the loss; finds out on the way whether it has a reduction.</summary>
    private double[] Gradient()
    {
        var gradient = new double[logits.Length];
        try
        {
            Evaluate(gradient);
        }
        catch (ArgumentException exception) when (exception.ParamName == "upstream" && upstream.Length > 1)
        {
            // Only a loss without reduction takes one number per row.
            upstream = [upstream[0]];
            Evaluate(gradient);
        }

        return gradient;
    }

    private double Evaluate(Span<double> gradient)
        => loss.Evaluate(
            new LossInputs<double>(logits, targets) { Upstream = gradient.IsEmpty ? default : upstream, Normalizer = options.Normalizer },
            new LossOutputs<double> { Gradient = gradient, PerSample = perSample });

    /// <summary>What the gradient is the gradient of; only a row's part of it if a row alone matters.</summary>
    private double Value(int row)
    {
        var value = Evaluate(default);
        if (upstream.Length == 1)
            return upstream[0] * value;
        if (row >= 0)
            return upstream[row] * perSample[row];
        var sum = 0.0;
        for (var i = 0; i < perSample.Length; i++)
            sum += upstream[i] * perSample[i];
        return sum;
    }

    /// <summary>
    /// Central differences at halved steps, extrapolated to step 0 (Ridders 1982): of all extrapolations, the one that
    /// changed least from the one before.
    /// </summary>
    private double Derivative(int index)
    {
        const int Levels = 5;
        Span<double> previous = stackalloc double[Levels];
        Span<double> current = stackalloc double[Levels];
        var best = double.NaN;
        var smallest = double.PositiveInfinity;
        var step = options.Step;
        for (var level = 0; level < Levels; level++, step /= 2)
        {
            current[0] = Difference(index, step);
            var factor = 4.0;
            for (var order = 1; order <= level; order++, factor *= 4)
            {
                current[order] = ((factor * current[order - 1]) - previous[order - 1]) / (factor - 1);
                var change = Math.Max(Math.Abs(current[order] - current[order - 1]), Math.Abs(current[order] - previous[order - 1]));
                if (change < smallest)
                {
                    smallest = change;
                    best = current[order];
                }
            }

            current.CopyTo(previous);
        }

        return best;
    }

    private double Difference(int index, double step)
    {
        var logit = logits[index];
        var (left, right) = (logit - step, logit + step);
        logits[index] = right;
        var after = Value(index / classes);
        logits[index] = left;
        var before = Value(index / classes);
        logits[index] = logit;
        return (after - before) / (right - left);
    }
}
