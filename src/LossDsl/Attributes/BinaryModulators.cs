using System;

namespace LossDsl;

/// <summary>
/// Modulator of binary heads: a focal factor with an exponent for each outcome, (1 − p)^γ⁺ where the label applies and p^γ⁻
/// where it does not (asymmetric focusing, Ridnik et al. 2021, arXiv:2009.14119). The paper's probability shift is
/// <see cref="ProbabilityShiftAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AsymmetricFocusAttribute : Attribute
{
    /// <summary>γ⁺ in [0, 100]; default 1, as in the published code.</summary>
    public double Positive { get; set; } = 1;

    /// <summary>Name of a property that gives γ⁺ at each call.</summary>
    public string? PositiveFrom { get; set; }

    /// <summary>γ⁻ in [0, 100], not 0 if γ⁺ is; default 4.</summary>
    public double Negative { get; set; } = 4;

    /// <summary>Name of a property that gives γ⁻ at each call.</summary>
    public string? NegativeFrom { get; set; }

    /// <summary>
    /// Whether the factor is differentiated; the published <c>AsymmetricLoss</c> stops its gradient by default, its
    /// optimised version and the paper do not.
    /// </summary>
    public Gradient Gradient { get; set; } = Gradient.Through;
}
