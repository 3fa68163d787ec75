using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms that square scores.</summary>
internal static class SquaredTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("SquareLoss", Stage.BaseTerm,
            new("Kappa") { Symbol = "κ", Default = 1, Low = 0, LowOpen = true, Binding = "KappaFrom" },
            new("M") { Symbol = "M", Default = 1, Low = 0, LowOpen = true, Binding = "MFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Row = a =>
            {
                var error = a.Scope.Open(a.Scope.Scores) - (a["M"] * a.Scope.Target);
                return SumClass((1 + ((a["Kappa"] - 1) * a.Scope.Target)) * (error * error)) / a.Scope.OpenClasses;
            },
            Formula = "(1/C) (κ (s_y − M)² + Σ_(k≠y) s_k²)",
            Paper = "Hui & Belkin 2021, arXiv:2006.07322",
        },
        new("Squentropy", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Row = a =>
            {
                var score = a.Scope.Open(a.Scope.Scores);
                return a.Scope.Share.Of(-a.Scope.Probability.LogP) + (SumClass(a.Scope.Rest * (score * score)) / a.Scope.OtherClasses);
            },
            Formula = "−log p_y + (1/(C − 1)) Σ_(k≠y) s_k²",
            Paper = "Hui, Belkin & Wright 2023, arXiv:2302.03952",
        },
    ];
}
