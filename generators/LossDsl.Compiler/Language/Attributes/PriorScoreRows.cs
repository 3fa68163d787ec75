using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes that adjust the scores to the class counts.</summary>
internal static class PriorScoreRows
{
    public static readonly AttributeRow[] All =
    [
        new("LogitAdjustment", Stage.Scores,
            new("Tau")
            {
                Symbol = "τ", Default = 1, Neutral = 0, Binding = "TauFrom",
                PositiveWith = ("AllowEmptyClasses", "where empty classes are allowed, whose score is −∞"),
            },
            new("Epsilon") { Symbol = "ε", Default = 0, Low = 0, High = 1, HighOpen = true },
            new("AllowEmptyClasses", ParameterKind.Flag)
            {
                Overruled = ("Epsilon", "with Epsilon an empty class has the finite score log ε"),
                Excludes =
                [
                    new(row => row.Stage == Stage.Target, "smoothing towards an empty class, whose score is −∞, has no finite loss"),
                    new(row => row is { Stage: Stage.Weight, Needs: "counts" }, "an empty class has no finite weight"),
                    new(row => row.Stage == Stage.Sampling, "a sampler has no rows of an empty class to draw"),
                ],
            })
        {
            ShapesTraining = true,
            Corrects = new(Correction.Scores, "Tau"),
            Scores = (a, z) => z + a.Table("b", a["Epsilon"].Is(0)
                ? a["Tau"] * Log(a.Prior)
                : Log(Pow(a.Prior, a["Tau"]) + a["Epsilon"])),
            Needs = "counts",
            Formula = "s_k = z_k + τ log π_k",
            Paper = "Menon et al. 2021, arXiv:2007.07314",
        },
        new("Seesaw", Stage.Scores,
            new("P") { Symbol = "p", Default = 0.8, Low = 0, High = 100, Binding = "PFrom" },
            new("Q") { Symbol = "q", Default = 2, Low = 0, High = 100, Binding = "QFrom" },
            new("Epsilon") { Symbol = "ε", Default = 0.01, Low = 1e-30, High = 1 })
        {
            ShapesTraining = true,
            LabelsOnly = true,
            Scores = (a, z) =>
            {
                var logCount = a.Table("logCount", Log(Max(a.Counts, a.Constant(1))));
                var logP = LogSoftmax(z);
                var mitigation = a["P"] * Min(a.Constant(0), logCount - AtLabel(logCount));
                var compensation = a["Q"] * Max(a.Constant(0), logP - Max(AtLabel(logP), Log(a["Epsilon"])));
                return Select(a.Scope.IsLabel, z, z + mitigation + Stop(compensation));
            },
            Needs = "counts",
            EmptyClasses = true,
            Formula = "s_k = z_k + p log min(1, n_k/n_y) + q log max(1, p_k/max(p_y, ε)) for k ≠ y, p held constant",
            Paper = "Wang et al. 2021, arXiv:2008.10032",
        },
        new("SoftmaxEqualization", Stage.Scores, new ParameterRow("Threshold") { Symbol = "λ", Low = 0, LowOpen = true, High = 1 })
        {
            ShapesTraining = true,
            LabelsOnly = true,
            NoTargetMap = true,
            Scores = (a, z) =>
            {
                var rare = a.Table("rare",
                    Select(Less(a.Graph.Leaf(Op.ClassInput, "frequencies"), a["Threshold"]), a.Constant(1), a.Constant(0)));
                return Select(a.Scope.IsLabel, z, Select(Equal(rare, a.Constant(0)), z, a.Constant(double.NegativeInfinity)));
            },
            Needs = "frequencies",
            Formula = "s_k = z_k, and −∞ for k ≠ y with f_k < λ",
            Paper = "Tan et al. 2020, arXiv:2003.05176",
        },
    ];
}
