using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Modulators that ask which class is the label, whatever share smoothing gives to the others.</summary>
internal static class SingleLabelModulatorRows
{
    public static readonly AttributeRow[] All =
    [
        new("AsymmetricSingleLabel", Stage.Modulator,
            new("GammaPositive") { Symbol = "γ₊", Default = 0, Low = 0, High = 100, Binding = "GammaPositiveFrom" },
            new("GammaNegative") { Symbol = "γ₋", Default = 4, Low = 0, LowOpen = true, High = 100, Binding = "GammaNegativeFrom" })
        {
            LabelsOnly = true,
            Modulator = (a, label) => Select(a.Scope.IsLabel, Pow(label.OneMinusP, a["GammaPositive"]), Pow(label.P, a["GammaNegative"])),
            Formula = "(1 − p)^γ₊ at the label, p^γ₋ elsewhere",
            Paper = "Ridnik et al. 2021, arXiv:2009.14119",
        },
    ];
}
