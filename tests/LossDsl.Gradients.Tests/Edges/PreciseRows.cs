using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>What the rows of a batch have to give, in 86 digits, with the magnitude S of each number.</summary>
internal sealed class PreciseRows
{
    private const double Relative = 1e-5;
    private const double Absolute = 1e-37;

    // Beyond it a number, or what it is made of, is none of single precision.
    private const double Largest = 1e37;

    private readonly LossIr exact;
    private readonly LossIr last;
    private readonly ReferenceBatch batch;
    private readonly RowInputs[] inputs;
    private readonly (double[] Values, double[] Sizes)[] rows;

    /// <summary>Evaluates a batch.</summary>
    /// <param name="exact">The loss with its gradient in normal form.</param>
    /// <param name="last">The same as it is emitted.</param>
    /// <param name="batch">The batch.</param>
    public PreciseRows(LossIr exact, LossIr last, ReferenceBatch batch)
    {
        (this.exact, this.last, this.batch) = (exact, last, batch);
        IsPerElement = exact.ElementValue >= 0;
        inputs = [.. Enumerable.Range(0, batch.Rows).Select(row => RowReader.Read(batch, row, [.. exact.Components.Select(_ => 1.0)]))];
        rows = [.. inputs.Select(row => Row(row, isSingle: false))];
    }

    /// <summary>Whether there is one loss per element.</summary>
    public bool IsPerElement { get; }

    /// <summary>
    /// The number that is furthest from what it has to be, in words; null if all are near, or if the row is that of the arguments as
    /// they are in single precision: near a jump or a zero no loss is told from that of its neighbour.
    /// </summary>
    public string? Worst(CompiledLoss actual)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            double[] got = [.. IsPerElement ? batch.Row(actual.PerSample, row) : [actual.PerSample[row]], .. batch.Row(actual.Gradient, row)];
            if (Difference(got, rows[row]) is { } text && Difference(got, Row(inputs[row], isSingle: true)) is not null)
                return $"row {row}, logits {string.Join(", ", batch.Row(batch.Logits, row))}, {text}";
        }

        return null;
    }

    private static string? Difference(double[] got, (double[] Values, double[] Sizes) row)
    {
        var (expected, sizes) = row;
        var (largest, text) = (1.0, (string?)null);
        for (var i = 0; i < got.Length; i++)
        {
            if (!(Math.Abs(expected[i]) < Largest) || !(sizes[i] < Largest))
                continue;
            var error = Math.Abs(got[i] - expected[i]) / ((Relative * sizes[i]) + Absolute);
            if (error <= largest)
                continue;
            largest = double.IsNaN(error) ? double.PositiveInfinity : error;
            text = $"number {i} is {got[i]:R}, expected {expected[i]:R}, S {sizes[i]:G4}";
        }

        return text;
    }

    /// <summary>The value, or that of each element, and the gradient.</summary>
    private (double[] Values, double[] Sizes) Row(RowInputs row, bool isSingle)
    {
        var (here, machine) = (new PreciseEvaluator(exact, row, isSingle), new PreciseEvaluator(last, row, isSingle));
        var components = Enumerable.Range(0, exact.Components.Count);
        BigReal[] values = exact.ElementValue >= 0 ? here.Elements() : [components.Select(here.Component).Aggregate((a, b) => a + b)];
        double[] sizes = exact.ElementValue >= 0
            ? [.. here.ElementMagnitudes().Zip(machine.ElementMagnitudes(), Smaller)]
            : [components.Sum(c => Smaller(here.ComponentMagnitude(c), machine.ComponentMagnitude(c)))];
        return (
            [.. values.Concat(here.Gradient()).Select(value => (double)value)],
            [.. sizes, .. here.GradientMagnitude().Zip(machine.GradientMagnitude(), Smaller)]);
    }

    private static double Smaller(BigReal a, BigReal b) => (double)(a.IsNaN ? b : b.IsNaN ? a : BigReal.Min(a, b));
}
