using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The asymmetric losses for noisy labels: each a decreasing function of the label's probability, 0 at p = 1 but for the
/// exponential.
/// </summary>
internal static class AsymmetricTermRows
{
    private const string Paper = "Zhou et al. 2021, arXiv:2106.03110";

    public static readonly AttributeRow[] All =
    [
        new("AsymmetricGeneralizedCrossEntropy", Stage.BaseTerm,
            new("A") { Symbol = "a", Default = 1, Low = 0, LowOpen = true, Binding = "AFrom" },
            new("Q") { Symbol = "q", Default = 2, Low = 0, LowOpen = true, High = 100, Binding = "QFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) =>
            {
                var whole = 1 + a["A"];
                var log = RobustTermRows.LogMixture(label, a["A"] / whole, 1 / whole);
                return [new(Pow(whole, a["Q"]) * RobustTermRows.BoxCox(log, a["Q"]), a.Flag("Weighted", true))];
            },
            Formula = "((1 + a)^q − (a + p)^q)/q",
            Paper = Paper,
        },
        new("AsymmetricUnhinged", Stage.BaseTerm,
            new("A") { Symbol = "a", Default = 3, Low = 1, LowOpen = true, Binding = "AFrom" },
            new("Q") { Symbol = "q", Default = 0.7, Low = 0, LowOpen = true, High = 100, Binding = "QFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) =>
            {
                var least = a["A"] - 1;
                var log = Log1p(label.OneMinusP / least);
                return [new(-(Pow(least, a["Q"]) * RobustTermRows.BoxCox(log, a["Q"])), a.Flag("Weighted", true))];
            },
            Formula = "((a − p)^q − (a − 1)^q)/q",
            Paper = Paper,
        },
        new("AsymmetricExponential", Stage.BaseTerm,
            new("A") { Symbol = "a", Default = 3, Low = 0, LowOpen = true, Binding = "AFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) => [new(Exp(-(label.P / a["A"])), a.Flag("Weighted", true))],
            Formula = "e^(−p/a)",
            Paper = Paper,
        },
    ];
}
