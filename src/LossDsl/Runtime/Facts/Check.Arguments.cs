using System;

namespace LossDsl.Runtime;

/// <content>What constructors are given: numbers per class and matrices.</content>
public static partial class Check
{
    /// <summary>Class weights given to a constructor.</summary>
    /// <param name="classWeights">The weights.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">Their number is not that of the classes or below 2, or all of them are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, infinite or NaN.</exception>
    public static double[] Weights(ReadOnlySpan<double> classWeights, int classes) => Weights(classWeights, classes, 2);

    /// <inheritdoc cref="Weights(ReadOnlySpan{double}, int)"/>
    /// <param name="classWeights">The weights.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="least">The least number of classes that the loss has a value for, 1 or 2.</param>
    /// <exception cref="ArgumentException">Their number is not that of the classes or below the least, or all of them are 0.</exception>
    public static double[] Weights(ReadOnlySpan<double> classWeights, int classes, int least)
    {
        if (classes != 0 && classWeights.Length != classes)
            throw new ArgumentException($"classWeights has {classWeights.Length} entries for {classes} classes.", nameof(classWeights));
        AtLeast(least, classWeights.Length, nameof(classWeights));
        var any = false;
        for (var k = 0; k < classWeights.Length; k++)
        {
            var weight = classWeights[k];
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentOutOfRangeException(nameof(classWeights), weight,
                    FormattableString.Invariant(
                        $"classWeights[{k}] is {weight}; the weight of class {k} must be finite and not negative."));
            any |= weight != 0;
        }

        if (!any)
            throw new ArgumentException($"all {classWeights.Length} classWeights are zero.", nameof(classWeights));
        return classWeights.ToArray();
    }

    /// <summary>Numbers per class given to a constructor.</summary>
    /// <param name="argument">The name of the constructor's parameter.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="low">The least that a number may be.</param>
    /// <param name="high">The most that it may be.</param>
    /// <param name="mayBeAbsent">Whether NaN may say that a class has no number; one at least has.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">There are none, their number is not that of the classes, or all of them are absent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, infinite or NaN.</exception>
    public static double[] PerClass(string argument, ReadOnlySpan<double> numbers, int classes, double low, double high, bool mayBeAbsent)
    {
        if (classes != 0 && numbers.Length != classes)
            throw new ArgumentException($"{argument} has {numbers.Length} entries for {classes} classes.", argument);
        if (numbers.IsEmpty)
            throw new ArgumentException($"{argument} is empty.", argument);
        var absent = 0;
        for (var k = 0; k < numbers.Length; k++)
        {
            var number = numbers[k];
            if (mayBeAbsent && double.IsNaN(number))
                absent++;
            else if (!double.IsFinite(number) || number < low || number > high)
                throw new ArgumentOutOfRangeException(argument, number,
                    FormattableString.Invariant(
                        $"{argument}[{k}] is {number}; the number of class {k} must be finite{Range(low, high)}{(mayBeAbsent ? ", or NaN for none" : "")}."));
        }

        if (absent == numbers.Length)
            throw new ArgumentException($"{argument} has {numbers.Length} entries, none of them a number; a loss needs one.", argument);
        return numbers.ToArray();
    }

    private static string Range(double low, double high)
        => low == double.MinValue ? ""
            : FormattableString.Invariant($" and {(high == double.MaxValue ? $"at least {low}" : $"in [{low}, {high}]")}");

    /// <summary>Class counts given to a constructor.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="allowEmpty">Whether a class may have no examples.</param>
    /// <returns>The counts, to compute tables from.</returns>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    /// <exception cref="ArgumentException">Their number is not that of the classes or below 2.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is 0 where the loss needs examples of every class.</exception>
    public static double[] Counts(ClassCounts counts, int classes, bool allowEmpty) => Counts(counts, classes, allowEmpty, 2);

