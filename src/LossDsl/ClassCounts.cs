using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// How many training examples each class has. Immutable; the numbers are copied. Arrays of counts convert
/// to it, and it is made of a collection expression, so a loss is constructed as <c>new TailLoss(counts)</c> or as
/// <c>new TailLoss([500, 60, 7])</c>.
/// </summary>
[CollectionBuilder(typeof(ClassCounts), nameof(Create))]
public sealed class ClassCounts
{
    private readonly long[] counts;

    /// <summary>Copies the counts.</summary>
    /// <param name="counts">One count per class, at least one class; none negative, not all zero.</param>
    /// <exception cref="ArgumentException">There are no classes, or all counts are zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative; the message names the class.</exception>
    public ClassCounts(ReadOnlySpan<long> counts)
    {
        if (counts.Length == 0)
            throw new ArgumentException("counts is empty; a loss needs at least 1 class.", nameof(counts));
        var total = 0L;
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] < 0)
                throw new ArgumentOutOfRangeException(nameof(counts), counts[k],
                    $"counts[{k}] is {counts[k]}: class {k} cannot have a negative count.");
            total = checked(total + counts[k]);
        }

        if (total == 0)
            throw new ArgumentException($"all {counts.Length} counts are zero.", nameof(counts));
        this.counts = counts.ToArray();
        Total = total;
    }

    /// <summary>The number of classes.</summary>
    public int Classes => counts.Length;

    /// <summary>The number of examples of all classes.</summary>
    public long Total { get; }

    /// <summary>The count of class <paramref name="k"/>.</summary>
    public long this[int k] => counts[k];

    /// <summary>The counts, one per class.</summary>
    public ReadOnlySpan<long> AsSpan() => counts;

    /// <summary>Goes through the counts, class by class.</summary>
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>What a collection expression calls.</summary>
    /// <inheritdoc cref="ClassCounts(ReadOnlySpan{long})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ClassCounts Create(ReadOnlySpan<long> counts) => new(counts);

    /// <summary>Counts the labels of a training set.</summary>
    /// <param name="labels">Class indices.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignoreIndex">A label that is not counted, if any.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class; the message names its index and value.</exception>
    public static ClassCounts FromLabels(ReadOnlySpan<int> labels, int classes, int? ignoreIndex = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var counts = new long[classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == ignoreIndex)
                continue;
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), labels[i],
                    $"labels[{i}] is {labels[i]}, not a class in [0, {classes}).");
            counts[labels[i]]++;
        }

        return new ClassCounts(counts);
    }

    /// <summary>Copies the counts.</summary>
    public static implicit operator ClassCounts(long[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new ClassCounts(counts);
    }

    /// <summary>Copies the counts.</summary>
    public static implicit operator ClassCounts(int[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new ClassCounts(Array.ConvertAll(counts, static n => (long)n));
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", (IEnumerable<long>)counts)}]";
}
