using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Base terms of cross-entropy's kin that look at well-classified rows and at the classes besides the label.</summary>
internal static class OtherClassTermRows
{
    public static readonly AttributeRow[] All =
    [
        new("EncouragingLoss", Stage.BaseTerm,
            new("LogEnd") { Symbol = "e", Default = 0.75, Low = 0, High = 1, HighOpen = true, Binding = "LogEndFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Heads = Heads.Classification,
            Terms = (a, label) =>
            {
                var end = a["LogEnd"];
                var bonus = Log1p(-Min(label.P, end)) - (Max(label.P - end, a.Constant(0)) / (1 - end));
                return [new(bonus - label.LogP, a.Flag("Weighted", true))];
            },
            Formula = "−log p + log(1 − p), from p = e on along the tangent",
            Paper = "Zhao et al. 2022, arXiv:2110.06537",
        },
        new("ComplementEntropy", Stage.BaseTerm, BaseTermRows.Coefficient, BaseTermRows.Weighted)
        {
            LabelsOnly = true,
            NoTargetMap = true,
            Row = a =>
            {
                var logP = LogSoftmax(Select(a.Scope.IsLabel, a.Constant(double.NegativeInfinity), a.Scope.Scores));
                return -SumClass(Weigh(Exp(logP), logP)) / (a.Scope.OpenClasses - 1);
            },
            Formula = "−Σ_{k≠y} c_k log c_k/(C − 1), c_k = p_k/(1 − p_y)",
            Paper = "Chen et al. 2019, arXiv:1903.01182",
        },
        new("DualFocal", Stage.BaseTerm,
            new("Epsilon") { Symbol = "ε", Default = 1e-5, Low = 1e-30, High = 1, Binding = "EpsilonFrom" },
            BaseTermRows.Coefficient,
            BaseTermRows.Weighted)
        {
            Row = a =>
            {
                var error = a.Scope.Error;
                var p = a.Scope.Probability;
                // 1 − error², from what does not cancel where a label's probability is near 0 or another's near 1.
                var rest = a.Scope.Share is { Given.IsLabel: true, Background: null }
                    ? Select(a.Scope.IsLabel, p.P * (1 + p.OneMinusP), p.OneMinusP * (1 + p.P))
                    : (1 - error) * (1 + error);
                var half = a.Constant(0.5);
                var near = Log1p(Max(a["Epsilon"] - (error * error), -half));
                return -SumClass(Select(Less(rest, half), Log(a["Epsilon"] + rest), near));
            },
            Formula = "−Σ_k log(1 + ε − (p_k − t_k)²)",
            Paper = "Hossain et al. 2021, Neurocomputing 462",
        },
    ];
}
