using System;

namespace LossDsl;

/// <summary>
/// Regulariser: λ (log Σ_k e^{s_k})² on the adjusted scores, a component of its own without class weights, averaged over
/// the valid rows (the "z-loss" of Chowdhery et al. 2022, arXiv:2204.02311).
/// </summary>
/// <param name="coefficient">λ: above 0, at most 1e30.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogSumExpPenaltyAttribute(double coefficient) : Attribute
{
    /// <summary>λ comes from <see cref="CoefficientFrom"/>.</summary>
    public LogSumExpPenaltyAttribute()
        : this(0)
    {
    }

    /// <summary>λ.</summary>
    public double Coefficient { get; } = coefficient;

    /// <summary>Name of a property that gives λ at each call; there 0 is allowed.</summary>
    public string? CoefficientFrom { get; set; }
}
