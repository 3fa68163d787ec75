using System;

namespace LossDsl;

/// <summary>
/// Scores: logit adjustment, z_k + τ log π_k with the class prior π from the class counts, after any temperature
/// (Menon et al. 2021, arXiv:2007.07314). τ = 1 is balanced softmax (Ren et al. 2020, arXiv:2007.10740).
/// Used in training only: at inference take the logits as they are.
/// </summary>
/// <param name="tau">τ: not 0, at most 1e30 in magnitude.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogitAdjustmentAttribute(double tau) : Attribute
{
    /// <summary>τ = 1, or from <see cref="TauFrom"/>.</summary>
    public LogitAdjustmentAttribute()
        : this(1)
    {
    }

    /// <summary>τ.</summary>
    public double Tau { get; } = tau;

    /// <summary>Name of a property that gives τ at each call.</summary>
    public string? TauFrom { get; set; }

    /// <summary>
    /// Added inside the logarithm, log(π_k^τ + ε), as some published code does; in [0, 1), default 0, which gives
    /// τ log π_k.
    /// </summary>
    public double Epsilon { get; set; }

    /// <summary>
    /// True admits classes with a count of zero: they get the score −∞, hence probability 0 and no gradient, and a row with
    /// such a label has an infinite loss. Not together with label smoothing or <see cref="Epsilon"/>. Otherwise
    /// a count of zero is refused at construction.
    /// </summary>
    public bool AllowEmptyClasses { get; set; }
}

/// <summary>
/// Scores: seesaw loss (Wang et al. 2021, arXiv:2008.10032). For a label y the score of every other class k gets
/// p log min(1, n_k/n_y), which spares rarer classes, and q log max(1, p_k/max(p_y, ε)), which punishes mistakes; the
/// probabilities in it are constants for the gradient. Counts are those given at construction (the published code
/// accumulates them), and a count of 0 counts as 1. Targets are class indices.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SeesawAttribute : Attribute
{
    /// <summary>p in [0, 100]; default 0.8. 0 switches the mitigation off, beside a q that is not 0.</summary>
    public double P { get; set; } = 0.8;

    /// <summary>Name of a property that gives p at each call.</summary>
    public string? PFrom { get; set; }

    /// <summary>q in [0, 100]; default 2. 0 switches the compensation off, beside a p that is not 0.</summary>
    public double Q { get; set; } = 2;

    /// <summary>Name of a property that gives q at each call.</summary>
    public string? QFrom { get; set; }

    /// <summary>ε in [1e-30, 1], the least p_y; default 0.01. It belongs to the compensation.</summary>
    public double Epsilon { get; set; } = 0.01;
}

/// <summary>
/// Scores: softmax equalisation (Tan et al. 2020, arXiv:2003.05176), in its form without chance (β = 1): a class whose
/// frequency, given at construction, is below λ counts in the softmax of the rows with its own label only, so that it is not
/// discouraged by all others. The published code draws anew which of them are spared in each row. Targets are class indices.
/// Terms and regularisers that read the adjusted scores find −∞ for the classes that are left out. Used in training only: at
/// inference take the logits as they are.
/// </summary>
/// <param name="threshold">λ, in (0, 1].</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SoftmaxEqualizationAttribute(double threshold) : Attribute
{
    /// <summary>λ.</summary>
    public double Threshold { get; } = threshold;
}
