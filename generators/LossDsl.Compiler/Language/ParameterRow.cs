using System.Collections.Generic;
using System.Globalization;
using System.Linq;

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

/// <summary>What a parameter does for an attribute as a whole.</summary>
public enum ParameterRole
{
    /// <summary>It is a number of the attribute's own formula.</summary>
    Value,

    /// <summary>The epoch from which the attribute acts.</summary>
    From,

    /// <summary>Over how many epochs from there its effect rises.</summary>
    Ramp,

    /// <summary>What the whole attribute is multiplied by.</summary>
    Coefficient,
}

/// <summary>One parameter of an attribute.</summary>
/// <param name="Name">The property: "Gamma".</param>
/// <param name="Kind">What kind of value it has.</param>
public sealed record ParameterRow(string Name, ParameterKind Kind = ParameterKind.Number)
{
    /// <summary>How formulas write it: "γ".</summary>
    public string Symbol { get; init; } = Name;

    /// <summary>What it does for the attribute as a whole.</summary>
    public ParameterRole Role { get; init; }

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

    /// <summary>Whether it may be left out although it has no default.</summary>
    public bool Optional { get; init; }

    /// <summary>The heads for which it has a meaning.</summary>
    public Heads Heads { get; init; } = Heads.All;

    /// <summary>Whether it has a meaning for class indices as targets only.</summary>
    public bool ForLabels { get; init; }

    /// <summary>The lowest value for a softmax head, if it is another.</summary>
    public double? SoftmaxLow { get; init; }

    /// <summary>What must stand beside the attribute, lest this argument have no effect.</summary>
    public Requirement? Needs { get; init; }

    /// <summary>What this argument contradicts.</summary>
    public IReadOnlyList<Exclusion> Excludes { get; init; } = [];

    /// <summary>Another argument of the same attribute beside which this one has no effect, with the reason.</summary>
    public (string Argument, string Reason)? Overruled { get; init; }

    /// <summary>A flag of the same attribute that admits values above 0 only, with the reason.</summary>
    public (string Flag, string Reason)? PositiveWith { get; init; }

    /// <summary>An attribute that has the values from 1 to the length of its list already.</summary>
    public (string Attribute, string List)? TakenBy { get; init; }

    /// <summary>The choice of the same attribute for which alone it has a meaning, with the reason.</summary>
    public (string Argument, string Choice, string Reason)? OnlyWith { get; init; }

    /// <summary>Whether it is a list of coefficients, of which the last must not be 0.</summary>
    public bool Coefficients { get; init; }

    /// <summary>Whether it is a list of one number for every class, or of one per class, which then says how many there are.</summary>
    public bool PerClass { get; init; }

    /// <summary>Whether it is a list of one number per class, which then says how many there are.</summary>
    public bool EveryClass { get; init; }

    /// <summary>What the numbers of a list must add up to, within 1e-6; null for whatever they do.</summary>
    public double? Total { get; init; }

    /// <summary>Another parameter of the same attribute that says the same in another way.</summary>
    public string? Instead { get; init; }

    /// <summary>The list of the same attribute that must be as long as this one.</summary>
    public string? AsLongAs { get; init; }

    /// <summary>The most numbers that a list may have.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The number of the same attribute that this one must exceed.</summary>
    public string? Above { get; init; }

    /// <summary>Whether it must exceed the count of every class.</summary>
    public bool AboveCounts { get; init; }

    /// <summary>What some choices need.</summary>
    public IReadOnlyList<ChoiceLimit> Limits { get; init; } = [];

    /// <summary>The members of the enumeration that a head has.</summary>
    public IEnumerable<string> ChoicesOf(Heads head)
        => Choices.Where(choice => !Limits.Any(limit => limit.Choice == choice && (limit.Heads & head) == 0));

    /// <summary>The row with the range that holds for a head, and for a use with these arguments.</summary>
    public ParameterRow For(Heads head, AttributeUse use)
    {
        var row = SoftmaxLow is { } low && head == Heads.Softmax ? this with { Low = low } : this;
        return PositiveWith is { } positive && use[positive.Flag]?.Flag == true ? row with { Low = 0, LowOpen = true } : row;
    }

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
