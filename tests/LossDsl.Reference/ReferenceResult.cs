namespace LossDsl.Reference;

/// <summary>
/// What a loss gives on a batch, and of each number the magnitude S: the sum of the absolute values of its contributions.
/// </summary>
public sealed record ReferenceResult
{
    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>S of the value.</summary>
    public required double ValueMagnitude { get; init; }

    /// <summary>The aggregated value of each component.</summary>
    public required double[] Components { get; init; }

    /// <summary>S of each component.</summary>
    public required double[] ComponentMagnitudes { get; init; }

    /// <summary>The loss of each row (N,P); of a loss per element without reduction, of each element (N,C,P).</summary>
    public required double[] PerSample { get; init; }

    /// <summary>S of each of these.</summary>
    public required double[] PerSampleMagnitude { get; init; }

    /// <summary>The gradient (N,C,P).</summary>
    public required double[] Gradient { get; init; }

    /// <summary>S of each of its entries.</summary>
    public required double[] GradientMagnitude { get; init; }

    /// <summary>The gradient with respect to the variances (N,C,P); null where the loss reads none.</summary>
    public double[]? VarianceGradient { get; init; }

    /// <summary>S of each of its entries.</summary>
    public double[]? VarianceGradientMagnitude { get; init; }

    /// <summary>Which rows count, after any selection.</summary>
    public required bool[] Counts { get; init; }
}
