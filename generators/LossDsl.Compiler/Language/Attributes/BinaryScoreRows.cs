using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes on the scores of binary heads.</summary>
internal static class BinaryScoreRows
{
    public static readonly AttributeRow[] All =
    [
        new("ScoreClamp", Stage.RawScores,
            new("Low"),
            new("High") { Above = "Low" })
        {
            Heads = Heads.Binary,
            Scores = (a, z) => Min(Max(z, a["Low"]), a["High"]),
            Formula = "s_k = min(max(z_k, low), high)",
            Paper = "Alexandridis et al. 2022, arXiv:2207.09809",
        },
        new("PositiveMargin", Stage.MarginedScores,
            new ParameterRow("Margin") { Symbol = "m", Neutral = 0, Binding = "MarginFrom" })
        {
            Heads = Heads.Binary,
            Scores = (a, s) => s - (a["Margin"] * a.Scope.Given.PerClass),
            Formula = "s_k − m t_k",
            Paper = "Zhang et al. 2021, arXiv:2112.07368",
        },
        new("LogOddsAdjustment", Stage.Scores,
            new ParameterRow("Tau") { Symbol = "τ", Default = 1, Neutral = 0, Binding = "TauFrom" },
            new ParameterRow("Samples") { Symbol = "N", Low = 1, High = 1L << 53, Whole = true, AboveCounts = true })
        {
            ShapesTraining = true,
            Heads = Heads.Binary,
            Scores = (a, s) => s + a.Table("b", a["Tau"] * (Log(a.Counts) - Log(a["Samples"] - a.Counts))),
            Needs = "counts",
            Formula = "s_k + τ log(n_k/(N − n_k))",
            Paper = "Wu et al. 2020, arXiv:2007.09654",
        },
        new("NegativeTolerance", Stage.Scores,
            new ParameterRow("Scale") { Symbol = "λ", Low = 0, LowOpen = true, Neutral = 1, Binding = "ScaleFrom" })
        {
            Heads = Heads.Binary,
            Scores = (a, s) => a.Scope.Given.IsLabel
                ? Select(a.Scope.IsLabel, s, a["Scale"] * s)
                : (a.Scope.Given.PerClass + (a["Scale"] * (1 - a.Scope.Given.PerClass))) * s,
            SideWeight = (a, side) => side == Side.Positive ? a.Constant(1) : 1 / a["Scale"],
            Formula = "s_k (t_k + λ (1 − t_k)), ℓ⁻/λ",
            Paper = "Wu et al. 2020, arXiv:2007.09654",
        },
    ];
}
