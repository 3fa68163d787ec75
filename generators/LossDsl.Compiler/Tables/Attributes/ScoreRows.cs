using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes from raw to adjusted scores.</summary>
internal static class ScoreRows
{
    public static readonly AttributeRow[] All =
    [
        new("Temperature", Stage.Scores,
            new ParameterRow("Value") { Symbol = "T", Low = 1e-30, Neutral = 1, Binding = "ValueFrom" })
        {
            Scores = (a, z) => z / a["Value"],
            Formula = "s_k = z_k/T",
        },
        new("LogitAdjustment", Stage.Scores,
            new("Tau") { Symbol = "τ", Default = 1, Neutral = 0, Binding = "TauFrom" },
            new("Epsilon") { Symbol = "ε", Default = 0, Low = 0, High = 1, HighOpen = true },
            new("AllowEmptyClasses", ParameterKind.Flag))
        {
            Scores = (a, z) => z + a.Table("b", a["Epsilon"].Is(0)
                ? a["Tau"] * Log(a.Prior)
                : Log(Pow(a.Prior, a["Tau"]) + a["Epsilon"])),
            Needs = "counts",
            Formula = "s_k = z_k + τ log π_k",
            Paper = "Menon et al. 2021, arXiv:2007.07314",
        },
    ];
}
