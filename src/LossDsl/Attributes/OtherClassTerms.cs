using System;

namespace LossDsl;

/// <summary>
/// Base term: encouraging loss, −log p_y + log(1 − p_y), whose second summand goes on along its tangent from p_y = e on (Zhao et
/// al. 2022, arXiv:2110.06537). It can be negative. The paper's e = 1, no tangent, has no lower bound and is not offered.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EncouragingLossAttribute : Attribute
{
    /// <summary>e in [0, 1); default 0.75.</summary>
    public double LogEnd { get; set; } = 0.75;

    /// <summary>Name of a property that gives LogEnd at each call.</summary>
    public string? LogEndFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: minus the entropy of the classes besides the label is what it rewards: −Σ_{k≠y} c_k log c_k/(C − 1) with
/// c_k = p_k/(1 − p_y) is added, so that a negative coefficient spreads their probabilities evenly (Chen et al. 2019,
/// arXiv:1903.01182). [CrossEntropy] with [ComplementEntropy(Coefficient = −1)] is complement cross-entropy (Kim et al. 2021,
/// arXiv:2009.02189). For class indices only, without label smoothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComplementEntropyAttribute : Attribute
{
    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}

/// <summary>
/// Base term: dual focal loss, −Σ_k log(1 + ε − (p_k − t_k)²) (after Hossain et al. 2021, Neurocomputing 462; the squared form
/// is that of its widespread implementation).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DualFocalAttribute : Attribute
{
    /// <summary>ε in [1e-30, 1], which bounds the loss; default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Name of a property that gives Epsilon at each call.</summary>
    public string? EpsilonFrom { get; set; }

    /// <summary>What the term is multiplied by, at most 1e30 in magnitude; default 1.</summary>
    public double Coefficient { get; set; } = 1;

    /// <summary>Name of a property that gives the coefficient at each call.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>False takes this term out of the class weights. An error where no class weights are declared.</summary>
    public bool Weighted { get; set; } = true;
}
