namespace LossDsl.Catalogue;

/// <summary>
/// Focal-R, |d| (2 σ(β|d|) − 1)^γ: an absolute error that counts little where it is small (Yang et al. 2021,
/// arXiv:2102.09554).
/// <para>The L1 form with the defaults of the official code, β = 0.2 and γ = 1.</para>
/// </summary>
[Loss(Head.Identity)]
[FocalR(1, BetaFrom = nameof(Beta), GammaFrom = nameof(Gamma))]
public sealed partial class FocalRLoss
{
    /// <summary>β in [1e-15, 1e15], in the inverse unit of the target; default 0.2.</summary>
    public double Beta { get; init; } = 0.2;

    /// <summary>γ in (0, 100]; default 1.</summary>
    public double Gamma { get; init; } = 1;
}
