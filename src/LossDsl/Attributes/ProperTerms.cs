using System;

namespace LossDsl;

/// <summary>
/// Base term: the Brier score, Σ_k (p_k − t_k)² (Brier 1950): proper and bounded by 2.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BrierAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: the pseudo-spherical score as a loss, 1 − (p_y/‖p‖_α)^(α−1); the spherical score at α = 2 (Gneiting &amp; Raftery
/// 2007, section 4.2). Proper and bounded by 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SphericalAttribute : Attribute
{
    /// <summary>α in (1, 100]; default 2.</summary>
    public double Power { get; set; } = 2;

    /// <summary>Name of a property that gives Power at each call.</summary>
    public string? PowerFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: half the absolute error of the probabilities, ½ Σ_k |p_k − t_k|; 1 − p_y for a label, the mean absolute error
/// of Ghosh et al. 2017 (arXiv:1712.09482). Not proper. Where p_k = t_k its slope is 0.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TotalVariationAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: Σ_k t_k (log t_k − log p_k) for targets that are probabilities, such as those of a teacher (Hinton et al. 2015,
/// arXiv:1503.02531): cross-entropy less the entropy of the targets, which are constants for the gradient.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KullbackLeiblerAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
