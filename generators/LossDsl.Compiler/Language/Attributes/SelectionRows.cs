using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that say which rows count, by a number that is a constant for the gradient.</summary>
internal static class SelectionRows
{
    private const string Group = "rule for which rows count";

    public static readonly AttributeRow[] All =
    [
        new("HardestExamples", Stage.Selection,
            new("Fraction") { Symbol = "ρ", Low = 0, LowOpen = true, High = 1, Neutral = 1, Binding = "FractionFrom" },
            new("Count") { Symbol = "k", Low = 1, High = int.MaxValue, Whole = true },
            new("Key", ParameterKind.Choice) { Choices = ["Loss", "LabelProbability"] })
        {
            ExactlyOneOf = ["Fraction", "Count"],
            Group = Group,
            Key = (a, loss) => a.Choice("Key", "Loss") == "Loss" ? loss : -a.Scope.Given.Of(a.Scope.Probability.P),
            Selects = use => use["Count"] is null ? ("HardestFraction", "Fraction") : ("HardestCount", "Count"),
            Formula = "the rows with the largest keys",
            Paper = "Shrivastava et al. 2016, arXiv:1604.03540",
        },
        new("Confidence", Stage.Selection,
            new("Threshold") { Symbol = "θ", Low = 0, High = 1, LowOpen = true, HighOpen = true, Binding = "ThresholdFrom" },
            new("Keep", ParameterKind.Choice) { Choices = ["Above", "Below"] })
        {
            Group = Group,
            Key = (a, _) => Exp(MaxClass(LogSoftmax(a.Scope.Scores))),
            Selects = use => (use["Keep"]?.Choice ?? "Above", "Threshold"),
            Formula = "the rows with max_k p_k above θ",
            Paper = "Sohn et al. 2020, arXiv:2001.07685",
        },
    ];
}
