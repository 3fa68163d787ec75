using System;

namespace LossDsl;

/// <summary>
/// Probabilities of binary heads: where the label does not apply, p_k becomes max(p_k − m, 0) in the whole loss of that
/// element, so that negatives below m are given up (probability shifting, Ridnik et al. 2021, arXiv:2009.14119; <c>clip</c>
/// of published code).
/// </summary>
/// <param name="margin">m in (0, 1); the published default is 0.05.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProbabilityShiftAttribute(double margin) : Attribute
{
    /// <summary>m comes from <see cref="MarginFrom"/>.</summary>
    public ProbabilityShiftAttribute()
        : this(0)
    {
    }

    /// <summary>m.</summary>
    public double Margin { get; } = margin;

    /// <summary>Name of a property that gives m at each call; there 0 is allowed and means no shift.</summary>
    public string? MarginFrom { get; set; }
}

/// <summary>
/// Probabilities: log p becomes log max(p, ε), with slope 0 where p &lt; ε, as published code has it that guards against
/// log 0. It is not needed for that here, and takes the gradient from the worst mistakes. Modulators go on with p itself.
/// </summary>
/// <param name="lowest">ε in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProbabilityFloorAttribute(double lowest) : Attribute
{
    /// <summary>ε.</summary>
    public double Lowest { get; } = lowest;
}
