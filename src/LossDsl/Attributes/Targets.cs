using System;

namespace LossDsl;

/// <summary>
/// Targets: label smoothing towards the uniform distribution, (1 − α) ℓ_y + (α/C) Σ_k ℓ_k
/// (Szegedy et al. 2016, arXiv:1512.00567; torch's convention).
/// </summary>
/// <param name="alpha">α in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelSmoothingAttribute(double alpha) : Attribute
{
    /// <summary>α comes from <see cref="AlphaFrom"/>.</summary>
    public LabelSmoothingAttribute()
        : this(0)
    {
    }

    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Name of a property that gives α at each call; there 0 is allowed and means no smoothing.</summary>
    public string? AlphaFrom { get; set; }
}
