using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Checks on what users give to generated classes; the messages name property or argument, index and value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Check
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
        throw new ArgumentOutOfRangeException(property, value,
            FormattableString.Invariant($"{loss}.{property} is {value}; it must be finite and in {range}."));
    }

    /// <summary>The steps in which a loss is aggregated: innermost axis first, each axis once, nothing after all of them.</summary>
    internal static AggregationStep[][] Steps(string loss, AggregationStep[][] steps)
    {
        foreach (var component in steps)
        {
            for (var i = 0; i < component.Length; i++)
            {
                if (component[i].Reduction == Reduction.None)
                    throw new ArgumentException($"{loss}: a step over {component[i].Axis} neither adds nor divides.");
                if (i > 0 && Rank(component[i].Axis) <= Rank(component[i - 1].Axis))
                    throw new ArgumentException(
                        $"{loss}: a step over {component[i].Axis} cannot follow one over {component[i - 1].Axis}; the innermost axis "
                            + "comes first.");
            }
        }

        return steps;

        static int Rank(Axis axis) => axis == Axis.All ? int.MaxValue : (int)axis;
    }
}
