using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Checks on what users give to generated classes; the messages name property or argument, index and value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Check
{
    /// <summary>A hyper-parameter read from a property.</summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="property">The name of the property.</param>
    /// <param name="value">What the property returned.</param>
    /// <param name="low">The lower end of the range.</param>
    /// <param name="lowOpen">Whether the lower end itself is out of range.</param>
    /// <param name="high">The upper end of the range.</param>
    /// <param name="highOpen">Whether the upper end itself is out of range.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in the range, or not finite.</exception>
    public static double InRange(string loss, string property, double value, double low, bool lowOpen, double high, bool highOpen)
    {
        if (double.IsFinite(value) && (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high))
            return value;
        var range = FormattableString.Invariant($"{(lowOpen ? '(' : '[')}{low}, {high}{(highOpen ? ')' : ']')}");
        throw new ArgumentOutOfRangeException(property, value, FormattableString.Invariant($"{loss}.{property} is {value}; it must be finite and in {range}."));
    }

    /// <summary>Class weights given to a constructor.</summary>
    /// <param name="classWeights">The weights.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">Their number is not that of the classes or below 2, or all of them are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, infinite or NaN.</exception>
    public static double[] Weights(ReadOnlySpan<double> classWeights, int classes)
    {
        if (classes != 0 && classWeights.Length != classes)
            throw new ArgumentException($"classWeights has {classWeights.Length} entries for {classes} classes.", nameof(classWeights));
        if (classWeights.Length < 2)
            throw new ArgumentException($"classWeights has {classWeights.Length} entries; a loss needs at least 2 classes.", nameof(classWeights));
        var any = false;
        for (var k = 0; k < classWeights.Length; k++)
        {
            var weight = classWeights[k];
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentOutOfRangeException(nameof(classWeights), weight, FormattableString.Invariant($"classWeights[{k}] is {weight}; the weight of class {k} must be finite and not negative."));
            any |= weight != 0;
        }

        if (!any)
            throw new ArgumentException($"all {classWeights.Length} classWeights are zero.", nameof(classWeights));
        return classWeights.ToArray();
    }

    /// <summary>Class counts given to a constructor.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="allowEmpty">Whether a class may have no examples.</param>
    /// <returns>The counts, to compute tables from.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentException">Their number is not that of the classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is 0 where the loss needs examples of every class.</exception>
    public static double[] Counts(ClassCounts counts, int classes, bool allowEmpty)
    {
        ArgumentNullException.ThrowIfNull(counts, "classCounts");
        if (classes != 0 && counts.Classes != classes)
            throw new ArgumentException($"classCounts has {counts.Classes} entries for {classes} classes.", "classCounts");
        for (var k = 0; k < counts.Classes && !allowEmpty; k++)
        {
            if (counts[k] == 0)
                throw new ArgumentOutOfRangeException("classCounts", 0L, $"classCounts[{k}] is 0: class {k} has no examples; this loss needs at least one of every class.");
        }

        return Array.ConvertAll(counts.AsSpan().ToArray(), static count => (double)count);
    }

    /// <summary>
    /// A table of constants per class: what counts, weights and exponents come to has to fit in single precision too. −∞ is
    /// the score of an empty class where a loss admits those.
    /// </summary>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="table">The constants.</param>
    /// <exception cref="ArgumentException">A constant is NaN, +∞, or too large or too small; the message names the class.</exception>
    public static void Table(string loss, double[] table)
    {
        for (var k = 0; k < table.Length; k++)
        {
            var size = Math.Abs(table[k]);
            if (!double.IsNegativeInfinity(table[k]) && !(size == 0 || (size >= 1e-30 && size <= 1e30)))
                throw new ArgumentException(FormattableString.Invariant($"{loss}: the counts or weights give class {k} the constant {table[k]}; it must be 0 or between 1e-30 and 1e30 in magnitude."));
        }
    }
}
