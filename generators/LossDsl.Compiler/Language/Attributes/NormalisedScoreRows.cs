using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes from raw to normalised scores.</summary>
internal static class NormalisedScoreRows
{
    /// <summary>The least magnitude that scores are divided by, which single precision can invert.</summary>
    private const double LeastMean = 1e-37;

    /// <summary>The score below which log log(1 + e^z) is z − e^z/2 to the last digit.</summary>
    private const double Low = -18;

    public static readonly AttributeRow[] All =
    [
        new("NormalisedScores", Stage.NormalisedScores,
            new ParameterRow("By", ParameterKind.Choice) { Choices = ["L1Mean", "SoftplusMean"] })
        {
            Scores = (a, z) =>
            {
                var open = a.Scope.Open(z);
                var normalised = a.Choice("By", "L1Mean") == "SoftplusMean"
                    ? a.Scope.OpenClasses * Exp(LogSoftmax(LogSoftplus(z)))
                    : open / Max(SumClass(Abs(open)) / a.Scope.OpenClasses, a.Constant(LeastMean));
                return a.Scope.ClassMask is { } mask ? Select(Equal(mask, a.Constant(0)), z, normalised) : normalised;
            },
            Formula = "z_k/((1/C) Σ_j |z_j|), or log(1 + exp(z_k)) over its mean",
            Paper = "Zhu et al. 2023, arXiv:2112.14869",
        },
    ];

    /// <summary>log log(1 + e^z), whose differences tell scores apart where e^z is no number any more.</summary>
    private static Expr LogSoftplus(Expr z)
    {
        var low = Less(z, z.Graph.Constant(Low));
        // The branch that is not taken is differentiated too, and must stay finite.
        return Select(low, z - (0.5 * Exp(Min(z, z.Graph.Constant(Low)))), Log(Select(low, z.Graph.Constant(1), -LogSigmoid(-z))));
    }
}
