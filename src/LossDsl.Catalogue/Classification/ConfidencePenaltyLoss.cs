namespace LossDsl.Catalogue;

/// <summary>
/// Cross-entropy minus λ times the entropy of the prediction (Pereyra et al. 2017, arXiv:1701.06548).
/// <para>Follows the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[ConfidencePenalty(CoefficientFrom = nameof(Coefficient))]
public sealed partial class ConfidencePenaltyLoss
{
    /// <summary>λ, at least 0 and at most 1e30; default 0.1.</summary>
    public double Coefficient { get; init; } = 0.1;
}
