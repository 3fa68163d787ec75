using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Weights of the outcomes of a binary head: of positives and negatives, overall or per class.</summary>
internal static class BinaryWeightRows
{
    public static readonly AttributeRow[] All =
    [
        new("AlphaBalance", Stage.Weight,
            new ParameterRow("Alpha") { Symbol = "α", Default = 0.25, Low = 0, LowOpen = true, High = 1, HighOpen = true,
                Binding = "AlphaFrom" })
        {
            ShapesTraining = true,
            Heads = Heads.Binary,
            SideWeight = (a, side) => side == Side.Positive ? a["Alpha"] : 1 - a["Alpha"],
            Formula = "α where t = 1, 1 − α where t = 0",
            Paper = "Lin et al. 2017, arXiv:1708.02002",
        },
        new("PositiveWeights", Stage.Weight)
        {
            Heads = Heads.Binary,
            SideWeight = (a, side) => side == Side.Positive ? a.Graph.Leaf(Op.ClassInput, "positiveWeights") : a.Constant(1),
            Needs = "positiveWeights",
            Formula = "w_k where t = 1",
        },
        new("GradientRatioWeights", Stage.Weight,
            new ParameterRow("Alpha") { Symbol = "α", Default = 4, Low = 0 },
            new ParameterRow("Gamma") { Symbol = "γ", Default = 12, Low = 0, LowOpen = true },
            new ParameterRow("Mu") { Symbol = "μ", Default = 0.8 })
        {
            ShapesTraining = true,
            Heads = Heads.Binary,
            SideWeight = (a, side) =>
            {
                // Arithmetic of the constructor, in double precision: e^x may overflow, and the weight is then 0.
                var excess = a["Gamma"] * (a.Graph.Leaf(Op.ClassInput, "gradientRatios") - a["Mu"]);
                return side == Side.Positive
                    ? a.Table("positiveWeight", 1 + (a["Alpha"] / (1 + Exp(excess))))
                    : a.Table("negativeWeight", 1 / (1 + Exp(-excess)));
            },
            Needs = "gradientRatios",
            Formula = "1 + α σ(−γ (r_k − μ)) where t = 1, σ(γ (r_k − μ)) where t = 0",
            Paper = "Tan et al. 2021, arXiv:2012.08548",
        },
    ];
}
