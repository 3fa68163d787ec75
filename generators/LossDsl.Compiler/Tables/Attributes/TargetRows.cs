using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that turn the losses of the labels into the loss of the row, each a linear map.</summary>
internal static class TargetRows
{
    public static readonly AttributeRow[] All =
    [
        new("LabelSmoothing", Stage.Target,
            new ParameterRow("Alpha") { Symbol = "α", Low = 0, High = 1, HighOpen = true, Neutral = 0, Binding = "AlphaFrom" })
        {
            Target = (a, loss) => ((1 - a["Alpha"]) * AtLabel(loss))
                + a.UnlessZero("Alpha", a["Alpha"] / a.Graph.Leaf(Op.ClassCount) * SumClass(loss)),
            Formula = "(1 − α) ℓ_y + (α/C) Σ_k ℓ_k",
            Paper = "Szegedy et al. 2016, arXiv:1512.00567",
        },
    ];
}
