using System;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes from normalised to margined scores: they lower the score of the label.</summary>
internal static class ScoreMarginRows
{
    private const string Group = "margin of its scores";

    public static readonly AttributeRow[] All =
    [
        new("AdditiveMargin", Stage.MarginedScores, new ParameterRow("Margin") { Symbol = "m", Neutral = 0, Binding = "MarginFrom" })
        {
            LabelsOnly = true,
            Group = Group,
            Scores = (a, z) => Select(a.Scope.IsLabel, z - a["Margin"], z),
            Formula = "z_k − m [k = y]",
            Paper = "Wang et al. 2018, arXiv:1801.09414",
        },
        new("LabelDistributionMargin", Stage.MarginedScores,
            new("Max") { Symbol = "m", Default = 0.5, Low = 0, Neutral = 0, Binding = "MaxFrom" },
            new("Power") { Symbol = "a", Default = 0.25, Low = 0, LowOpen = true, High = 10 })
        {
            LabelsOnly = true,
            Group = Group,
            Scores = (a, z) =>
            {
                var rarity = Pow(a.Counts, -a["Power"]);
                return Select(a.Scope.IsLabel, z - a.Table("m", a["Max"] * (rarity / MaxClass(rarity))), z);
            },
            Needs = "counts",
            Formula = "z_k − m (n_min/n_k)^a [k = y]",
            Paper = "Cao et al. 2019, arXiv:1906.07413",
        },
        new("AngularMargin", Stage.MarginedScores,
            new("Margin") { Symbol = "m", Default = 0.5, Low = 0, LowOpen = true, High = Math.PI },
            new("Beyond", ParameterKind.Choice) { Choices = ["Linear", "Easy", "Unchanged"] },
            new("Clip") { Symbol = "ε", Default = 1e-7, Low = 1e-7, High = 0.1 },
            new("Gradient", ParameterKind.Choice) { Choices = ["Through", "Stop"] })
        {
            LabelsOnly = true,
            TakesCosines = true,
            Group = Group,
            Scores = (a, z) =>
            {
                var atLabel = Rotated(a, z);
                return Select(a.Scope.IsLabel, a.Choice("Gradient", "Through") == "Stop" ? z + Stop(atLabel - z) : atLabel, z);
            },
            Formula = "cos(arccos z_k + m [k = y])",
            Paper = "Deng et al. 2019, arXiv:1801.07698",
        },
    ];

    /// <summary>cos(θ + m) from cos θ, as far as it falls with θ; beyond that as the attribute says.</summary>
    private static Expr Rotated(AttributeArguments a, Expr z)
    {
        var margin = a["Margin"].Node.Value;
        // By what |cos θ| leaves of 1, which is exact where it is little: a bound next to 1 is not what single precision has for it.
        var apart = 1 - Abs(z);
        var inside = Less(a["Clip"], apart);
        var largest = a.Constant(1 - a["Clip"].Node.Value);
        var cosine = Select(inside, z, Select(Less(z, a.Constant(0)), -largest, largest));
        var rest = Select(inside, apart, a["Clip"]);
        var rotated = (Math.Cos(margin) * cosine) - (Math.Sin(margin) * Sqrt(rest * (2 - rest)));
        return a.Choice("Beyond", "Linear") switch
        {
            "Linear" => Select(Less(a.Constant(-Math.Cos(margin)), cosine), rotated, cosine - (margin * Math.Sin(margin))),
            "Easy" => Select(Less(a.Constant(0), cosine), rotated, cosine),
            _ => rotated,
        };
    }
}
