using System;

namespace LossDsl;

/// <summary>
/// Base term: normalised cross-entropy, log p_y/Σ_k log p_k (Ma et al. 2020, arXiv:2006.13554): an "active" loss, to be added
/// to a "passive" one such as [ReverseCrossEntropy] or [TotalVariation].
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NormalizedCrossEntropyAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: normalised focal loss, (1 − p_y)^γ log p_y/Σ_k (1 − p_k)^γ log p_k (Ma et al. 2020, arXiv:2006.13554).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NormalizedFocalAttribute : Attribute
{
    /// <summary>γ in (0, 100]; default ½.</summary>
    public double Gamma { get; set; } = 0.5;

    /// <summary>Name of a property that gives Gamma at each call.</summary>
    public string? GammaFrom { get; set; }

    /// <summary>Whether the factors (1 − p)^γ are differentiated; the published code stops their gradient.</summary>
    public Gradient Gradient { get; set; } = Gradient.Through;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: normalised generalised cross-entropy, (1 − p_y^q)/Σ_k (1 − p_k^q) (Ma et al. 2020, arXiv:2006.13554).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NormalizedGeneralizedCrossEntropyAttribute : Attribute
{
    /// <summary>q in (0, 100]; default 0.7.</summary>
    public double Q { get; set; } = 0.7;

    /// <summary>Name of a property that gives Q at each call.</summary>
    public string? QFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
