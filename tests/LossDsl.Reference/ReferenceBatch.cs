using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Reference;

/// <summary>
/// Everything that a call and the construction of a loss give it, in double precision. Tensors are contiguous: (N,C,P) for
/// what belongs to elements, (N,P) for what belongs to rows.
/// </summary>
/// <param name="Logits">Scores or predictions (N,C,P).</param>
/// <param name="Samples">N.</param>
/// <param name="Classes">C.</param>
/// <param name="Positions">P.</param>
public sealed record ReferenceBatch(double[] Logits, int Samples, int Classes, int Positions = 1)
{
    /// <summary>Class indices (N,P), if the targets are labels.</summary>
    public long[]? Labels { get; init; }

    /// <summary>Numbers (N,C,P), if the targets are numbers.</summary>
    public double[]? Targets { get; init; }

    /// <summary>A weight per row (N,P).</summary>
    public double[]? SampleWeights { get; init; }

    /// <summary>A weight per element (N,C,P).</summary>
    public double[]? ElementWeights { get; init; }

    /// <summary>Which rows count, (N,P), or of an elementwise loss which elements, (N,C,P).</summary>
    public bool[]? Mask { get; init; }

    /// <summary>Which classes may be predicted, (C) or (N,C,P).</summary>
    public bool[]? ClassMask { get; init; }

    /// <summary>The norm of the features of each row (N,P).</summary>
    public double[]? FeatureNorms { get; init; }

    /// <summary>The predicted variance of each element (N,C,P).</summary>
    public double[]? Variances { get; init; }

    /// <summary>The position of the schedule.</summary>
    public double? Epoch { get; init; }

    /// <summary>What the last mean divides by in place of its own denominator.</summary>
    public double? Normalizer { get; init; }

    /// <summary>One number, or without reduction one per row or element; null means 1.</summary>
    public double[]? Upstream { get; init; }

    /// <summary>"counts" and "weights", as far as the constructor takes them.</summary>
    public IReadOnlyDictionary<string, double[]> ClassInputs { get; init; } = new Dictionary<string, double[]>();

    /// <summary>The matrices (C,C) of the constructor by name, row after row.</summary>
    public IReadOnlyDictionary<string, double[]> Matrices { get; init; } = new Dictionary<string, double[]>();

    /// <summary>The values of bound properties by name.</summary>
    public IReadOnlyDictionary<string, double> Properties { get; init; } = new Dictionary<string, double>();

    /// <summary>N·P.</summary>
    public int Rows => Samples * Positions;

    /// <summary>Where the element of row and class stands in a tensor (N,C,P).</summary>
    public int Index(int row, int k) => (((row / Positions * Classes) + k) * Positions) + (row % Positions);

    /// <summary>The elements of a row of a tensor (N,C,P).</summary>
    public T[] Row<T>(T[] tensor, int row) => [.. Enumerable.Range(0, Classes).Select(k => tensor[Index(row, k)])];

    /// <summary>Writes the elements of a row into a tensor (N,C,P).</summary>
    public void Store(double[] tensor, int row, double[] values)
    {
        for (var k = 0; k < Classes; k++)
            tensor[Index(row, k)] = values[k];
    }
}
