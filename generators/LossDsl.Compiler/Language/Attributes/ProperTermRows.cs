using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms by which the true probabilities are the best, and distances between distributions.</summary>
internal static class ProperTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("Brier", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Row = a => SumClass(a.Scope.Error * a.Scope.Error),
            Formula = "Σ_k (p_k − t_k)²",
            Paper = "Brier 1950",
        },
        new("Spherical", Stage.BaseTerm,
            new("Power") { Symbol = "α", Default = 2, Low = 1, LowOpen = true, High = 100, Binding = "PowerFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            // p_k/‖p‖_α is a power of the softmax of α s: 1 − of it needs no difference.
            Terms = (a, label) =>
                [new(OneMinusExp((a["Power"] - 1) / a["Power"] * LogSoftmax(a["Power"] * label.LogP)), a.Flag("Weighted", true))],
            Formula = "1 − (p/‖p‖_α)^(α−1)",
            Paper = "Gneiting & Raftery 2007",
        },
        new("TotalVariation", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Row = a => a.Scope.Share is { Given.IsLabel: true, Background: null }
                ? AtLabel(a.Scope.Probability.OneMinusP)
                : 0.5 * SumClass(Abs(a.Scope.Error)),
            Formula = "½ Σ_k |p_k − t_k|",
            Paper = "Ghosh et al. 2017, arXiv:1712.09482",
        },
        new("KullbackLeibler", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            NumbersOnly = true,
            ForIndicesToo = "CrossEntropy",
            Row = a => SumClass(Weigh(a.Scope.Target, Log(a.Scope.Target) - a.Scope.Probability.LogP)),
            Formula = "Σ_k t_k (log t_k − log p_k)",
            Paper = "Hinton et al. 2015, arXiv:1503.02531",
        },
    ];
}
