namespace LossDsl.Catalogue;

/// <summary>
/// Geman-McClure loss 2 x²/(x² + 4) of x = (z − t)/c.
/// <para>Scaled as in kornia and Barron 2019 (arXiv:1701.03077).</para>
/// </summary>
[Loss(Head.Identity)]
[GemanMcClure(ScaleFrom = nameof(Scale))]
public sealed partial class GemanMcClureLoss
{
    /// <summary>c in [1e-15, 1e15], in units of the target; default 1.</summary>
    public double Scale { get; init; } = 1;
}
