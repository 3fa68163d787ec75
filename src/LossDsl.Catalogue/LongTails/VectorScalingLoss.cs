namespace LossDsl.Catalogue;

/// <summary>
/// Vector-scaling loss: cross-entropy of z_k (n_k/n_max)^γ + τ log π_k (Kini et al. 2021, arXiv:2103.01550).
/// <para>As the official code, multiplicative and additive adjustment together. Used in training only.</para>
/// </summary>
#pragma warning disable LDSL112 // the paper decides by the scores as they are
[Loss(Head.Softmax)]
[CrossEntropy]
[ClassDependentTemperature(GammaFrom = nameof(Gamma))]
[LogitAdjustment(TauFrom = nameof(Tau))]
public sealed partial class VectorScalingLoss
{
    /// <summary>γ in [−10, 10]; default 0.3.</summary>
    public double Gamma { get; init; } = 0.3;

    /// <summary>τ, at most 1e30 in magnitude; default 1.</summary>
    public double Tau { get; init; } = 1;
}
