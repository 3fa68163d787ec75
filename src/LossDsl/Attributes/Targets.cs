using System;

namespace LossDsl;

/// <summary>What label smoothing gives to the labels that do not apply.</summary>
public enum SmoothingShare
{
    /// <summary>
    /// The same for every outcome: α/C for each class under a softmax (torch's convention), α/2 for either outcome of a binary
    /// head, t → (1 − α) t + α/2 (that of TensorFlow).
    /// </summary>
    Default,

    /// <summary>α/C for each class, under a binary head too: t → (1 − α) t + α/C (timm's convention for class indices).</summary>
    Classes,

    /// <summary>
    /// α/(C − 1) for each class but the label, which keeps 1 − α. It needs at least two classes.
    /// </summary>
    OtherClasses,
}

/// <summary>
/// Targets: label smoothing towards the uniform distribution, (1 − α) ℓ_y + (α/C) Σ_k ℓ_k
/// (Szegedy et al. 2016, arXiv:1512.00567; torch's convention).
/// </summary>
/// <param name="alpha">α in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelSmoothingAttribute(double alpha) : Attribute
{
    /// <summary>α comes from <see cref="AlphaFrom"/>.</summary>
    public LabelSmoothingAttribute()
        : this(0)
    {
    }

    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Name of a property that gives α at each call; there 0 is allowed and means no smoothing.</summary>
    public string? AlphaFrom { get; set; }

    /// <summary>What the other labels get.</summary>
    public SmoothingShare Share { get; set; }
}

/// <summary>
/// Targets: label smoothing towards the class prior π from the class counts, (1 − α) ℓ_y + α Σ_k π_k ℓ_k.
/// </summary>
/// <param name="alpha">α in (0, 1).</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PriorSmoothingAttribute(double alpha) : Attribute
{
    /// <summary>α comes from <see cref="AlphaFrom"/>.</summary>
    public PriorSmoothingAttribute()
        : this(0)
    {
    }

    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>Name of a property that gives α at each call; there 0 is allowed and means no smoothing.</summary>
    public string? AlphaFrom { get; set; }
}

/// <summary>
/// Targets: after all smoothing, every target above a threshold becomes 1 and every other one 0. Of binary heads (timm's
/// <c>target_threshold</c>).
/// </summary>
/// <param name="threshold">θ in [0, 1); a target equal to it becomes 0.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TargetThresholdAttribute(double threshold) : Attribute
{
    /// <summary>θ.</summary>
    public double Threshold { get; } = threshold;
}

/// <summary>
/// Targets: a label that the model predicts with a probability above θ applies, whatever the annotation says: t_k → 1 where
/// p_k &gt; θ, a constant for the gradient. Of binary heads; the correction of missing labels of SPLC (Zhang et al. 2021,
/// arXiv:2112.07368).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TargetCorrectionAttribute : Attribute
{
    /// <summary>θ in (0, 1); default 0.6.</summary>
    public double Threshold { get; set; } = 0.6;

    /// <summary>Name of a property that gives θ at each call.</summary>
    public string? ThresholdFrom { get; set; }

    /// <summary>
    /// The epoch from which on targets are corrected, above 0, at most 1e30; left out, they always are. A loss with it takes
    /// the epoch with each call.
    /// </summary>
    public double FromEpoch { get; set; } = double.NaN;
}
