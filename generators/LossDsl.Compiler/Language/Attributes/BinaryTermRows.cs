using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of multi-label classification, and of one label against all others.</summary>
internal static class BinaryTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("Hill", Stage.BaseTerm,
            new("Lambda") { Symbol = "λ", Default = 1.5, Low = 1 },
            new("Gamma") { Symbol = "γ", Default = 2, Low = 0, High = 100 },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Binary,
            Terms = (a, label) =>
            [
                new(label.Side == Side.Positive
                    ? -(Pow(label.OneMinusP, a["Gamma"]) * label.LogP)
                    : (a["Lambda"] - label.OneMinusP) * Pow(label.OneMinusP, a.Constant(2)), a.Flag("Weighted", true)),
            ],
            Formula = "−(1 − p)^γ log p where t = 1, (λ − p) p² where t = 0",
            Paper = "Zhang et al. 2021, arXiv:2112.07368",
        },
        new("OneVersusRestCrossEntropy", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Row = a =>
            {
                var p = a.Scope.Probability;
                return -SumClass(a.Scope.OfSides(p.LogP, p.LogOneMinusP));
            },
            Formula = "−Σ_k (t_k log p_k + (1 − t_k) log(1 − p_k))",
        },
    ];
}
