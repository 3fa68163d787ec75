using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that multiply the loss of a row or an element by a factor of its own.</summary>
internal static class RowWeightRows
{
    public static readonly AttributeRow[] All =
    [
        new("InfluenceBalance", Stage.RowWeight,
            new ParameterRow("Alpha") { Symbol = "α", Default = 1000, Low = 0, LowOpen = true, Binding = "AlphaFrom" },
            new ParameterRow("Epsilon") { Symbol = "ε", Default = 1e-3, Low = 1e-30 },
            new ParameterRow("Gradient", ParameterKind.Choice) { Choices = ["Through", "Stop"] })
        {
            ShapesTraining = true,
            Heads = Heads.Softmax,
            RowWeight = a =>
            {
                var influence = SumClass(Abs(a.Scope.Error)) * a.Graph.Input(InputTable.FeatureNorms);
                var factor = a["Alpha"] / (influence + a["Epsilon"]);
                return a.Choice("Gradient", "Through") == "Stop" ? Stop(factor) : factor;
            },
            Formula = "α/(f Σ_k |p_k − t_k| + ε)",
            Paper = "Park et al. 2021, arXiv:2110.02444",
        },
        new("Equalization", Stage.RowWeight,
            new ParameterRow("Threshold") { Symbol = "λ", Low = 0, LowOpen = true, High = 1 })
        {
            ShapesTraining = true,
            Heads = Heads.Binary,
            RowWeight = a =>
            {
                var given = a.Scope.Given;
                var rare = a.Table("rare",
                    Select(Less(a.Graph.Leaf(Op.ClassInput, "frequencies"), a["Threshold"]), a.Constant(1), a.Constant(0)));
                var foreground = given.IsLabel ? a.Constant(1)
                    : Select(Less(a.Constant(0), SumClass(given.PerClass)), a.Constant(1), a.Constant(0));
                return 1 - (foreground * rare * (1 - given.PerClass));
            },
            Needs = "frequencies",
            Formula = "t_k where f_k < λ, in rows with a positive",
            Paper = "Tan et al. 2020, arXiv:2003.05176",
        },
        new("Rebalancing", Stage.RowWeight,
            new ParameterRow("Alpha") { Symbol = "α", Default = 0.1, Low = 0 },
            new ParameterRow("Beta") { Symbol = "β", Default = 10, Low = 0, LowOpen = true },
            new ParameterRow("Mu") { Symbol = "μ", Default = 0.2 })
        {
            ShapesTraining = true,
            Heads = Heads.Binary,
            RowWeight = a =>
            {
                var inverse = a.Table("inverse", 1 / a.Counts);
                // A row without positives has an infinite share, whose logistic function is 1.
                var share = inverse / a.Scope.Given.Of(inverse);
                return a["Alpha"] + Exp(LogSigmoid(a["Beta"] * (share - a["Mu"])));
            },
            Needs = "counts",
            Formula = "α + σ(β (r_k − μ)), r_k = (1/n_k)/Σ_j t_j/n_j",
            Paper = "Wu et al. 2020, arXiv:2007.09654",
        },
    ];
}
