namespace LossDsl.Catalogue;

/// <summary>
/// Quantile ("pinball") loss, max(q (t − z), (1 − q)(z − t)) (Koenker and Bassett 1978, doi:10.2307/1913643).
/// <para>Without the factor 2 of pytorch-forecasting.</para>
/// </summary>
[Loss(Head.Identity)]
[Quantile(LevelFrom = nameof(Level))]
public sealed partial class QuantileLoss
{
    /// <summary>q in (0, 1); default 0.5, the median.</summary>
    public double Level { get; init; } = 0.5;
}
