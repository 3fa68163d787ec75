using System;

namespace LossDsl;

/// <summary>
/// Base term: the square loss on the scores themselves, without softmax, (1/C) (κ (s_y − M)² + Σ_(k≠y) s_k²), rescaled by κ and M
/// for many classes (Hui &amp; Belkin 2021, arXiv:2006.07322). For class probabilities q as targets it is
/// (1/C) Σ_k (1 + (κ − 1) q_k) (s_k − M q_k)². Modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SquareLossAttribute : Attribute
{
    /// <summary>κ: above 0, at most 1e30; default 1.</summary>
    public double Kappa { get; set; } = 1;

    /// <summary>Name of a property that gives κ at each call.</summary>
    public string? KappaFrom { get; set; }

    /// <summary>M, the score that the label is drawn to: above 0, at most 1e30; default 1.</summary>
    public double M { get; set; } = 1;

    /// <summary>Name of a property that gives M at each call.</summary>
    public string? MFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: squentropy, the cross-entropy and the mean square of the scores of the other classes,
/// −log p_y + (1/(C − 1)) Σ_(k≠y) s_k² (Hui, Belkin &amp; Wright 2023, arXiv:2302.03952). For class probabilities q as targets it is
/// −Σ_k q_k log p_k + (1/(C − 1)) Σ_k (1 − q_k) s_k². Modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SquentropyAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
