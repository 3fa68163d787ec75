using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>One row per attribute of the language, in the order in which they act.</summary>
public static class AttributeTable
{
    private static readonly AttributeRow[] Rows =
    [
        new("Loss", Stage.Loss,
            new("Head", ParameterKind.Choice) { Choices = ["Softmax"] },
            new("Classes") { Low = 2, High = int.MaxValue, Whole = true },
            new("IgnoreIndex") { Whole = true, Low = long.MinValue, High = long.MaxValue }),
        .. ScoreRows.All,
        .. BaseTermRows.All,
        .. ModulatorRows.All,
        .. TargetRows.All,
        .. WeightRows.All,
        .. RegulariserRows.All,
        new("Mean", Stage.Aggregation, new ParameterRow("By", ParameterKind.Choice) { Choices = ["Default", "Valid", "WeightSum", "Batch", "External", "Torch"] }) { Formula = "Σ_i ℓ_i / denominator" },
        new("Sum", Stage.Aggregation) { Formula = "Σ_i ℓ_i" },
        new("NoReduction", Stage.Aggregation) { Formula = "ℓ_i" },
    ];

    private static readonly Dictionary<string, AttributeRow> ByName = Rows.ToDictionary(row => row.Name);

    /// <summary>Every row.</summary>
    public static IReadOnlyList<AttributeRow> All => Rows;

    /// <summary>The row of an attribute, or null if the language has none of that name.</summary>
    public static AttributeRow? Find(string name) => ByName.TryGetValue(name, out var row) ? row : null;

    /// <summary>The position of a row in the canonical order.</summary>
    public static int Order(AttributeRow row) => System.Array.IndexOf(Rows, row);
}
