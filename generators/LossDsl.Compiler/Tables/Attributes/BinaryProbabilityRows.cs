using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes on the probabilities of binary heads.</summary>
internal static class BinaryProbabilityRows
{
    public static readonly AttributeRow[] All =
    [
        new("ProbabilityShift", Stage.Probabilities,
            new ParameterRow("Margin") { Symbol = "m", Low = 0, High = 1, HighOpen = true, Neutral = 0, Binding = "MarginFrom" })
        {
            Heads = Heads.Binary,
            Probability = (a, label) =>
            {
                if (label.Side == Side.Positive)
                    return label;
                var shifted = Max(label.OneMinusP - a["Margin"], a.Constant(0));
                return new(Log1p(-shifted), 1 - shifted, shifted, Log(shifted), label.Side);
            },
            Formula = "where t_k = 0: p_k → max(p_k − m, 0)",
            Paper = "Ridnik et al. 2021, arXiv:2009.14119",
        },
        new("ProbabilityFloor", Stage.Probabilities,
            new ParameterRow("Lowest") { Symbol = "ε", Low = 0, LowOpen = true, High = 1, HighOpen = true })
        {
            Heads = Heads.Classification,
            Probability = (a, label) => label with { LogP = Max(label.LogP, Log(a["Lowest"])) },
            Formula = "log p → log max(p, ε)",
        },
    ];
}
