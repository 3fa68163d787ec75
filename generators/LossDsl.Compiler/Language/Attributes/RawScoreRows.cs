using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes from logits to raw scores.</summary>
internal static class RawScoreRows
{
    public static readonly AttributeRow[] All =
    [
        new("Softcap", Stage.RawScores, new ParameterRow("Cap") { Symbol = "c", Low = 1e-30, Binding = "CapFrom" })
        {
            Caps = "Cap",
            Heads = Heads.Classification,
            Scores = (a, z) => a["Cap"] * Tanh(z / a["Cap"]),
            Formula = "c tanh(z_k/c)",
            Paper = "Bello et al. 2017, arXiv:1611.09940; Gemma 2, arXiv:2408.00118",
        },
        new("ClassMask", Stage.RawScores)
        {
            Excludes =
            [
                ("PriorSmoothing", "the prior gives a share to classes that are masked"),
                ("TargetMatrix", "the matrix gives a share to classes that are masked"),
            ],
            ClassMask = a => a.Graph.Input(InputTable.ClassMask),
            Scores = (a, z) => Select(Equal(a.Scope.ClassMask!.Value, a.Constant(0)), a.Constant(double.NegativeInfinity), z),
            Formula = "z_k if m_k ≠ 0 else −∞",
        },
    ];
}
