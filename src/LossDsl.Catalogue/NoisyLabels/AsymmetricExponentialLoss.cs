namespace LossDsl.Catalogue;

/// <summary>
/// AEL, e^(−p_y/a) (Zhou et al. 2021, arXiv:2106.03110).
/// <para>Follows the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[AsymmetricExponential(AFrom = nameof(A))]
public sealed partial class AsymmetricExponentialLoss
{
    /// <summary>a, above 0 and at most 1e30; default 3.</summary>
    public double A { get; init; } = 3;
}
