namespace LossDsl.Catalogue;

/// <summary>
/// Encouraging loss, −log p_y + log(1 − p_y) with a tangent from p_y = e on: well-learnt examples keep a gradient (Zhao et
/// al. 2022, arXiv:2110.06537).
/// <para>The conservative form of the paper, e = 0.75. It can be negative.</para>
/// </summary>
[Loss(Head.Softmax)]
[EncouragingLoss(LogEndFrom = nameof(LogEnd))]
public sealed partial class EncouragingLoss
{
    /// <summary>e in [0, 1); default 0.75.</summary>
    public double LogEnd { get; init; } = 0.75;
}
