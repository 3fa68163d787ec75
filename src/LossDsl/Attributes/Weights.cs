using System;

namespace LossDsl;

/// <summary>Where class weights stand in relation to label smoothing.</summary>
public enum WeightOrder
{
    /// <summary>The weight of the row's label multiplies the smoothed loss: w_y Σ_k q_k ℓ_k. The default.</summary>
    OutsideSmoothing,

    /// <summary>Each label's loss carries its own weight, as in torch: Σ_k q_k w_k ℓ_k.</summary>
    InsideSmoothing,
}

/// <summary>Class weights given at construction, one per class, finite and not negative.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassWeightsAttribute : Attribute
{
    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }
}

/// <summary>Class weights from the class counts: w_k = (1/π_k)^a with π_k = n_k / Σ n.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InverseFrequencyAttribute : Attribute
{
    /// <summary>The exponent a, not 0; default 1, and ½ is the common milder choice.</summary>
    public double Power { get; set; } = 1;

    /// <summary>Name of a property that gives the exponent at each call.</summary>
    public string? PowerFrom { get; set; }

    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }
}

/// <summary>
/// Class weights from the effective number of samples, (1 − β)/(1 − β^n_k), scaled to sum to the number of classes
/// (Cui et al. 2019, arXiv:1901.05555).
/// </summary>
/// <param name="beta">β in (0, 1); common values are 0.9, 0.99, 0.999 and 0.9999.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EffectiveNumberAttribute(double beta) : Attribute
{
    /// <summary>β = 0.9999, or from <see cref="BetaFrom"/>.</summary>
    public EffectiveNumberAttribute()
        : this(0.9999)
    {
    }

    /// <summary>β.</summary>
    public double Beta { get; } = beta;

    /// <summary>Name of a property that gives β at each call; there 0 is allowed and means equal weights.</summary>
    public string? BetaFrom { get; set; }

    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }
}
