namespace LossDsl.Catalogue;

/// <summary>
/// Class-dependent temperatures: cross-entropy of z_k (n_k/n_max)^γ (Ye et al. 2020, arXiv:2001.01385).
/// <para>Follows the paper. Used in training only.</para>
/// </summary>
#pragma warning disable LDSL112 // the paper decides by the scores as they are
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassDependentTemperature(GammaFrom = nameof(Gamma))]
public sealed partial class CdtLoss
{
    /// <summary>γ in [−10, 10]; default 0.3.</summary>
    public double Gamma { get; init; } = 0.3;
}
