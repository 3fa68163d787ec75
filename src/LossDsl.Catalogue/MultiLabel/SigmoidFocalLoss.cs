namespace LossDsl.Catalogue;

/// <summary>
/// Focal loss of one logistic function per class, with weight α for positives and 1 − α for negatives (Lin et al. 2017,
/// arXiv:1708.02002).
/// <para>As torchvision, but with the mean over the elements.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[Focal(GammaFrom = nameof(Gamma))]
[AlphaBalance(AlphaFrom = nameof(Alpha))]
public sealed partial class SigmoidFocalLoss
{
    /// <summary>γ in [0, 100]; default 2.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>α in (0, 1); default 0.25.</summary>
    public double Alpha { get; init; } = 0.25;
}
