using System;

namespace LossDsl;

/// <summary>
/// Regulariser: λ (log Σ_k e^{s_k})², a component of its own without class weights, averaged over the valid rows (the
/// "z-loss" of Chowdhery et al. 2022, arXiv:2204.02311).
/// </summary>
/// <param name="coefficient">λ: above 0, at most 1e30.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogSumExpPenaltyAttribute(double coefficient) : Attribute
{
    /// <summary>λ comes from <see cref="CoefficientFrom"/>.</summary>
    public LogSumExpPenaltyAttribute()
        : this(0)
    {
    }

    /// <summary>λ.</summary>
    public double Coefficient { get; } = coefficient;

    /// <summary>Name of a property that gives λ at each call; there 0 is allowed.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>The scores that it reads; default those that the link reads. An error where no attribute makes them differ.</summary>
    public ScoreStage On { get; set; } = ScoreStage.Adjusted;
}

/// <summary>
/// Regulariser: (λ/2) Σ_k s_k², spectral decoupling, a component of its own without class weights; per element, (λ/2) s²,
/// where the head is elementwise (Pezeshki et al. 2021, arXiv:2011.09468).
/// </summary>
/// <param name="coefficient">λ: above 0, at most 1e30.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogitPenaltyAttribute(double coefficient) : Attribute
{
    /// <summary>λ comes from <see cref="CoefficientFrom"/>.</summary>
    public LogitPenaltyAttribute()
        : this(0)
    {
    }

    /// <summary>λ.</summary>
    public double Coefficient { get; } = coefficient;

    /// <summary>Name of a property that gives λ at each call; there 0 is allowed.</summary>
    public string? CoefficientFrom { get; set; }

    /// <summary>The scores that it reads; default those that the link reads. An error where no attribute makes them differ.</summary>
    public ScoreStage On { get; set; } = ScoreStage.Adjusted;
}

/// <summary>
/// Regulariser: the large margin in softmax, (λ/2) Σ_(k≠y) (q_k − 1/(C − 1)) log q_k with q the softmax over the classes that
/// are not the label, which draws them together (Kobayashi 2019, BMVC). It is zero for two classes. A component of its own
/// without class weights; targets are class indices.
/// </summary>
/// <param name="coefficient">λ: above 0, at most 1e30.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LargeMarginInSoftmaxAttribute(double coefficient) : Attribute
{
    /// <summary>λ comes from <see cref="CoefficientFrom"/>.</summary>
    public LargeMarginInSoftmaxAttribute()
        : this(0)
    {
    }

    /// <summary>λ.</summary>
    public double Coefficient { get; } = coefficient;

    /// <summary>Name of a property that gives λ at each call; there 0 is allowed.</summary>
    public string? CoefficientFrom { get; set; }
}
