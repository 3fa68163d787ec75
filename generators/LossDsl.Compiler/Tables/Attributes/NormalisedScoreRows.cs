using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes from raw to normalised scores.</summary>
internal static class NormalisedScoreRows
{
    /// <summary>The least that scores are divided by; below it they count as zero.</summary>
    private const double LeastMean = 1e-30;

    public static readonly AttributeRow[] All =
    [
        new("NormalisedScores", Stage.NormalisedScores, new ParameterRow("By", ParameterKind.Choice) { Choices = ["L1Mean", "SoftplusMean"] })
        {
            Scores = (a, z) =>
            {
                var open = a.Scope.Open(z);
                var softplus = a.Choice("By", "L1Mean") == "SoftplusMean";
                var score = softplus ? -LogSigmoid(-open) : open;
                var sum = SumClass(a.Scope.Open(softplus ? score : Abs(score)));
                var normalised = score / Max(sum / a.Scope.OpenClasses, a.Constant(LeastMean));
                return a.Scope.ClassMask is { } mask ? Select(Equal(mask, a.Constant(0)), z, normalised) : normalised;
            },
            Formula = "z_k/((1/C) Σ_j |z_j|), or log(1 + exp(z_k)) over its mean",
            Paper = "Zhu et al. 2023, arXiv:2112.14869",
        },
    ];
}
