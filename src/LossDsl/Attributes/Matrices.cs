using System;

namespace LossDsl;

/// <summary>
/// Probabilities: forward correction for noisy labels, p̃_y = Σ_k M_yk p_k, with M_jk the probability that label j is observed
/// where class k is true: the columns of M sum to 1 (Patrini et al. 2017, arXiv:1609.03683). Terms and modulators read p̃. The
/// matrix (C,C) is given at construction, row after row. For class indices only, without label smoothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoiseMatrixAttribute : Attribute;

/// <summary>
/// Base term: the expected cost Σ_k M_yk p_k, with M_jk what it costs to predict class k where label j is given (Elkan 2001).
/// The matrix (C,C) is given at construction, row after row. For class indices only, without label smoothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExpectedCostAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Targets: row y of a matrix (C,C) in place of label y, Σ_k M_yk ℓ_k: a distribution over similar classes, costs of each
/// label's loss, or the inverse of a noise matrix, which is backward correction (Patrini et al. 2017, arXiv:1609.03683). The
/// matrix is given at construction, row after row. For class indices only.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TargetMatrixAttribute : Attribute;
