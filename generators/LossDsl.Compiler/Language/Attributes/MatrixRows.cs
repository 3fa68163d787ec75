using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Attributes with a matrix (C,C) that is given at construction; the row of it that belongs to the label is read, so they
/// have a meaning for class indices only.
/// </summary>
internal static class MatrixRows
{
    private const string OfTheLabelOnly = "it gives the probability of the observed label alone, and this term sums over the labels";

    public static readonly AttributeRow[] Probabilities =
    [
        new("NoiseMatrix", Stage.Probabilities)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            NeedsMatrix = "noiseMatrix",
            MatrixRule = "ColumnsSumToOne",
            Excludes =
            [
                ("NormalizedCrossEntropy", OfTheLabelOnly), ("NormalizedFocal", OfTheLabelOnly),
                ("NormalizedGeneralizedCrossEntropy", OfTheLabelOnly), ("Spherical", OfTheLabelOnly), ("Bootstrapping", OfTheLabelOnly),
            ],
            Probability = (a, label) =>
                LabelProbability.OfLog(LogSumExp(Log(a.Graph.Leaf(Op.MatrixRow, "noiseMatrix")) + label.LogP), label.Side),
            Formula = "p̃_y = Σ_k M_yk p_k",
            Paper = "Patrini et al. 2017, arXiv:1609.03683",
        },
    ];

    public static readonly AttributeRow[] Terms =
    [
        new("ExpectedCost", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            NeedsMatrix = "costMatrix",
            MatrixRule = "NonNegative",
            Row = a => SumClass(a.Graph.Leaf(Op.MatrixRow, "costMatrix") * a.Scope.Probability.P),
            Formula = "Σ_k M_yk p_k",
            Paper = "Elkan 2001",
        },
    ];

    public static readonly AttributeRow[] Targets =
    [
        new("TargetMatrix", Stage.Target)
        {
            LabelsOnly = true,
            NeedsMatrix = "targetMatrix",
            Target = (a, share) => share with { Given = GivenTargets.Numbers(a.Graph.Leaf(Op.MatrixRow, "targetMatrix")) },
            Formula = "Σ_k M_yk ℓ_k",
            Paper = "Patrini et al. 2017, arXiv:1609.03683",
        },
    ];
}
