namespace LossDsl.Catalogue;

/// <summary>
/// Generalised cross-entropy, (1 − p_y^q)/q, between cross-entropy (q → 0) and mean absolute error (q = 1) (Zhang and Sabuncu
/// 2018, arXiv:1805.07836).
/// <para>Without the clamp of probabilities at 1e-7 of published code.</para>
/// </summary>
[Loss(Head.Softmax)]
[GeneralizedCrossEntropy(QFrom = nameof(Q))]
public sealed partial class GeneralizedCrossEntropyLoss
{
    /// <summary>q in [−1, 100]; default 0.7. At 0 it is the cross-entropy.</summary>
    public double Q { get; init; } = 0.7;
}
