using System;
using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms divided by their sum over all labels, which makes them symmetric: ℓ_k / Σ_j ℓ_j.</summary>
internal static class NormalizedTermRows
{
    private const string Paper = "Ma et al. 2020, arXiv:2006.13554";

    public static readonly AttributeRow[] All =
    [
        new("NormalizedCrossEntropy", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            Terms = Normalized((_, label) => -label.LogP),
            Formula = "log p/Σ_j log p_j",
            Paper = Paper,
        },
        new("NormalizedFocal", Stage.BaseTerm,
            new("Gamma") { Symbol = "γ", Default = 0.5, Low = 0, LowOpen = true, High = 100, Binding = "GammaFrom" },
            new("Gradient", ParameterKind.Choice) { Choices = ["Through", "Stop"] },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Terms = Normalized((a, label) =>
            {
                var factor = Pow(label.OneMinusP, a["Gamma"]);
                return -((a.Choice("Gradient", "Through") == "Stop" ? Stop(factor) : factor) * label.LogP);
            }),
            Formula = "(1 − p)^γ log p/Σ_j (1 − p_j)^γ log p_j",
            Paper = Paper,
        },
        new("NormalizedGeneralizedCrossEntropy", Stage.BaseTerm,
            new("Q") { Symbol = "q", Default = 0.7, Low = 0, LowOpen = true, High = 100, Binding = "QFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            // Over a q that is a property, so that of a tiny one neither sum underflows; of a constant the quotients cancel.
            Terms = Normalized((a, label) => a["Q"] is { Op: Op.Constant, Node.Value: > RobustTermRows.SmallQ } q
                ? OneMinusExp(q * label.LogP)
                : RobustTermRows.BoxCox(label.LogP, a["Q"])),
            Formula = "(1 − p^q)/Σ_j (1 − p_j^q)",
            Paper = Paper,
        },
    ];

    private static Func<AttributeArguments, LabelProbability, IEnumerable<LabelTerm>> Normalized(
        Func<AttributeArguments, LabelProbability, Expr> term)
        => (a, label) =>
        {
            var loss = term(a, label);
            return [new(loss / SumClass(a.Scope.ClassMask is { } mask ? Weigh(mask, loss) : loss), a.Flag("Weighted", true))];
        };
}
