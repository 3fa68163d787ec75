using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Regularisers that read the scores themselves, of a stage of one's choice.</summary>
internal static class LogitRegulariserRows
{
    private static readonly ParameterRow Coefficient = new("Coefficient")
    {
        Role = ParameterRole.Coefficient,
        Symbol = "λ",
        Low = 0,
        Neutral = 0,
        Binding = "CoefficientFrom",
    };

    private static readonly ParameterRow On = new("On", ParameterKind.Choice) { Choices = ["Raw", "Normalised", "Margined", "Adjusted"] };

    // Far below the logarithm of any positive number of either precision, and finite in both: times 0 it is 0.
    private const double LowestLogProbability = -1e30;

    public static readonly AttributeRow[] All =
    [
        new("LogSumExpPenalty", Stage.Regulariser, Coefficient, On)
        {
            KeepsTies = true,
            Regulariser = a =>
            {
                var logSumExp = LogSumExp(Scores(a));
                return a.UnlessZero("Coefficient", a["Coefficient"] * (logSumExp * logSumExp));
            },
            Formula = "λ (log Σ_k exp s_k)²",
            Paper = "Chowdhery et al. 2022, arXiv:2204.02311",
        },
        new("LogitPenalty", Stage.Regulariser, Coefficient, On)
        {
            RestrainsScores = true,
            Heads = Heads.All,
            Regulariser = a =>
            {
                var score = a.Scope.Open(Scores(a));
                var square = score * score;
                return a.UnlessZero("Coefficient", a["Coefficient"] * (0.5 * (a.Scope.Head == Heads.Softmax ? SumClass(square) : square)));
            },
            Formula = "(λ/2) Σ_k s_k²",
            Paper = "Pezeshki et al. 2021, arXiv:2011.09468",
        },
        new("LargeMarginInSoftmax", Stage.Regulariser, Coefficient)
        {
            LabelsOnly = true,
            Regulariser = a =>
            {
                // The softmax over the classes that are not the label: their probabilities are to be equal.
                var logQ = LogSoftmax(Select(a.Scope.IsLabel, a.Constant(double.NegativeInfinity), a.Scope.Scores));
                var finite = Max(logQ, a.Constant(LowestLogProbability));
                var divergence = SumClass(a.Scope.Rest * ((Exp(logQ) - (1 / a.Scope.OtherClasses)) * finite));
                return a.UnlessZero("Coefficient", a["Coefficient"] * (0.5 * divergence));
            },
            Formula = "(λ/2) Σ_(k≠y) (q_k − 1/(C − 1)) log q_k, q the softmax without y",
            Paper = "Kobayashi 2019, BMVC",
        },
    ];

    private static Expr Scores(AttributeArguments a) => a.Scope.At(a.Choice("On", "Adjusted"));
}
