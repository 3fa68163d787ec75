using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Numbers per class on their way from the buffers of a module back to the constructor of its loss.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassNumbers
{
    /// <summary>Class counts.</summary>
    /// <param name="name">The name of the buffer.</param>
    /// <param name="values">Its numbers.</param>
    /// <exception cref="ArgumentException">A number is no whole number; the message names it.</exception>
    public static ClassCounts Counts(string name, double[] values)
    {
        var counts = new long[values.Length];
        for (var k = 0; k < counts.Length; k++)
        {
            counts[k] = Math.Abs(values[k]) < 1L << 53 && Math.Floor(values[k]) == values[k]
                ? (long)values[k]
                : throw new ArgumentException(
                    FormattableString.Invariant($"{name}[{k}] is {values[k]}; the count of a class is a whole number."), name);
        }

        return new ClassCounts(counts);
    }
}
