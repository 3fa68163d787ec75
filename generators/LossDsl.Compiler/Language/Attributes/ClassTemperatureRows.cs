using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that scale the scores of each class by a number of its own.</summary>
internal static class ClassTemperatureRows
{
    public static readonly AttributeRow[] All =
    [
        new("ClassTemperatures", Stage.Scores)
        {
            Heads = Heads.Classification,
            Scores = (a, z) => z / a.Graph.Leaf(Op.ClassInput, "temperatures"),
            Needs = "temperatures",
            Formula = "s_k = z_k/T_k",
        },
        new("ClassDependentTemperature", Stage.Scores,
            new ParameterRow("Gamma") { Symbol = "γ", Default = 0.3, Neutral = 0, Low = -10, High = 10, Binding = "GammaFrom" })
        {
            ShapesTraining = true,
            // (n_k/n_max)^γ is 1 for the largest class and needs no quotient per element.
            Scores = (a, z) => a.Table("d", Pow(a.Counts / MaxClass(a.Counts), a["Gamma"])) * z,
            Needs = "counts",
            Formula = "s_k = z_k (n_k/n_max)^γ",
            Paper = "Ye et al. 2020, arXiv:2001.01385; Kini et al. 2021, arXiv:2103.01550",
        },
    ];
}
