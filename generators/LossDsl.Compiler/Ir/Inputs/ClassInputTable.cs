using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Numbers per class that a constructor takes.</summary>
/// <param name="Name">The name in the IR and in generated code.</param>
/// <param name="Argument">The constructor's parameter; not the name, which the checked copy has.</param>
/// <param name="Symbol">How formulas write it.</param>
/// <param name="Meaning">What it is, in the words of formulas.</param>
/// <param name="Description">What it is and what it may be, for the constructor's documentation.</param>
public sealed record ClassInputRow(string Name, string Argument, string Symbol, string Meaning, string Description)
{
    /// <summary>The least number.</summary>
    public double Low { get; init; } = double.MinValue;

    /// <summary>The largest number.</summary>
    public double High { get; init; } = double.MaxValue;

    /// <summary>Whether a class may have none, which NaN says.</summary>
    public bool MayBeAbsent { get; init; }
}

/// <summary>One row per kind of number per class, in the order of the constructor's parameters.</summary>
public static class ClassInputTable
{
    /// <summary>The class counts, which have a type of their own.</summary>
    public const string Counts = "counts";

    /// <summary>The class weights.</summary>
    public const string Weights = "weights";

    /// <summary>The weights of labels that apply.</summary>
    public const string PositiveWeights = "positiveWeights";

    private static readonly ClassInputRow[] Rows =
    [
        new(Counts, "classCounts", "n", "the class counts", "How many training examples each class has."),
        new(Weights, "classWeights", "w", "the class weights", "One weight per class, finite and not negative; copied."),
        new(PositiveWeights, "classPositiveWeights", "w⁺", "the positive weights",
            "One weight per class for where its label applies, finite and not negative; copied.") { Low = 0 },
        new("frequencies", "classFrequencies", "f", "the class frequencies", "The frequency of each class, in [0, 1]; copied.") { Low = 0,
            High = 1 },
        new("gradientRatios", "classGradientRatios", "g", "the gradient ratios",
            "Per class the gradients of positives over those of negatives, finite and not negative; copied.") { Low = 0 },
        new("temperatures", "classTemperatures", "T", "the class temperatures",
            "The temperature of each class, from 1e-30 to 1e30; copied.") { Low = 1e-30, High = 1e30 },
        new("values", "classValues", "v", "the numbers of the classes",
            "The number that each class stands for, NaN for none; copied.") { MayBeAbsent = true },
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<ClassInputRow> All => Rows;

    /// <summary>Whether numbers are weights, of which one of 0 takes its class, or its positive side, out of the risk.</summary>
    public static bool IsWeight(string name) => name is Weights or PositiveWeights;

    /// <summary>The row of that name.</summary>
    public static ClassInputRow Row(string name) => Rows.First(row => row.Name == name);
}
