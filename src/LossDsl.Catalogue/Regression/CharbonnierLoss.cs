namespace LossDsl.Catalogue;

/// <summary>
/// Charbonnier ("pseudo-Huber") loss √(((z − t)/c)² + 1) − 1 (Charbonnier et al. 1994, doi:10.1109/ICIP.1994.413553).
/// <para>Scaled as in kornia and Barron 2019 (arXiv:1701.03077).</para>
/// </summary>
[Loss(Head.Identity)]
[Charbonnier(ScaleFrom = nameof(Scale))]
public sealed partial class CharbonnierLoss
{
    /// <summary>c in [1e-15, 1e15], in units of the target; default 1.</summary>
    public double Scale { get; init; } = 1;
}
