using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that add a component without class weights.</summary>
internal static class RegulariserRows
{
    public static readonly AttributeRow[] All =
    [
        new("LogSumExpPenalty", Stage.Regulariser,
            new ParameterRow("Coefficient") { Symbol = "λ", Low = 0, Neutral = 0, Binding = "CoefficientFrom" })
        {
            Regulariser = (a, scores) => a.UnlessZero("Coefficient", a["Coefficient"] * (LogSumExp(scores) * LogSumExp(scores))),
            Formula = "λ (log Σ_k exp s_k)²",
            Paper = "Chowdhery et al. 2022, arXiv:2204.02311",
        },
    ];
}
