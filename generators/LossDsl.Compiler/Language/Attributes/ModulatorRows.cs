using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that multiply every base term, from the unweighted probability of the same label.</summary>
internal static class ModulatorRows
{
    public static readonly AttributeRow[] All =
    [
        new("Focal", Stage.Modulator,
            new("Gamma") { Symbol = "γ", Default = 2, Low = 0, High = 100, Neutral = 0, Binding = "GammaFrom" },
            new("Gradient", ParameterKind.Choice) { Choices = ["Through", "Stop"] })
        {
            Heads = Heads.Classification,
            Modulator = (a, label) =>
            {
                var factor = Pow(label.OneMinusP, a["Gamma"]);
                return a.Choice("Gradient", "Through") == "Stop" ? Stop(factor) : factor;
            },
            Formula = "(1 − p)^γ",
            Paper = "Lin et al. 2017, arXiv:1708.02002",
        },
    ];
}
