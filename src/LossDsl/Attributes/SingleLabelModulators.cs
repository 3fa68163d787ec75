using System;

namespace LossDsl;

/// <summary>
/// Modulator: the asymmetric focus of a single label, (1 − p_k)^γ₊ on the terms of the row's label and p_k^γ₋ on those of the
/// other classes (Ridnik et al. 2021, arXiv:2009.14119). Those have a share under label or prior smoothing or a target matrix
/// only: without any of these γ₋ has no effect. For class indices only.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AsymmetricSingleLabelAttribute : Attribute
{
    /// <summary>γ₊ in [0, 100]; default 0.</summary>
    public double GammaPositive { get; set; }

    /// <summary>Name of a property that gives γ₊ at each call.</summary>
    public string? GammaPositiveFrom { get; set; }

    /// <summary>γ₋ in (0, 100]; default 4.</summary>
    public double GammaNegative { get; set; } = 4;

    /// <summary>Name of a property that gives γ₋ at each call.</summary>
    public string? GammaNegativeFrom { get; set; }
}
