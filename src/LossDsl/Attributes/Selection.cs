using System;

namespace LossDsl;

/// <summary>By what the hardest examples are found. The key is no part of the loss and has no gradient.</summary>
public enum SelectionKey
{
    /// <summary>The value of the loss per row, all components together: the largest are the hardest.</summary>
    Loss,

    /// <summary>The probability of the label: the smallest are the hardest.</summary>
    LabelProbability,
}

/// <summary>Which side of a threshold is kept.</summary>
public enum Keep
{
    /// <summary>What is above it.</summary>
    Above,

    /// <summary>What is below it.</summary>
    Below,
}

/// <summary>
/// Selection: online hard example mining (Shrivastava et al. 2016, arXiv:1604.03540). Of the valid rows of a batch, the
/// hardest count; the others are treated like rows with the ignore index. Ties go to the row that comes first, and a key
/// that is NaN counts as hardest. Give either <see cref="Fraction"/> or <see cref="Count"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HardestExamplesAttribute : Attribute
{
    /// <summary>The share of the valid rows that counts, in (0, 1); the number of rows is rounded up.</summary>
    public double Fraction { get; set; }

    /// <summary>Name of a property that gives the share at each call; there 1 is allowed and means all.</summary>
    public string? FractionFrom { get; set; }

    /// <summary>The number of rows that count, at least 1; all, in a batch with fewer.</summary>
    public int Count { get; set; }

    /// <summary>By what the hardest are found.</summary>
    public SelectionKey Key { get; set; } = SelectionKey.Loss;
}

/// <summary>
/// Selection: rows count whose largest probability lies strictly on one side of a threshold, as FixMatch does with what
/// it is sure of (Sohn et al. 2020, arXiv:2001.07685). The others are treated like rows with the ignore index; the
/// probabilities of the selection have no gradient.
/// </summary>
/// <param name="threshold">The threshold in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfidenceAttribute(double threshold) : Attribute
{
    /// <summary>The threshold comes from <see cref="ThresholdFrom"/>.</summary>
    public ConfidenceAttribute()
        : this(0)
    {
    }

    /// <summary>The threshold in (0, 1).</summary>
    public double Threshold { get; } = threshold;

    /// <summary>Name of a property that gives the threshold at each call, in (0, 1).</summary>
    public string? ThresholdFrom { get; set; }

    /// <summary>Which rows count.</summary>
    public Keep Keep { get; set; } = Keep.Above;
}
