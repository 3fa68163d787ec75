using System;
using LossDsl.Runtime;

namespace LossDsl;

/// <summary>One run of <see cref="GradientCheck"/>.</summary>
internal sealed class GradientCheckRun
{
    private readonly Loss loss;
    private readonly GradientCheckOptions options;
    private readonly GradientCheckBatch batch;
    private readonly int classes;
    private double[] perSample;
    private double[] upstream;

    public GradientCheckRun(Loss loss, GradientCheckOptions options, int classes, bool numbers)
    {
        this.loss = loss;
        this.options = options;
        this.classes = classes;
        batch = new GradientCheckBatch(loss, options, classes, numbers);
        upstream = batch.Upstream[..options.Rows];
        perSample = new double[options.Rows];
    }

    /// <summary>Compares every derivative; the result is that of the tensor with the largest error.</summary>
    public GradientCheckResult Run()
    {
        var (ofLogits, ofInputs) = Gradients();
        var result = Compare("Logits", batch.Logits, options.Step, ofLogits);
        foreach (var row in InputRow.Differentiable)
        {
            if (ofInputs[(int)row.Input] is not { } gradient)
                continue;
            // What may not be negative stays above 0.
            var step = row.Rule == NumberRule.NotNegative ? Math.Min(options.Step, row.Example!.Value.Least / 2) : options.Step;
            var other = Compare(row.Input.ToString(), batch.NumbersOf(row)!, step, gradient);
            var worse = double.IsNaN(result.MaxError) || result.MaxError >= other.MaxError ? result : other;
            result = worse with { Checked = result.Checked + other.Checked };
        }

        return result;
    }

    private GradientCheckResult Compare(string input, double[] values, double step, double[] analytic)
    {
        var numeric = new double[values.Length];
        for (var i = 0; i < numeric.Length; i++)
            numeric[i] = Derivative(values, i, step);

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
        return new(loss.GetType().Name, numeric.Length, Error(worst), row, worst % classes, batch.LabelOf(row), analytic[worst],
            numeric[worst], options.Tolerance)
        { Input = input };

        double Error(int i) => analytic[i] == numeric[i] ? 0 : Math.Abs(analytic[i] - numeric[i]) / scale;
    }

    /// <summary>
    /// The gradients by the loss, those with respect to inputs by their number; finds out on the way what it gives and needs.
    /// </summary>
    private (double[] OfLogits, double[]?[] OfInputs) Gradients()
    {
        var gradient = new double[batch.Logits.Length];
        while (true)
        {
            try
            {
                var ofInputs = new double[]?[KernelInputs.Count];
                foreach (var row in InputRow.Differentiable)
                    ofInputs[(int)row.Input] = batch.NumbersOf(row) is null ? null : new double[gradient.Length];
                Evaluate(gradient, ofInputs);
                return (gradient, ofInputs);
            }
            catch (ArgumentException exception) when (exception.ParamName is { } argument && Adapts(argument))
            {
            }
        }
    }

    /// <summary>Whether there is another way to give what the loss refuses.</summary>
    private bool Adapts(string argument)
    {
        // A loss per element without reduction has as many values, and takes as many upstream gradients, as elements.
        if (argument == "perSample" && perSample.Length != batch.Logits.Length)
        {
            perSample = new double[batch.Logits.Length];
            upstream = batch.Upstream;
            return true;
        }

        // A reduced loss takes one.
        if (argument == "upstream" && upstream.Length > 1)
        {
            upstream = [upstream[0]];
            return true;
        }

        return batch.Adds(argument);
    }

    private double Evaluate(Span<double> gradient, ReadOnlySpan<double[]?> ofInputs)
    {
        var outputs = new LossOutputs<double> { Gradient = gradient, PerSample = perSample };
        foreach (var row in InputRow.Differentiable)
        {
            if (!ofInputs.IsEmpty && ofInputs[(int)row.Input] is { } ofInput)
                outputs = outputs.WithGradient(row.Input, ofInput);
        }

        var inputs = batch.Inputs() with
        {
            Upstream = gradient.IsEmpty ? default : upstream,
            Normalizer = options.Normalizer,
            Epoch = options.Epoch,
        };
        return loss.Evaluate(inputs, outputs);
    }

    /// <summary>What the gradient is the gradient of; only a row's part of it if a row alone matters.</summary>
    private double Value(int row)
    {
        var value = Evaluate(default, default);
        if (upstream.Length == 1)
            return upstream[0] * value;
        var perRow = perSample.Length / options.Rows;
        var (first, count) = row < 0 ? (0, perSample.Length) : (row * perRow, perRow);
        var sum = 0.0;
        for (var i = first; i < first + count; i++)
            sum += upstream[i] * perSample[i];
        return sum;
    }

    /// <summary>
    /// Central differences at halved steps, extrapolated to step 0 (Ridders 1982): of all extrapolations, the one that
    /// changed least from the one before.
    /// </summary>
    private double Derivative(double[] values, int index, double step)
    {
        const int Levels = 5;
        Span<double> previous = stackalloc double[Levels];
        Span<double> current = stackalloc double[Levels];
        var best = double.NaN;
        var smallest = double.PositiveInfinity;
        for (var level = 0; level < Levels; level++, step /= 2)
        {
            current[0] = Difference(values, index, step);
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

    private double Difference(double[] values, int index, double step)
    {
        var value = values[index];
        var (left, right) = (value - step, value + step);
        values[index] = right;
        var after = Value(index / classes);
        values[index] = left;
        var before = Value(index / classes);
        values[index] = value;
        return (after - before) / (right - left);
    }
}
