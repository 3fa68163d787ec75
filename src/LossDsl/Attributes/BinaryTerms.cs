using System;

namespace LossDsl;

/// <summary>
/// Base term: the Hill loss of labels that may be missing, −(1 − p)^γ log p where the label applies and (λ − p) p² where it
/// does not, whose slope falls again towards p = 1 (Zhang et al. 2021, arXiv:2112.07368). The margin that the paper gives
/// positives is <see cref="PositiveMarginAttribute"/>, 1 there.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HillAttribute : Attribute
{
    /// <summary>λ: at least 1, at most 1e30; default 1.5, for which the slope is steepest at p = ½ and 0 at p = 1.</summary>
    public double Lambda { get; set; } = 1.5;

    /// <summary>γ in [0, 100]; default 2.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term of a softmax head: the binary cross-entropy of every class against all others, with the probabilities of the
/// softmax, −Σ_k (t_k log p_k + (1 − t_k) log(1 − p_k)). It is what a widespread implementation of class-balanced losses
/// calls "softmax" (there the sum is divided by C); the paper (Cui et al. 2019, arXiv:1901.05555) has the cross-entropy.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OneVersusRestCrossEntropyAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
