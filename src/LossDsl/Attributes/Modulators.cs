using System;

namespace LossDsl;

/// <summary>Whether a factor is differentiated.</summary>
public enum Gradient
{
    /// <summary>The factor is differentiated like everything else.</summary>
    Through,

    /// <summary>The factor counts as a constant in the gradient ("detached").</summary>
    Stop,
}

/// <summary>
/// Modulator: the focal factor (1 − p_k)^γ on every base term of label k, with p_k unweighted
/// (Lin et al. 2017, arXiv:1708.02002).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FocalAttribute : Attribute
{
    /// <summary>γ = 2, or as set.</summary>
    public FocalAttribute()
    {
    }

    /// <summary>γ as given.</summary>
    /// <param name="gamma">γ in (0, 100].</param>
    public FocalAttribute(double gamma) => Gamma = gamma;

    /// <summary>γ in (0, 100]; default 2.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>Name of a property that gives γ at each call; there 0 is allowed and means no modulation.</summary>
    public string? GammaFrom { get; set; }

    /// <summary>Whether the factor is differentiated; some published code stops its gradient.</summary>
    public Gradient Gradient { get; set; } = Gradient.Through;
}
