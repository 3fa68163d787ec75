using System;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Reference;

/// <summary>Which rows a declared selection takes, from a key per row.</summary>
internal static class Selecting
{
    /// <summary>One flag per row.</summary>
    /// <param name="selection">The attribute that selects.</param>
    /// <param name="keys">The key of each row, NaN being the largest.</param>
    /// <param name="counting">Which rows there are to choose from.</param>
    /// <param name="properties">The values of bound properties.</param>
    public static bool[] Run(AttributeUse selection, double[] keys, Counting counting, Func<string, double> properties)
    {
        double? Number(string name)
            => selection[name]?.Numbers?[0] ?? (selection[name + "From"]?.Bound is { } bound ? properties(bound.Name) : null);

        if (Number("Threshold") is { } threshold)
        {
            var above = selection["Keep"]?.Choice != "Below";
            return [.. keys.Select(key => above ? key > threshold || double.IsNaN(key) : key < threshold)];
        }

        // A product that rounding has lifted a little above a whole number counts as that number.
        var count = Number("Count") ?? Math.Ceiling((Number("Fraction")!.Value * counting.Valid) - 1e-9);
        var taken = Enumerable.Range(0, keys.Length)
            .Where(row => counting[row])
            .OrderByDescending(row => double.IsNaN(keys[row]))
            .ThenByDescending(row => keys[row])
            .ThenBy(row => row)
            .Take((int)Math.Min(count, keys.Length))
            .ToHashSet();
        return [.. Enumerable.Range(0, keys.Length).Select(taken.Contains)];
    }
}
