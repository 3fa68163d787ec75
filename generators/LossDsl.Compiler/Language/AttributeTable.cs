using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>One row per attribute of the language, in the order in which they act.</summary>
public static class AttributeTable
{
    private static readonly AttributeRow[] Rows =
    [
        new("Loss", Stage.Loss,
            new("Head", ParameterKind.Choice) { Choices = ["Softmax", "Sigmoid", "Gumbel", "Identity"] },
            new("Classes") { Low = 1, SoftmaxLow = 2, High = int.MaxValue, Whole = true, Optional = true },
            new("IgnoreIndex") { Whole = true, Low = long.MinValue, High = long.MaxValue, Optional = true, ForLabels = true },
            new("For", ParameterKind.Choice) { Choices = ["Unspecified", "Accuracy", "BalancedAccuracy", "Probabilities", "None"],
                Heads = Heads.Classification },
            new("Counts", ParameterKind.Numbers) { Symbol = "n", Whole = true, Low = 1, High = int.MaxValue, Optional = true,
                EveryClass = true, Heads = Heads.Classification },
            new("Prior", ParameterKind.Numbers)
            {
                Symbol = "π", Low = 0, LowOpen = true, High = 1, HighOpen = true, Optional = true, EveryClass = true, Total = 1,
                Heads = Heads.Classification, Instead = "Counts",
            })
        {
            Heads = Heads.All,
        },
        new("Part", Stage.Part, new ParameterRow("Weight")
        {
            Role = ParameterRole.Coefficient, Symbol = "λ", Default = 1, Low = 0, Neutral = 0, Binding = "WeightFrom",
        })
        {
            Heads = Heads.All,
            Formula = "λ ℓ",
        },
        .. SamplingRows.All,
        .. RawScoreRows.All,
        .. NormalisedScoreRows.All,
        .. ScoreMarginRows.All,
        .. ScoreRows.All,
        .. ClassTemperatureRows.All,
        .. TaylorScoreRows.All,
        .. PriorScoreRows.All,
        .. BinaryScoreRows.All,
        .. ProbabilityRows.All,
        .. BinaryProbabilityRows.All,
        .. MatrixRows.Probabilities,
        .. BaseTermRows.All,
        .. RegressionTermRows.All,
        .. RegressionRobustRows.All,
        .. RegressionLikelihoodRows.All,
        .. RobustTermRows.All,
        .. AsymmetricTermRows.All,
        .. NormalizedTermRows.All,
        .. ProperTermRows.All,
        .. OtherClassTermRows.All,
        .. MatrixRows.Terms,
        .. SquaredTermRows.All,
        .. MarginTermRows.All,
        .. NumberTokenRows.Terms,
        .. BinaryTermRows.All,
        .. DetectionTermRows.All,
        .. ModulatorRows.All,
        .. SingleLabelModulatorRows.All,
        .. BinaryModulatorRows.All,
        .. MatrixRows.Targets,
        .. TargetRows.All,
        .. WeightRows.All,
        .. NumberTokenRows.Weights,
        .. BinaryWeightRows.All,
        .. RowWeightRows.All,
        .. RegulariserRows.All,
        .. EntropyRegulariserRows.All,
        .. LogitRegulariserRows.All,
        .. SelectionRows.All,
        .. AggregationRows.All,
    ];

    private static readonly Dictionary<string, AttributeRow> ByName = Rows.ToDictionary(row => row.Name);

    /// <summary>Every row.</summary>
    public static IReadOnlyList<AttributeRow> All => Rows;

    /// <summary>The row of an attribute, or null if the language has none of that name.</summary>
    public static AttributeRow? Find(string name) => ByName.TryGetValue(name, out var row) ? row : null;

    /// <summary>The position of a row in the canonical order.</summary>
    public static int Order(AttributeRow row) => System.Array.IndexOf(Rows, row);
}
