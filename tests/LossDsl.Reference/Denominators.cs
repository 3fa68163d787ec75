using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>
/// By how much each row is scaled on its way into the value of a component: the product of what its steps multiply it by,
/// written as the definition says, axis by axis.
/// </summary>
/// <param name="batch">The batch.</param>
/// <param name="counting">What of it counts.</param>
/// <param name="rowWeight">The class weight of a row.</param>
internal sealed class Denominators(ReferenceBatch batch, Counting counting, Func<int, double> rowWeight)
{
    /// <summary>One number per row.</summary>
    public double[] Scales(LossIr loss, Component component)
    {
        var steps = component.Steps.Count > 0
            ? component.Steps.ToList()
            : [new AggregationStep("All", loss.Reduction == Reduction.Mean, component.Denominator)];
        var scales = Enumerable.Repeat(1.0, batch.Rows).ToArray();
        for (var i = 0; i < steps.Count; i++)
        {
            if (!steps[i].Mean)
                continue;
            var last = !steps.Skip(i + 1).Any(step => step.Mean);
            var positionsAreGone = steps.Take(i).Any(step => step.Axis == "Position") || steps[i].Axis == "Sample";
            for (var row = 0; row < batch.Rows; row++)
            {
                var denominator = last && batch.Normalizer is { } given ? given
                    : steps[i].Denominator == Denominator.External ? batch.Normalizer
                        ?? throw new ArgumentException("the loss divides by a number that the batch does not have")
                    : steps[i].Axis == "Class" ? OfRow(steps[i].Denominator, row)
                    : steps[i].Axis == "Position" ? RowsOf(row / batch.Positions).Sum(other => Share(steps[i].Denominator, other))
                    : OfEverything(steps[i].Denominator, positionsAreGone);
                scales[row] = denominator == 0 ? 0 : scales[row] / denominator;
            }
        }

        return scales;
    }

    private double OfRow(Denominator denominator, int row) => denominator switch
    {
        Denominator.Batch => batch.Classes,
        Denominator.Valid => counting.Elements(row),
        _ => Share(denominator, row),
    };

    private double OfEverything(Denominator denominator, bool samples)
    {
        if (!samples || denominator is not (Denominator.Valid or Denominator.Batch))
            return Enumerable.Range(0, batch.Rows).Sum(row => Share(denominator, row));
        return denominator == Denominator.Batch
            ? batch.Samples
            : Enumerable.Range(0, batch.Samples).Count(sample => RowsOf(sample).Any(row => counting[row]));
    }

    /// <summary>What a row adds to a denominator.</summary>
    private double Share(Denominator denominator, int row)
    {
        if (denominator == Denominator.Batch)
            return 1;
        if (!counting[row])
            return 0;
        return denominator switch
        {
            Denominator.Valid => 1,
            Denominator.Elements => counting.Elements(row),
            Denominator.Weights => rowWeight(row),
            Denominator.SampleWeights => (batch.SampleWeights?[row] ?? 1) * rowWeight(row),
            _ => throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "no share of a row"),
        };
    }

    private IEnumerable<int> RowsOf(int sample) => Enumerable.Range(sample * batch.Positions, batch.Positions);
}
