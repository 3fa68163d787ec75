using System;

namespace LossDsl;

/// <summary>
/// Factor on the loss of a row: influence balancing, α/(f Σ_k |p_k − t_k| + ε) with the norm f of the row's features, which is
/// the inverse of the row's influence on the last layer (Park et al. 2021, arXiv:2110.02444). A call gives the norms; the
/// published code takes the L1 norm.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InfluenceBalanceAttribute : Attribute
{
    /// <summary>α: above 0, at most 1e30; default 1000.</summary>
    public double Alpha { get; set; } = 1000;

    /// <summary>Name of a property that gives α at each call.</summary>
    public string? AlphaFrom { get; set; }

    /// <summary>ε: at least 1e-30, at most 1e30; default 0.001.</summary>
    public double Epsilon { get; set; } = 1e-3;

    /// <summary>Whether the factor is differentiated, as in the published code; the paper takes it for a weight.</summary>
    public Gradient Gradient { get; set; } = Gradient.Through;
}

/// <summary>
/// Factor on the loss of an element of a binary head: rare classes get no gradient as negatives, 1 − E T_k (1 − t_k) with
/// T_k = 1 where the frequency f_k, given at construction, is below λ, and E = 1 in rows with at least one positive
/// (equalisation loss, Tan et al. 2020, arXiv:2003.05176).
/// </summary>
/// <param name="threshold">λ in (0, 1]; the paper has 0.00177 for LVIS.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EqualizationAttribute(double threshold) : Attribute
{
    /// <summary>λ.</summary>
    public double Threshold { get; } = threshold;
}

/// <summary>
/// Factor on the loss of an element of a binary head: re-balanced weighting, α + σ(β (r_k − μ)), where r_k = (1/n_k)/Σ_j t_j/n_j
/// is how often a class would be drawn for its own sake among the draws of this row for all its labels
/// (Wu et al. 2020, arXiv:2007.09654). In a row without labels it is α + 1.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RebalancingAttribute : Attribute
{
    /// <summary>α: at least 0, at most 1e30; default 0.1.</summary>
    public double Alpha { get; set; } = 0.1;

    /// <summary>β: above 0, at most 1e30; default 10.</summary>
    public double Beta { get; set; } = 10;

    /// <summary>μ: at most 1e30 in magnitude; default 0.2.</summary>
    public double Mu { get; set; } = 0.2;
}
