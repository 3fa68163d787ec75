namespace LossDsl.Catalogue;

/// <summary>
/// AUL, ((a − p_y)^q − (a − 1)^q)/q (Zhou et al. 2021, arXiv:2106.03110).
/// <para>Follows the paper.</para>
/// </summary>
[Loss(Head.Softmax)]
[AsymmetricUnhinged(AFrom = nameof(A), QFrom = nameof(Q))]
public sealed partial class AsymmetricUnhingedLoss
{
    /// <summary>a, above 1 and at most 1e30; default 3.</summary>
    public double A { get; init; } = 3;

    /// <summary>q in (0, 100]; default 0.7.</summary>
    public double Q { get; init; } = 0.7;
}
