using System;

namespace LossDsl;

/// <summary>
/// Margined scores: lowers the score of the label by m, s_y − m, before any scale; on cosines this is the additive cosine
/// margin (CosFace: Wang et al. 2018, arXiv:1801.09414; AM-softmax: arXiv:1801.05599). Targets are class indices.
/// </summary>
/// <param name="margin">m: not 0, at most 1e30 in magnitude; below 0 it raises the score.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdditiveMarginAttribute(double margin) : Attribute
{
    /// <summary>The margin comes from <see cref="MarginFrom"/>.</summary>
    public AdditiveMarginAttribute()
        : this(0)
    {
    }

    /// <summary>m.</summary>
    public double Margin { get; } = margin;

    /// <summary>Name of a property that gives m at each call; there 0 is allowed.</summary>
    public string? MarginFrom { get; set; }
}

/// <summary>
/// Margined scores: label-distribution-aware margins (LDAM), s_y − m_y with m_k = m (n_min/n_k)^a from the class counts, so
/// that the rarest class has the margin m (Cao et al. 2019, arXiv:1906.07413). The published loss scales afterwards, by
/// <c>[Scale(30)]</c>. Targets are class indices.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelDistributionMarginAttribute : Attribute
{
    /// <summary>m = 0.5, or as set.</summary>
    public LabelDistributionMarginAttribute()
    {
    }

    /// <summary>m as given.</summary>
    /// <param name="max">m: above 0, at most 1e30.</param>
    public LabelDistributionMarginAttribute(double max) => Max = max;

    /// <summary>m, the margin of the rarest class: above 0, at most 1e30; default 0.5.</summary>
    public double Max { get; set; } = 0.5;

    /// <summary>Name of a property that gives m at each call; there 0 is allowed.</summary>
    public string? MaxFrom { get; set; }

    /// <summary>a in (0, 10]; default 1/4.</summary>
    public double Power { get; set; } = 0.25;
}

/// <summary>What an angular margin does where θ + m exceeds π and its cosine rises again.</summary>
public enum BeyondPi
{
    /// <summary>The margin is the additive cosine margin m sin m (the original code).</summary>
    Linear,

    /// <summary>There is a margin only where θ is below π/2 ("easy margin").</summary>
    Easy,

    /// <summary>cos(θ + m) all the same (the present insightface code, orthohash).</summary>
    Unchanged,
}

/// <summary>
/// Margined scores: the additive angular margin of ArcFace (Deng et al. 2019, arXiv:1801.07698). The scores are cosines; that
/// of the label, cos θ, becomes cos(θ + m). A scale follows as a rule, <c>[Scale(64)]</c>. Targets are class indices.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AngularMarginAttribute : Attribute
{
    /// <summary>m = 0.5, or as set.</summary>
    public AngularMarginAttribute()
    {
    }

    /// <summary>m as given.</summary>
    /// <param name="margin">m in (0, π], radians.</param>
    public AngularMarginAttribute(double margin) => Margin = margin;

    /// <summary>m in (0, π], radians; default 0.5.</summary>
    public double Margin { get; set; } = 0.5;

    /// <summary>What happens where θ + m exceeds π; default <see cref="BeyondPi.Linear"/>.</summary>
    public BeyondPi Beyond { get; set; } = BeyondPi.Linear;

    /// <summary>
    /// ε in [1e-7, 0.1], default 1e-7: the label's cosine is clipped to [−1 + ε, 1 − ε], where the margin has a finite slope.
    /// </summary>
    public double Clip { get; set; } = 1e-7;

    /// <summary>
    /// With <see cref="Gradient.Stop"/> the gradient with respect to the label's cosine is that of the margined cosine, as in
    /// the present insightface code.
    /// </summary>
    public Gradient Gradient { get; set; } = Gradient.Through;
}
