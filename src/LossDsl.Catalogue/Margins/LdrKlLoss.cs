namespace LossDsl.Catalogue;

/// <summary>
/// Label-distributionally robust loss with a margin, λ log((1/C) Σ_k exp((z_k − z_y + c_ky)/λ)) on normalised scores (Zhu et
/// al. 2023, arXiv:2112.14869).
/// <para>Scores are normalised by the mean of their softplus, one of the two variants of the official code.</para>
/// </summary>
[Loss(Head.Softmax)]
[NormalisedScores(By = ScoreNormalisation.SoftplusMean)]
[LabelDistributionallyRobust(MarginFrom = nameof(Margin), LambdaFrom = nameof(Lambda))]
public sealed partial class LdrKlLoss
{
    /// <summary>c, the margin of the other classes, at least 0; default 2.</summary>
    public double Margin { get; init; } = 2;

    /// <summary>λ, above 0; default 1.</summary>
    public double Lambda { get; init; } = 1;
}
