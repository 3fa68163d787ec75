namespace LossDsl.Catalogue;

/// <summary>
/// Focal loss for mutually exclusive classes, −(1 − p_y)^γ log p_y (Lin et al. 2017, arXiv:1708.02002).
/// <para>The factor is differentiated, as in the paper; some implementations stop its gradient.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
public sealed partial class FocalLoss
{
    /// <summary>γ, how much easy examples are discounted, in [0, 100]; default 2. At 0 it is the cross-entropy.</summary>
    public double Gamma { get; init; } = 2;
}
