using System.Collections.Generic;
using System.Globalization;

namespace LossDsl.Compiler;

/// <summary>What kind of value a parameter of an attribute has.</summary>
public enum ParameterKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Several numbers.</summary>
    Numbers,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A member of an enumeration.</summary>
    Choice,
}

/// <summary>One parameter of an attribute.</summary>
/// <param name="Name">The property: "Gamma".</param>
/// <param name="Kind">What kind of value it has.</param>
public sealed record ParameterRow(string Name, ParameterKind Kind = ParameterKind.Number)
{
    /// <summary>How formulas write it: "γ".</summary>
    public string Symbol { get; init; } = Name;

    /// <summary>The value if it is not given; null if it must be.</summary>
    public double? Default { get; init; }

    /// <summary>The value that has no effect, if there is one: an error as a constant, allowed at run time.</summary>
    public double? Neutral { get; init; }

    /// <summary>The largest magnitude of a number without another bound: products of a few such fit in single precision.</summary>
    public const double Largest = 1e30;

    /// <summary>The lowest value.</summary>
    public double Low { get; init; } = -Largest;

    /// <summary>Whether the lowest value itself is excluded.</summary>
    public bool LowOpen { get; init; }

    /// <summary>The highest value.</summary>
    public double High { get; init; } = Largest;

    /// <summary>Whether the highest value itself is excluded.</summary>
    public bool HighOpen { get; init; }

    /// <summary>Whether it is a whole number.</summary>
    public bool Whole { get; init; }

    /// <summary>The members of the enumeration, of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The property that binds it to one of the class, or null if it is always a constant.</summary>
    public string? Binding { get; init; }

    /// <summary>Whether a constant is in range. A neutral value passes: that it has no effect is a message of its own.</summary>
    public bool Allows(double value)
        => !double.IsNaN(value) && !double.IsInfinity(value)
            && (value.Equals(Neutral) || ((LowOpen ? value > Low : value >= Low) && (HighOpen ? value < High : value <= High)));

    /// <summary>The range of constants in words.</summary>
    public string Range
    {
        get
        {
            var lowOpen = LowOpen || Low.Equals(Neutral);
            var highOpen = HighOpen || High.Equals(Neutral);
            var most = $"at most {Text(Largest)}";
            if (Low == -Largest && High == Largest)
                return $"{most} in magnitude";
            return High == Largest
                ? $"{(lowOpen ? "above" : "at least")} {Text(Low)} and {most}"
                : $"in {(lowOpen ? '(' : '[')}{Text(Low)}, {Text(High)}{(highOpen ? ')' : ']')}";
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
