using System;

namespace LossDsl;

/// <summary>Base term: cross-entropy, −log p_y.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CrossEntropyAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: PolyLoss, the cross-entropy with altered polynomial coefficients,
/// −log p_y + Σ_j ε_j (1 − p_y)^j (Leng et al. 2022, arXiv:2204.12511).
/// </summary>
/// <param name="epsilons">ε_1, ε_2, …: at most 1e30 in magnitude; zeros may only stand before another.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PolyLossAttribute(params double[] epsilons) : Attribute
{
    /// <summary>ε_1, ε_2, ….</summary>
    public double[] Epsilons { get; } = epsilons;

    /// <summary>Name of a property that gives ε_1 at each call, in place of the constants.</summary>
    public string? EpsilonFrom { get; set; }

    /// <summary>
    /// False takes the polynomial terms (not the cross-entropy) out of the class weights, as published code does.
    /// An error where no class weights are declared.
    /// </summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: one polynomial term of PolyLoss, ε (1 − p_y)^j, to add to other base terms. May be repeated with other
/// powers.
/// </summary>
/// <param name="power">j, a whole number in [1, 1000].</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class PolyTermAttribute(int power) : Attribute
{
    /// <summary>j, a whole number in [1, 1000].</summary>
    public int Power { get; } = power;

    /// <summary>ε_j: not zero, at most 1e30 in magnitude.</summary>
    public double Epsilon { get; set; }

    /// <summary>Name of a property that gives ε_j at each call.</summary>
    public string? EpsilonFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
