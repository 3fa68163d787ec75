using System;

namespace LossDsl;

/// <summary>How far a number is from the number of the label.</summary>
public enum NumberDistance
{
    /// <summary>The expected distance Σ_k p_k |v_k − v_y| (NTL-WAS).</summary>
    Wasserstein,

    /// <summary>The square of the distance of the expected number, (Σ_k p_k v_k − v_y)² (NTL-MSE).</summary>
    Squared,
}

/// <summary>
/// Base term: the number-token loss (Zausinger et al. 2024, arXiv:2411.02083). The constructor is given the number that each
/// class stands for, NaN for none; the probabilities are those of a softmax over the classes with a number. A row whose label
/// is no number has the value 0 and counts in the mean unless <see cref="NumberTokensOnlyAttribute"/> says otherwise.
/// Targets are class indices; modulators do not apply to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NumberTokenLossAttribute : Attribute
{
    /// <summary>How far a number is from that of the label; default the expected distance.</summary>
    public NumberDistance Distance { get; set; } = NumberDistance.Wasserstein;

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Class weights: 1 for classes that stand for a number, else 0, so that a mean is one over the rows whose label is a number.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NumberTokensOnlyAttribute : Attribute;
