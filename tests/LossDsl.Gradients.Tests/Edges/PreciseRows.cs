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
    private readonly bool mayOverflow;
    private readonly bool roundsArguments;
    private readonly RowInputs[] inputs;
    private readonly Expected[] rows;

    /// <summary>Evaluates a batch.</summary>
    /// <param name="exact">The loss with its gradient in normal form.</param>
    /// <param name="last">The same as it is emitted.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="mayOverflow">Whether an entry need be no number where a part of it is beyond single precision.</param>
    /// <param name="roundsArguments">Whether arguments are what they are in single precision in values too.</param>
    public PreciseRows(LossIr exact, LossIr last, ReferenceBatch batch, bool mayOverflow = false, bool roundsArguments = false)
    {
        (this.exact, this.last, this.batch) = (exact, last, batch);
        (this.mayOverflow, this.roundsArguments) = (mayOverflow, roundsArguments);
        IsPerElement = exact.ElementValue >= 0;
        inputs = [.. Enumerable.Range(0, batch.Rows).Select(row => RowReader.Read(batch, row, [.. exact.Components.Select(_ => 1.0)]))];
        rows = [.. inputs.Select(row => Row(row, isDecidedInSingle: false))];
    }

    /// <summary>Whether there is one loss per element.</summary>
    public bool IsPerElement { get; }

    /// <summary>
    /// The number that is furthest from what it has to be, in words; null if all are near, or if the row is what it has to be where what
    /// the loss compares is compared with arguments as they are in single precision: on a threshold of 0.3 a target of 0.3 is neither
    /// above it nor below.
    /// </summary>
    public string? Worst(CompiledLoss actual)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            double[] got = [.. IsPerElement ? batch.Row(actual.PerSample, row) : [actual.PerSample[row]],
                .. batch.Row(actual.Gradient, row)];
            if (Difference(got, rows[row]) is { } text && Difference(got, Row(inputs[row], isDecidedInSingle: true)) is not null)
                return $"row {row}, logits {string.Join(", ", batch.Row(batch.Logits, row))}, {text}";
        }

        return null;
    }

    private string? Difference(double[] got, Expected row)
    {
        var (expected, sizes, isBeyond) = row;
        var (largest, text) = (1.0, (string?)null);
        for (var i = 0; i < got.Length; i++)
        {
            if (!(Math.Abs(expected[i]) < Largest) || !(sizes[i] < Largest))
                continue;
            // Where there is a value per element, values and gradient are of the classes in turn; else the value is of all of them.
            var ofRow = got.Length % batch.Classes == 0 ? 0 : batch.Classes - 1;
            if (mayOverflow && !double.IsFinite(got[i]) && isBeyond[(i + ofRow) % batch.Classes])
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
    private Expected Row(RowInputs row, bool isDecidedInSingle)
    {
        PreciseEvaluator Of(LossIr loss)
            => new(loss, row, isSingle: roundsArguments, decisions: isDecidedInSingle ? new PreciseEvaluator(loss, row, isSingle: true)
                : null);

        var (here, machine) = (Of(exact), Of(last));
        var components = Enumerable.Range(0, exact.Components.Count);
        BigReal[] values = exact.ElementValue >= 0 ? here.Elements() : [components.Select(here.Component).Aggregate((a, b) => a + b)];
        double[] sizes = exact.ElementValue >= 0
            ? [.. here.ElementMagnitudes().Zip(machine.ElementMagnitudes(), Smaller)]
            : [components.Sum(c => Smaller(here.ComponentMagnitude(c), machine.ComponentMagnitude(c)))];
        return new(
            [.. values.Concat(here.Gradient()).Select(value => (double)value)],
            [.. sizes, .. here.GradientMagnitude().Zip(machine.GradientMagnitude(), Smaller)],
            machine.IsBeyondSingle());
    }

    /// <param name="Values">What the numbers of a row have to be: the value, or that of each element, and the gradient.</param>
    /// <param name="Sizes">S of each.</param>
    /// <param name="IsBeyond">Per class, whether a part of them is beyond single precision.</param>
    private sealed record Expected(double[] Values, double[] Sizes, bool[] IsBeyond);

    private static double Smaller(BigReal a, BigReal b) => (double)(a.IsNaN ? b : b.IsNaN ? a : BigReal.Min(a, b));
}
