namespace LossDsl.Catalogue;

/// <summary>
/// AGCE, ((1 + a)^q − (a + p_y)^q)/q (Zhou et al. 2021, arXiv:2106.03110).
/// <para>Follows the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[AsymmetricGeneralizedCrossEntropy(AFrom = nameof(A), QFrom = nameof(Q))]
public sealed partial class AsymmetricGeneralizedCrossEntropyLoss
{
    /// <summary>a, above 0 and at most 1e30; default 1.</summary>
    public double A { get; init; } = 1;

    /// <summary>q in (0, 100]; default 2.</summary>
    public double Q { get; init; } = 2;
}
