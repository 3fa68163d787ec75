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
                // From the middle on by 1 − p and 1 − e, which p and e have lost where they are nearly 1.
                var half = a.Constant(0.5);
                var small = Log1p(-Min(label.P, end));
                var computed = Select(Less(label.P, half), small, Log(Max(label.OneMinusP, 1 - end)));
                var logarithm = Numerical(formula: small, computed);
                var beyond = Select(Less(end, half), (label.P - end) / (1 - end), 1 - (label.OneMinusP / (1 - end)));
                var bonus = logarithm - Max(beyond, a.Constant(0));
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
                    : OfNumbers(p, a.Scope.Target);
                var half = a.Constant(0.5);
                var sum = a["Epsilon"] + rest;
                // The same minus 1, by whichever of the error and what it leaves of 1 is small.
                var excess = Select(Less(rest, half), rest - (1 - a["Epsilon"]), a["Epsilon"] - (error * error));
                var computed = Select(Less(sum, half), Log(sum), Log1p(Max(excess, -half)));
                return -SumClass(Numerical(formula: Log(sum), computed));
            },
            Formula = "−Σ_k log(1 + ε − (p_k − t_k)²)",
            Paper = "Hossain et al. 2021, Neurocomputing 462",
        },
    ];

    /// <summary>
    /// 1 − (p − t)² as (1 − p + t)(p + 1 − t) multiplied out: 1 − t + p would lose p. No two neighbours share a factor, which the
    /// normal form would take out of them.
    /// </summary>
    private static Expr OfNumbers(LabelProbability label, Expr t)
        => ((label.P * label.OneMinusP) + (t * (1 - t))) + (((1 - t) * label.OneMinusP) + (t * label.P));
}
