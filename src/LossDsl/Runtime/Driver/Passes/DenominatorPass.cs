using System;

namespace LossDsl.Runtime;

/// <summary>
/// What the steps of a component divide by, in double precision and in the order of the rows: one number for everything, and
/// a scale per row where a step divides each row or sample by a number of its own.
/// </summary>
internal static class DenominatorPass
{
    /// <summary>Whether a component has a scale per row.</summary>
    public static bool ScalesRows(ReadOnlySpan<AggregationStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Reduction == Reduction.Mean && step.Axis is Axis.Class or Axis.Position)
                return true;
        }

        return false;
    }

    /// <summary>Computes the denominators of a component.</summary>
    /// <param name="steps">Its steps, innermost axis first.</param>
    /// <param name="normalizer">The checked number that replaces the denominator of the last mean, if given.</param>
    /// <param name="rows">What the rows add to denominators.</param>
    /// <param name="scales">One scale per row to be written, if <see cref="ScalesRows"/>; else empty.</param>
    /// <returns>The denominator of everything; 0 where nothing counts.</returns>
    public static double Run<TKernel, T>(ReadOnlySpan<AggregationStep> steps, double? normalizer, in RowMeasures<TKernel, T> rows,
        Span<double> scales)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        // Divisors first, turned into scales at the end: a product is rounded less often than a product of quotients.
        scales.Fill(1);
        var total = 1.0;
        var samples = false;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Reduction == Reduction.Mean)
            {
                var given = step.Denominator == Denominator.External || IsLastMean(steps, i) ? normalizer : null;
                if (given is { } number)
                    total *= number;
                else if (step.Axis == Axis.Class)
                    DivideRows(step.Denominator, in rows, scales);
                else if (step.Axis == Axis.Position)
                    DivideSamples(step.Denominator, in rows, scales);
                else
                    total *= Everything(step.Denominator, in rows, ofSamples: samples || step.Axis == Axis.Sample);
            }

            samples |= step.Axis == Axis.Position;
        }

        foreach (ref var scale in scales)
            scale = scale == 0 ? 0 : 1 / scale;
        return total;
    }

    private static bool IsLastMean(ReadOnlySpan<AggregationStep> steps, int index)
    {
        foreach (var step in steps[(index + 1)..])
        {
            if (step.Reduction == Reduction.Mean)
                return false;
        }

        return true;
    }

    private static void DivideRows<TKernel, T>(Denominator denominator, in RowMeasures<TKernel, T> rows, Span<double> divisors)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        for (var row = 0; row < divisors.Length; row++)
        {
            // Along the classes of a row, what counts is its elements.
            divisors[row] *= denominator switch
            {
                Denominator.Valid => rows.Of(Denominator.Elements, row),
                Denominator.Batch => rows.Shape.Classes,
                _ => rows.Of(denominator, row),
            };
        }
    }

    private static void DivideSamples<TKernel, T>(Denominator denominator, in RowMeasures<TKernel, T> rows, Span<double> divisors)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        var positions = rows.Shape.Positions;
        for (var first = 0; first < divisors.Length; first += positions)
        {
            var sum = 0.0;
            for (var row = first; row < first + positions; row++)
                sum += rows.Of(denominator, row);
            foreach (ref var divisor in divisors.Slice(first, positions))
                divisor *= sum;
        }
    }

    private static double Everything<TKernel, T>(Denominator denominator, in RowMeasures<TKernel, T> rows, bool ofSamples)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        var positions = ofSamples ? rows.Shape.Positions : 1;
        if (denominator == Denominator.Batch)
            return rows.Labels.Length / positions;
        if (denominator == Denominator.Valid && positions == 1)
            return rows.Valid;
        if (denominator == Denominator.Valid)
            return ValidSamples(rows.Labels, positions);
        if (denominator == Denominator.Elements && rows.Mask.IsEmpty)
            return (double)rows.Valid * rows.Shape.Classes;
        var sum = 0.0;
        for (var row = 0; row < rows.Labels.Length; row++)
            sum += rows.Of(denominator, row);
        return sum;
    }

    private static int ValidSamples(ReadOnlySpan<int> labels, int positions)
    {
        var count = 0;
        for (var first = 0; first < labels.Length; first += positions)
            count += labels.Slice(first, positions).IndexOfAnyExcept(RowLabel.Ignored) >= 0 ? 1 : 0;
        return count;
    }
}
