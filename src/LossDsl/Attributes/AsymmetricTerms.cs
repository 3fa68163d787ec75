using System;

namespace LossDsl;

/// <summary>
/// Base term: asymmetric generalised cross-entropy (AGCE), ((1 + a)^q − (a + p_y)^q)/q (Zhou et al. 2021,
/// arXiv:2106.03110).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AsymmetricGeneralizedCrossEntropyAttribute : Attribute
{
    /// <summary>a: above 0, at most 1e30; default 1.</summary>
    public double A { get; set; } = 1;

    /// <summary>Name of a property that gives A at each call.</summary>
    public string? AFrom { get; set; }

    /// <summary>q in (0, 100]; default 2.</summary>
    public double Q { get; set; } = 2;

    /// <summary>Name of a property that gives Q at each call.</summary>
    public string? QFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: asymmetric unhinged loss (AUL), ((a − p_y)^q − (a − 1)^q)/q (Zhou et al. 2021, arXiv:2106.03110).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AsymmetricUnhingedAttribute : Attribute
{
    /// <summary>a: above 1, at most 1e30; default 3.</summary>
    public double A { get; set; } = 3;

    /// <summary>Name of a property that gives A at each call.</summary>
    public string? AFrom { get; set; }

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

/// <summary>
/// Base term: asymmetric exponential loss (AEL), e^(−p_y/a) (Zhou et al. 2021, arXiv:2106.03110). It is e^(−1/a), not 0, at
/// p_y = 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AsymmetricExponentialAttribute : Attribute
{
    /// <summary>a: above 0, at most 1e30; default 3.</summary>
    public double A { get; set; } = 3;

    /// <summary>Name of a property that gives A at each call.</summary>
    public string? AFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
