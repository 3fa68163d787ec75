using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Modulators that differ between the outcomes of a binary head.</summary>
internal static class BinaryModulatorRows
{
    public static readonly AttributeRow[] All =
    [
        new("AsymmetricFocus", Stage.Modulator,
            new("Positive") { Symbol = "γ⁺", Default = 1, Low = 0, High = 100, Binding = "PositiveFrom" },
            new("Negative") { Symbol = "γ⁻", Default = 4, Low = 0, High = 100, Binding = "NegativeFrom" },
            new("Gradient", ParameterKind.Choice) { Choices = ["Through", "Stop"] })
        {
            Heads = Heads.Binary,
            Modulator = (a, label) =>
            {
                var factor = Pow(label.OneMinusP, a[label.Side == Side.Positive ? "Positive" : "Negative"]);
                return a.Choice("Gradient", "Through") == "Stop" ? Stop(factor) : factor;
            },
            Formula = "(1 − p)^γ⁺ where t = 1, p^γ⁻ where t = 0",
            Paper = "Ridnik et al. 2021, arXiv:2009.14119",
        },
    ];
}
