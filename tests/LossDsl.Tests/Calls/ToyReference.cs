using System;
using System.Linq;
using LossDsl.Runtime;

namespace LossDsl.Tests.Calls;

/// <summary>The toy loss of a random batch as the formulas stand, step by step on the values: no library code.</summary>
internal sealed class ToyReference
{
    private readonly int samples;
    private readonly int classes;
    private readonly int positions;
    private readonly bool elementwise;
    private readonly bool numbers;
    private readonly double[] logits;
    private readonly double[] targets;
    private readonly int[] labels;
    private readonly int[] given;
    private readonly bool[] elements;
    private readonly double[] elementWeights;
    private readonly double[]? sampleWeights;

    public ToyReference(int samples, int classes, int positions, Head head, TargetKind kind, bool sampleWeights)
    {
        (this.samples, this.classes, this.positions) = (samples, classes, positions);
        elementwise = head != Head.Softmax;
        numbers = kind == TargetKind.Numbers;
        var (rows, all) = (samples * positions, samples * positions * classes);
        var random = new Random(5);
        logits = Toy.Random(all, 1);
        targets = Toy.Random(all, 2, 0, 1);
        labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        Rows = [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) > 0)];

        // One sample has nothing that counts.
        Array.Fill(Rows, false, positions, positions);
        given = [.. labels];
        elements = [.. Enumerable.Range(0, all).Select(_ => !elementwise || random.Next(5) > 0)];
        elementWeights = elementwise ? Toy.Random(all, 6, 0, 2) : [.. Enumerable.Repeat(1.0, all)];
        this.sampleWeights = sampleWeights ? Toy.Random(rows, 7, 0, 2) : null;
    }

    /// <summary>Which rows count by their mask or label.</summary>
    public bool[] Rows { get; }

    public AggregationStep[] Steps { get; init; } = [];

    public double? Normalizer { get; init; }

    /// <summary>The call: rows that do not count have NaN logits; an elementwise call masks elements, another rows.</summary>
    public LossInputs<double> Inputs()
    {
        var poisoned = logits.ToArray();
        var mask = elements.ToArray();
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var k = 0; k < classes; k++)
            {
                if (!Rows[row])
                    mask[Index(row, k)] = false;
                if (!mask[Index(row, k)])
                    poisoned[Index(row, k)] = double.NaN;
            }

            if (!Rows[row])
                given[row] = 99;
        }

        var inputs = numbers ? new LossInputs<double>(poisoned, targets) : new LossInputs<double>(poisoned, given);
        return inputs with
        {
            Shape = new LogitShape(samples, classes, positions),
            SampleWeights = sampleWeights,
            ElementWeights = elementwise ? elementWeights : default(ReadOnlySpan<double>),
            Mask = elementwise ? mask : Rows,
            Normalizer = Normalizer,
        };
    }

    /// <summary>The loss of a row as the caller sees it.</summary>
    public double Row(int row) => Of(row, 0) + Of(row, 1);

    /// <summary>Both components.</summary>
    public double[] Value() => [Aggregate(0), Aggregate(1)];

    /// <summary>The derivative of the sum of both: differences are exact for squares.</summary>
    public double Derivative(int index)
    {
        var logit = logits[index];
        logits[index] = logit + 0.5;
        var after = Value().Sum();
        logits[index] = logit - 0.5;
        var before = Value().Sum();
        logits[index] = logit;
        return after - before;
    }

    private int Index(int row, int k) => (row / positions * classes * positions) + (k * positions) + (row % positions);

    private bool Counts(int row) => Rows[row] && Enumerable.Range(0, classes).Any(k => elements[Index(row, k)]);

    private double Of(int row, int component)
    {
        if (!Counts(row))
            return 0;
        var sum = 0.0;
        for (var k = 0; k < classes; k++)
        {
            var i = Index(row, k);
            var z = logits[i];
            var first = numbers ? (z - targets[i]) * (z - targets[i]) : k == labels[row] ? (1 + (0.5 * k)) * (z - 1) * (z - 1) : 0;
            sum += elements[i] ? elementWeights[i] * (component == 0 ? first : 0.1 * z * z) : 0;
        }

        return sum * SampleWeight(row);
    }

    private double SampleWeight(int row) => sampleWeights?[row] ?? 1;

    private double ClassWeight(int row)
    {
        var sum = 0.0;
        for (var k = 0; k < classes; k++)
            sum += (1 + (0.5 * k)) * (numbers ? (elements[Index(row, k)] ? targets[Index(row, k)] : 0) : k == labels[row] ? 1 : 0);
        return sum;
    }

    private int Unmasked(int row) => Enumerable.Range(0, classes).Count(k => elements[Index(row, k)]);

    private double Aggregate(int component)
    {
        var rows = Enumerable.Range(0, samples * positions).ToArray();
        var values = rows.Select(row => Of(row, component)).ToArray();
        if (Mean(Axis.Class) is { } byClass)
            values = [.. rows.Select(row => Ratio(values[row], ByClass(byClass, row)))];
        var perSample = rows.GroupBy(row => row / positions).Select(group => group.ToArray()).ToArray();
        var sums = perSample.Select(group => group.Sum(row => values[row])).ToArray();
        if (Mean(Axis.Position) is { } byPosition)
            sums = [.. perSample.Select((group, n) => Ratio(sums[n], Divisor(byPosition, group, n: null)))];
        var total = sums.Sum();
        var ofSamples = Steps.Any(step => step.Axis is Axis.Position or Axis.Sample);
        if ((Mean(Axis.Sample) ?? Mean(Axis.All)) is { } last)
            total = Ratio(total, Divisor(last, rows, ofSamples ? perSample : null));
        return total;
    }

    private AggregationStep? Mean(Axis axis)
        => Steps.Any(step => step.Axis == axis && step.Reduction == Reduction.Mean) ? Steps.First(step => step.Axis == axis) : null;

    private double? Given(AggregationStep step)
        => step.Denominator == Denominator.External || step == Steps.Last(other => other.Reduction == Reduction.Mean) ? Normalizer : null;

    private double ByClass(AggregationStep step, int row)
        => Given(step) ?? (step.Denominator == Denominator.Batch ? classes : Counts(row) ? Unmasked(row) : 0);

    private double Divisor(AggregationStep step, int[] group, int[][]? n)
    {
        var valid = group.Where(Counts).ToArray();
        return Given(step) ?? step.Denominator switch
        {
            Denominator.Valid => n?.Count(rows => rows.Any(Counts)) ?? valid.Length,
            Denominator.Batch => n?.Length ?? group.Length,
            Denominator.Weights => valid.Sum(ClassWeight),
            Denominator.SampleWeights => valid.Sum(row => SampleWeight(row) * ClassWeight(row)),
            _ => valid.Sum(Unmasked),
        };
    }

    private static double Ratio(double value, double divisor) => divisor == 0 ? 0 : value / divisor;
}
