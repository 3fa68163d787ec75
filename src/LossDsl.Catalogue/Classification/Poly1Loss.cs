namespace LossDsl.Catalogue;

/// <summary>
/// Poly-1, −log p_y + ε (1 − p_y): cross-entropy with an altered first polynomial coefficient (Leng et al. 2022,
/// arXiv:2204.12511).
/// <para>Follows the paper; of its implementations some put class weights on the cross-entropy only.</para>
/// </summary>
[Loss(Head.Softmax)]
[PolyLoss(EpsilonFrom = nameof(Epsilon))]
public sealed partial class Poly1Loss
{
    /// <summary>ε, at most 1e30 in magnitude; default 1. The paper tunes it per task, from −1 to 5.</summary>
    public double Epsilon { get; init; } = 1;
}
