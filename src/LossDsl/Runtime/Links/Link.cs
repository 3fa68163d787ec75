using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What generated <c>ToProbabilities</c> and thresholds forward to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Link
{
    /// <summary>P(y|x) under the training prior.</summary>
    /// <typeparam name="TKernel">The link.</typeparam>
    /// <typeparam name="T">float or double; computed in double precision either way.</typeparam>
    /// <param name="link">What the loss fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked.</param>
    /// <param name="logits">Raw scores (N,C,P).</param>
    /// <param name="probabilities">The probabilities (N,C,P), contiguous, written.</param>
    /// <param name="shape">The shape of the logits, or the default value for (N,C).</param>
    /// <exception cref="ArgumentException">Shapes disagree; the message names the argument and both values.</exception>
    public static void Probabilities<TKernel, T>(LinkPlan link, ReadOnlySpan<double> parameters, ReadOnlySpan<T> logits,
        Span<T> probabilities, LogitShape shape)
        where TKernel : struct, ILinkKernel
        where T : unmanaged
        => Run<TKernel, T>(link, parameters, logits, probabilities, LinkShapes.Of(link.Plan, in shape, logits.Length), default);

    /// <inheritdoc cref="Probabilities{TKernel, T}(LinkPlan, ReadOnlySpan{double}, ReadOnlySpan{T}, Span{T}, LogitShape)"/>
    /// <summary>P(y|x) under a target prior: p_y π'_y/π_y up to a factor, or the odds times those of the priors.</summary>
    /// <param name="link">What the loss fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked.</param>
    /// <param name="logits">Raw scores (N,C,P).</param>
    /// <param name="probabilities">The probabilities (N,C,P), contiguous, written.</param>
    /// <param name="shape">The shape of the logits, or the default value for (N,C).</param>
    /// <param name="targetPrior">π', one share per class.</param>
    /// <param name="trainingPrior">π, one share per class.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is none; the message names prior, class and value.</exception>
    public static void Probabilities<TKernel, T>(
        LinkPlan link,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<T> logits,
        Span<T> probabilities,
        LogitShape shape,
        ReadOnlySpan<double> targetPrior,
        ReadOnlySpan<double> trainingPrior)
        where TKernel : struct, ILinkKernel
        where T : unmanaged
    {
        var resolved = LinkShapes.Of(link.Plan, in shape, logits.Length, classes: trainingPrior.Length);
        var shift = ClassPriors.Shift(targetPrior, trainingPrior, resolved.Classes, link.Plan.Elementwise);
        Run<TKernel, T>(link, parameters, logits, probabilities, resolved, shift);
    }

    /// <summary>The score at which P(y|x) of an output has a value, of a loss per element whose link rises with the score.</summary>
    /// <param name="link">What the loss fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked.</param>
    /// <param name="probabilities">The value, in (0, 1): one for all outputs, or one per output.</param>
    /// <returns>One score per output; two equal ones if the number of classes is not known.</returns>
    /// <exception cref="ArgumentException">There are neither one nor as many values as outputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not in (0, 1); the message names it.</exception>
    /// <exception cref="InvalidOperationException">No score within ±1e5 has it.</exception>
    public static double[] Thresholds<TKernel>(LinkPlan link, ReadOnlySpan<double> parameters, ReadOnlySpan<double> probabilities)
        where TKernel : struct, ILinkKernel
    {
        // Without a number of classes all outputs are alike; two are enough for a label and another.
        var classes = link.Plan.Classes != 0 ? link.Plan.Classes : Math.Max(2, probabilities.Length);
        if (probabilities.Length != 1 && probabilities.Length != classes)
            throw new ArgumentException($"{probabilities.Length} probabilities are given for {classes} outputs.", nameof(probabilities));
        var rows = new LinkRows<TKernel>(link, parameters, classes);
        var thresholds = new double[classes];
        for (var k = 0; k < classes; k++)
        {
            var probability = probabilities[probabilities.Length == 1 ? 0 : k];
            if (probability is not (> 0 and < 1))
                throw new ArgumentOutOfRangeException(probabilities.Length == 1 ? "probability" : nameof(probabilities), probability,
                    FormattableString.Invariant($"the probability of output {k} is {probability}; it must be in (0, 1)."));
            thresholds[k] = Threshold(rows, k, Math.Log(probability) - Math.Log(1 - probability), link.Plan.Name, probability);
        }

        return thresholds;
    }

    private static double Threshold<TKernel>(LinkRows<TKernel> rows, int output, double odds, string name, double probability)
        where TKernel : struct, ILinkKernel
    {
        const double Widest = 1e5;
        var logits = new double[rows.Values.Length];
        bool IsAbove(double score, ref LinkRows<TKernel> at)
        {
            logits[output] = score;
            at.Run(logits);
            return at.Values[output] >= odds;
        }

        var (low, high) = (-1.0, 1.0);
        while (low > -Widest && IsAbove(low, ref rows))
            low *= 2;
        while (high < Widest && !IsAbove(high, ref rows))
            high *= 2;
        if (low <= -Widest || high >= Widest)
            throw new InvalidOperationException(
                FormattableString.Invariant($"{name}: P(y|x) of output {output} is {probability} at no score within ±{Widest}."));
        for (var middle = low + ((high - low) / 2); middle > low && middle < high; middle = low + ((high - low) / 2))
        {
            if (IsAbove(middle, ref rows))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static void Run<TKernel, T>(
        LinkPlan link, ReadOnlySpan<double> parameters, ReadOnlySpan<T> logits, Span<T> probabilities, LogitShape shape,
            ReadOnlySpan<double> shift)
        where TKernel : struct, ILinkKernel
        where T : unmanaged
    {
        LinkShapes.Result(nameof(probabilities), probabilities.Length, shape.Elements, "as the logits");
        LinkShapes.Overlap(logits, probabilities, in shape);
        if (shape.Rows == 0)
            return;
        var rows = new LinkRows<TKernel>(link, parameters, shape.Classes);
        var reader = new LogitRows<T>(logits, shape);
        var layout = Layout.Contiguous(shape.Classes, shape.Positions);
        for (var row = 0; row < shape.Rows; row++)
        {
            rows.Run(reader.Row(row));
            var values = rows.Values.AsSpan();
            for (var k = 0; k < shift.Length; k++)
                values[k] += shift[k];
            if (!link.Plan.Elementwise)
            {
                LinkRows<TKernel>.Softmax(values);
            }
            else
            {
                foreach (ref var value in values)
                    value = LinkRows<TKernel>.Logistic(value);
            }

            var start = (int)layout.Row(row);
            for (var k = 0; k < values.Length; k++)
                probabilities[start + (k * shape.Positions)] = Storage.Nearest<T>(values[k]);
        }
    }
}
