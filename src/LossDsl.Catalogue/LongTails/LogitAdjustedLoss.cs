namespace LossDsl.Catalogue;

/// <summary>
/// Logit-adjusted cross-entropy, of the logits + τ log π_k (Menon et al. 2021, arXiv:2007.07314).
/// <para>Without the 1e-12 inside the logarithm of published code. Used in training only: at inference take the logits as
/// they are.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LogitAdjustment(TauFrom = nameof(Tau))]
public sealed partial class LogitAdjustedLoss
{
    /// <summary>τ, at most 1e30 in magnitude; default 1.</summary>
    public double Tau { get; init; } = 1;
}
