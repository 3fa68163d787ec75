using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>Random inputs for a declared loss: logits, labels with ignored ones, counts, weights, bound properties, upstream.</summary>
internal sealed class RandomBatch
{
    public RandomBatch(Declaration declaration, int rows, int classes, double scale, int seed)
    {
        var random = new Random(seed);
        Rows = rows;
        Classes = classes;
        Logits = [.. Enumerable.Range(0, rows * classes).Select(_ => (double)(float)(scale * Normal(random)))];
        IgnoreIndex = declaration.Attributes.First(use => use.Name == "Loss")["IgnoreIndex"]?.Integer;
        Labels = [.. Enumerable.Range(0, rows).Select(_ => IgnoreIndex is { } ignore && random.Next(4) == 0 ? ignore : random.Next(classes))];
        Counts = [.. Enumerable.Range(0, classes).Select(_ => (long)random.Next(1, 2000))];
        Weights = [.. Enumerable.Range(0, classes).Select(_ => 0.1 + (3 * random.NextDouble()))];
        Upstream = [.. Enumerable.Range(0, rows).Select(_ => (double)(float)Normal(random))];
        Normalizer = 1 + (10 * random.NextDouble());
        var properties = new Dictionary<string, double>();
        foreach (var use in declaration.Attributes)
        {
            var row = AttributeTable.Find(use.Name)!;
            foreach (var parameter in row.Parameters.Where(parameter => parameter.Binding is not null && use[parameter.Binding] is not null))
            {
                var low = Math.Max(parameter.Low, use["AllowEmptyClasses"]?.Flag == true ? 0 : -2);
                var high = Math.Min(parameter.High, low >= 0 ? 3 : 2);
                properties[RandomDeclarations.PropertyOf(row, parameter)] = Math.Round(low + ((high - low) * (0.05 + (0.9 * random.NextDouble()))), 3);
            }
        }

        Properties = properties;
    }

    public int Rows { get; }

    public int Classes { get; }

    public double[] Logits { get; }

    public long[] Labels { get; }

    public long[] Counts { get; }

    public double[] Weights { get; }

    public double[] Upstream { get; }

    public double Normalizer { get; }

    public long? IgnoreIndex { get; }

    public IReadOnlyDictionary<string, double> Properties { get; }

    public bool IsValid(int row) => Labels[row] != IgnoreIndex;

    /// <summary>What a row gives to the evaluator of the IR.</summary>
    public RowInputs Row(int row, double[] seeds, double[]? logits = null) => new(
        logits ?? Logits[(row * Classes)..((row + 1) * Classes)],
        (int)Labels[row],
        seeds,
        new Dictionary<string, double[]> { ["counts"] = [.. Counts.Select(count => (double)count)], ["weights"] = Weights },
        Properties);

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
