using System;

namespace LossDsl;

/// <summary>
/// Weights of binary heads: α for labels that apply and 1 − α for those that do not (Lin et al. 2017, arXiv:1708.02002).
/// Several weights of outcomes multiply.
/// </summary>
/// <param name="alpha">α in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AlphaBalanceAttribute(double alpha) : Attribute
{
    /// <summary>α = 0.25, or from <see cref="AlphaFrom"/>.</summary>
    public AlphaBalanceAttribute()
        : this(0.25)
    {
    }

    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Name of a property that gives α at each call.</summary>
    public string? AlphaFrom { get; set; }
}

/// <summary>
/// Weights of binary heads: a weight for each class where it applies, given at construction, and 1 where it does not
/// (<c>pos_weight</c> of torch.nn.BCEWithLogitsLoss). A mean does not divide by them.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PositiveWeightsAttribute : Attribute;

/// <summary>
/// Weights of binary heads from the ratio r_k of the gradients that a class has had as a positive and as a negative, given at
/// construction: σ(γ (r_k − μ)) where the label does not apply, and 1 + α σ(−γ (r_k − μ)) where it does (equalisation loss v2,
/// Tan et al. 2021, arXiv:2012.08548). A class that is to have the weight 1 has a large ratio.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GradientRatioWeightsAttribute : Attribute
{
    /// <summary>α: at least 0, at most 1e30; default 4.</summary>
    public double Alpha { get; set; } = 4;

    /// <summary>γ: above 0, at most 1e30; default 12.</summary>
    public double Gamma { get; set; } = 12;

    /// <summary>μ: at most 1e30 in magnitude; default 0.8.</summary>
    public double Mu { get; set; } = 0.8;
}