    /// <inheritdoc cref="Counts(ClassCounts, int, bool)"/>
    /// <param name="counts">The counts.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="allowEmpty">Whether a class may have no examples.</param>
    /// <param name="least">The least number of classes that the loss has a value for, 1 or 2.</param>
    /// <exception cref="ArgumentException">Their number is not that of the classes or below the least.</exception>
    public static double[] Counts(ClassCounts counts, int classes, bool allowEmpty, int least)
    {
        ArgumentNullException.ThrowIfNull(counts, "classCounts");
        if (classes != 0 && counts.Classes != classes)
            throw new ArgumentException($"classCounts has {counts.Classes} entries for {classes} classes.", "classCounts");
        AtLeast(least, counts.Classes, "classCounts");
        for (var k = 0; k < counts.Classes && !allowEmpty; k++)
        {
            if (counts[k] == 0)
                throw new ArgumentOutOfRangeException("classCounts", 0L,
                    $"classCounts[{k}] is 0: class {k} has no examples; this loss needs at least one of every class.");
        }

        return Array.ConvertAll(counts.AsSpan().ToArray(), static count => (double)count);
    }

    /// <summary>Checked class counts against a number of the declaration that exceeds them all.</summary>
    /// <param name="option">The parameter and attribute that give the number, for the message.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="number">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not below the number; the message names the class.</exception>
    public static void CountsBelow(string option, ReadOnlySpan<double> counts, double number)
    {
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] >= number)
                throw new ArgumentOutOfRangeException("classCounts", counts[k],
                    FormattableString.Invariant($"classCounts[{k}] is {counts[k]}; that of class {k} must be below {option}, {number}."));
        }
    }

    private static void AtLeast(int least, int classes, string argument)
    {
        if (classes < least)
            throw new ArgumentException(
                $"{argument} has {classes} entries; a loss needs at least {least} {(least == 1 ? "class" : "classes")}.", argument);
    }

    /// <summary>A matrix over labels and classes given to a constructor.</summary>
    /// <param name="argument">The name of the constructor's parameter.</param>
    /// <param name="matrix">The entries (C,C), row after row: the row is the label.</param>
    /// <param name="classes">The number of classes if something else tells it, else 0.</param>
    /// <param name="rule">What the entries must be.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">It is not square with at least 2 classes, or a column does not sum to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is infinite, NaN, or negative where that is no number of the
    /// kind.</exception>
    public static double[] Matrix(string argument, ReadOnlySpan<double> matrix, int classes, MatrixRule rule)
    {
        var side = classes != 0 ? classes : (int)Math.Round(Math.Sqrt(matrix.Length));
        if (matrix.Length != (long)side * side)
        {
            throw new ArgumentException(
                classes != 0 ? $"{argument} has {matrix.Length} entries, not {classes} × {classes} classes = {(long)classes * classes}."
                    : $"{argument} has {matrix.Length} entries, which is no square matrix.",
                argument);
        }

        if (side < 2)
            throw new ArgumentException($"{argument} has {matrix.Length} entries; a loss needs at least 2 classes.", argument);
        for (var i = 0; i < matrix.Length; i++)
        {
            if (!double.IsFinite(matrix[i]) || (rule != MatrixRule.Finite && matrix[i] < 0))
                throw new ArgumentOutOfRangeException(argument, matrix[i],
                    FormattableString.Invariant(
                        $"{argument}[{i / side}, {i % side}] is {matrix[i]}; it must be finite{(rule == MatrixRule.Finite ? "" : " and not negative")}."));
        }

        for (var k = 0; k < side && rule == MatrixRule.ColumnsSumToOne; k++)
        {
            var sum = 0.0;
            for (var label = 0; label < side; label++)
                sum += matrix[(label * side) + k];
            if (Math.Abs(sum - 1) > 1e-6)
                throw new ArgumentException(FormattableString.Invariant($"column {k} of {argument} sums to {sum:G12}; it must be 1."),
                    argument);
        }

        return matrix.ToArray();
    }
}
