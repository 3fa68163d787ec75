using System;
using System.Linq;

namespace LossDsl.Gradients.Tests;

/// <summary>Random inputs of a call on logits (N,C,P), in double precision; contiguous.</summary>
internal sealed class KernelBatch
{
    /// <summary>A batch whose numbers are what <paramref name="round"/> leaves of them.</summary>
    public KernelBatch(int samples, int classes, int positions, Func<double, double> round, bool withMatrix, int components)
    {
        var random = new Random((samples * 31) + (classes * 7) + positions);
        (Samples, Classes, Positions) = (samples, classes, positions);
        var elements = samples * classes * positions;
        double[] Numbers(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => round(next()))];
        Logits = Numbers(elements, () => 4 * (random.NextDouble() - 0.5));
        Targets = Numbers(elements, random.NextDouble);
        ElementWeights = Numbers(elements, () => Math.Max(0, random.NextDouble() - 0.2));
        ClassMask = Numbers(elements, () => random.Next(4) == 0 ? 0 : 1);
        FeatureNorms = Numbers(Rows, () => 2 * random.NextDouble());
        ElementUpstream = Numbers(elements, () => random.NextDouble() - 0.5);
        RowUpstream = Numbers(Rows, () => random.NextDouble() - 0.5);
        Weights = [.. Enumerable.Range(0, classes).Select(_ => (double)(float)(0.25 + random.NextDouble()))];
        Matrix = withMatrix ? [.. Enumerable.Range(0, classes * classes).Select(_ => (double)(float)random.NextDouble())] : [];
        Labels = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(6) == 0 ? -1 : random.Next(classes))];
        Seeds = [.. Enumerable.Range(0, components).Select(_ => 0.5 + random.NextDouble())];
        RowWeights = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(5) == 0 ? 0 : random.NextDouble())];
        RowScales = [.. Enumerable.Range(0, components)
            .Select(_ => Enumerable.Range(0, Rows).Select(_ => 0.1 + random.NextDouble()).ToArray())];
        for (var row = 0; row < Rows; row++)
        {
            // Whatever a row holds that does not count, nothing may come of it.
            if (Counts(row))
                continue;
            for (var k = 0; k < classes; k++)
                Logits[Element(row, k)] = k % 2 == 0 ? double.NaN : double.PositiveInfinity;
        }
    }

    public int Samples { get; }

    public int Classes { get; }

    public int Positions { get; }

    public int Rows => Samples * Positions;

    public double[] Logits { get; }

    public double[] Targets { get; }

    public double[] ElementWeights { get; }

    public double[] ClassMask { get; }

    public double[] FeatureNorms { get; }

    public double[] ElementUpstream { get; }

    public double[] RowUpstream { get; }

    public double[] Weights { get; }

    public double[] Matrix { get; }

    public int[] Labels { get; }

    public double[] Seeds { get; }

    public double[] RowWeights { get; }

    public double[][] RowScales { get; }

    /// <summary>Whether a row counts.</summary>
    public bool Counts(int row) => Labels[row] >= 0 && RowWeights[row] != 0;

    /// <summary>Where an element of a row is.</summary>
    public int Element(int row, int k) => (((row / Positions * Classes) + k) * Positions) + (row % Positions);

    /// <summary>What a row is multiplied by on its way into the sum of a component.</summary>
    public double Share(int component, int row) => RowWeights[row] * RowScales[component][row];

    /// <summary>One row, as the references take it.</summary>
    public KernelRow Row(int row)
    {
        double[] Of(double[] tensor) => [.. Enumerable.Range(0, Classes).Select(k => tensor[Element(row, k)])];
        return new(
            Of(Logits),
            Labels[row],
            Of(Targets),
            Of(ElementWeights),
            Of(ClassMask),
            FeatureNorms[row],
            Of(ElementUpstream),
            Matrix.Length == 0 ? [] : Matrix[(Labels[row] * Classes)..((Labels[row] + 1) * Classes)],
            Weights,
            [.. Seeds.Select((seed, c) => seed * Share(c, row) * RowUpstream[row])]);
    }
}
