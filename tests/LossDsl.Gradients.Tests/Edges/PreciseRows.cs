using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>What the rows of a batch have to give, in 115 digits, with the magnitude S of each number.</summary>
internal sealed class PreciseRows
{
    private const double Relative = 1e-5;
    private const double Absolute = 1e-37;

    // Beyond it a number, or what it is made of, is none of single precision.
    private const double Largest = 1e37;

    private readonly ReferenceBatch batch;
    private readonly List<(double[] Values, double[] Sizes)> rows;

    /// <summary>Evaluates a batch.</summary>
    /// <param name="exact">The loss with its gradient in normal form.</param>
    /// <param name="last">The same as it is emitted.</param>
    /// <param name="batch">The batch.</param>
    public PreciseRows(LossIr exact, LossIr last, ReferenceBatch batch)
    {
        this.batch = batch;
        IsPerElement = exact.ElementValue >= 0;
        rows = [.. Enumerable.Range(0, batch.Rows).Select(row => Row(exact, last, RowReader.Read(batch, row, [.. exact.Components.Select(_ => 1.0)])))];
    }

    /// <summary>Whether there is one loss per element.</summary>
    public bool IsPerElement { get; }

    /// <summary>The number that is furthest from what it has to be, in words; null if all are near.</summary>
    public string? Worst(CompiledLoss actual)
    {
        var (largest, text) = (1.0, (string?)null);
        for (var row = 0; row < batch.Rows; row++)
        {
            var (expected, sizes) = rows[row];
            double[] got = [.. IsPerElement ? batch.Row(actual.PerSample, row) : [actual.PerSample[row]], .. batch.Row(actual.Gradient, row)];
            for (var i = 0; i < got.Length; i++)
            {
                if (!(Math.Abs(expected[i]) < Largest) || !(sizes[i] < Largest))
                    continue;
                var error = Math.Abs(got[i] - expected[i]) / ((Relative * sizes[i]) + Absolute);
                if (error <= largest)
                    continue;
                largest = double.IsNaN(error) ? double.PositiveInfinity : error;
                text = $"row {row}, logits {string.Join(", ", batch.Row(batch.Logits, row))}, number {i} is {got[i]:R}, expected {expected[i]:R}, S {sizes[i]:G4}";
            }
        }

        return text;
    }

    /// <summary>The value, or that of each element, and the gradient.</summary>
    private static (double[] Values, double[] Sizes) Row(LossIr exact, LossIr last, RowInputs inputs)
    {
        var (here, machine) = (new PreciseEvaluator(exact, inputs), new PreciseEvaluator(last, inputs));
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
