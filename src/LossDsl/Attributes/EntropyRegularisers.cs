using System;

namespace LossDsl;

/// <summary>
/// Regulariser: λ times minus the entropy of the probabilities, λ Σ_k p_k log p_k, a component of its own without class
/// weights; under a binary head λ (p log p + (1 − p) log(1 − p)) per element. λ above 0 punishes confidence (Pereyra et al. 2017,
/// arXiv:1701.06548), λ below 0 asks for it (entropy minimisation, Grandvalet &amp; Bengio 2004).
/// </summary>
/// <param name="coefficient">λ: not 0, at most 1e30 in magnitude.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfidencePenaltyAttribute(double coefficient) : Attribute
{
    /// <summary>λ comes from <see cref="CoefficientFrom"/>.</summary>
    public ConfidencePenaltyAttribute()
        : this(0)
    {
    }

    /// <summary>λ.</summary>
    public double Coefficient { get; } = coefficient;

    /// <summary>Name of a property that gives λ at each call; there 0 is allowed.</summary>
    public string? CoefficientFrom { get; set; }
}
