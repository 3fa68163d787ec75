namespace LossDsl.Catalogue;

/// <summary>
/// Square loss on the logits, (κ (z_y − M)² + Σ_(k≠y) z_k²)/C (Hui and Belkin 2021, arXiv:2006.07322).
/// <para>Follows the paper. With κ = M = 1 it is the plain square loss, for few classes; the paper takes κ = 1, M = 10 or κ =
/// 15, M = 30 for many.</para>
/// </summary>
[Loss(Head.Softmax)]
[SquareLoss(KappaFrom = nameof(Kappa), MFrom = nameof(M))]
public sealed partial class RescaledSquareLoss
{
    /// <summary>κ, above 0 and at most 1e30; default 1.</summary>
    public double Kappa { get; init; } = 1;

    /// <summary>M, above 0 and at most 1e30; default 1.</summary>
    public double M { get; init; } = 1;
}
