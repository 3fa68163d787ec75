namespace LossDsl.Catalogue;

/// <summary>
/// LDAM: cross-entropy of 30 (z_k − [k = y] m_y) with margins m_k ∝ n_k^(−1/4), the largest 0.5 (Cao et al. 2019,
/// arXiv:1906.07413).
/// <para>As the official code, the scores are cosines from a normalised layer, scaled by 30 after the margin. Deferred re-
/// weighting is LdamDrwLoss.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[LabelDistributionMargin(MaxFrom = nameof(MaxMargin))]
[Scale(ValueFrom = nameof(Scale))]
public sealed partial class LdamLoss
{
    /// <summary>The margin of the rarest class, in units of the score before scaling; default 0.5.</summary>
    public double MaxMargin { get; init; } = 0.5;

    /// <summary>What scores are multiplied by after the margin, above 0; default 30.</summary>
    public double Scale { get; init; } = 30;
}
