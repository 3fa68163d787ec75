namespace LossDsl.Catalogue;

/// <summary>
/// Active passive loss NFL + MAE: α times the normalised focal loss + β times the mean absolute error 1 − p_y (Ma et al.
/// 2020, arXiv:2006.13554).
/// <para>The focal factors are differentiated; published code stops their gradient.</para>
/// </summary>
[Loss(Head.Softmax)]
[NormalizedFocal(CoefficientFrom = nameof(Alpha))]
[TotalVariation(CoefficientFrom = nameof(Beta))]
public sealed partial class NormalizedFocalMaeLoss
{
    /// <summary>α, at most 1e30 in magnitude; default 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>β, at most 1e30 in magnitude; default 1.</summary>
    public double Beta { get; init; } = 1;
}
