using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that reward or punish how sure the probabilities are, whatever the targets.</summary>
internal static class EntropyRegulariserRows
{
    public static readonly AttributeRow[] All =
    [
        new("ConfidencePenalty", Stage.Regulariser,
            new ParameterRow("Coefficient") { Role = ParameterRole.Coefficient, Symbol = "λ", Neutral = 0, Binding = "CoefficientFrom" })
        {
            Heads = Heads.Classification,
            Regulariser = a =>
            {
                Expr Share(Side side) => Weigh(a.Scope.Of(side).P, a.Scope.Of(side).LogP);
                var negativeEntropy = a.Scope.Head == Heads.Softmax
                    ? SumClass(Share(Side.Only))
                    : Share(Side.Positive) + Share(Side.Negative);
                return a.UnlessZero("Coefficient", a["Coefficient"] * negativeEntropy);
            },
            Formula = "λ Σ_k p_k log p_k",
            Paper = "Pereyra et al. 2017, arXiv:1701.06548",
        },
    ];
}
