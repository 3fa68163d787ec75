namespace LossDsl.Catalogue;

/// <summary>
/// Active passive loss NCE + RCE: α times the normalised cross-entropy + β times the reverse cross-entropy (Ma et al. 2020,
/// arXiv:2006.13554).
/// <para>The published code has log 0 = log 1e-4; it has α = β = 1 for CIFAR-10, and α = 10, β = 0.1 for CIFAR-100.</para>
/// </summary>
[Loss(Head.Softmax)]
[NormalizedCrossEntropy(CoefficientFrom = nameof(Alpha))]
[ReverseCrossEntropy(LogZero = -9.210340371976182, CoefficientFrom = nameof(Beta))]
public sealed partial class ActivePassiveLoss
{
    /// <summary>α, at most 1e30 in magnitude; default 1.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>β, at most 1e30 in magnitude; default 1.</summary>
    public double Beta { get; init; } = 1;
}
