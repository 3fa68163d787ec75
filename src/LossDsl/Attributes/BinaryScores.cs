using System;

namespace LossDsl;

/// <summary>
/// Scores of binary heads: logits are held between two bounds, with slope 0 outside. The published Gumbel cross-entropy holds
/// them in [−4, 10] (Alexandridis et al. 2022, arXiv:2207.09809).
/// </summary>
/// <param name="low">The lower bound, at most 1e30 in magnitude.</param>
/// <param name="high">The upper bound, above the lower one and at most 1e30 in magnitude.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ScoreClampAttribute(double low, double high) : Attribute
{
    /// <summary>The lower bound.</summary>
    public double Low { get; } = low;

    /// <summary>The upper bound.</summary>
    public double High { get; } = high;
}

/// <summary>
/// Scores of binary heads: a margin that labels which apply have to exceed, s_k − m t_k with the given target t_k
/// (Zhang et al. 2021, arXiv:2112.07368).
/// </summary>
/// <param name="margin">m: not 0, at most 1e30 in magnitude.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PositiveMarginAttribute(double margin) : Attribute
{
    /// <summary>m comes from <see cref="MarginFrom"/>.</summary>
    public PositiveMarginAttribute()
        : this(0)
    {
    }

    /// <summary>m.</summary>
    public double Margin { get; } = margin;

    /// <summary>Name of a property that gives m at each call.</summary>
    public string? MarginFrom { get; set; }
}

/// <summary>
/// Scores of binary heads: each class is shifted by the log-odds of its frequency, s_k + τ log(n_k/(N − n_k)), n_k of N
/// samples having the label. With τ = κ/λ it is the class-specific bias of the distribution-balanced loss
/// (Wu et al. 2020, arXiv:2007.09654). Used in training only: at inference take the logits as they are.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogOddsAdjustmentAttribute : Attribute
{
    /// <summary>τ: not 0, at most 1e30 in magnitude; default 1.</summary>
    public double Tau { get; set; } = 1;

    /// <summary>Name of a property that gives τ at each call.</summary>
    public string? TauFrom { get; set; }

    /// <summary>N, the number of training samples: above every class count, at most 2^53.</summary>
    public double Samples { get; set; }
}

/// <summary>
/// Scores of binary heads: where the label does not apply, scores are multiplied by λ and the loss divided by it, which for
/// λ &gt; 1 soon is content with a negative (negative-tolerant regularisation, Wu et al. 2020, arXiv:2007.09654). The score
/// that is scaled has every other adjustment. With a target between 0 and 1 the scale is t + λ (1 − t).
/// </summary>
/// <param name="scale">λ: above 0, at most 1e30, not 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NegativeToleranceAttribute(double scale) : Attribute
{
    /// <summary>λ comes from <see cref="ScaleFrom"/>.</summary>
    public NegativeToleranceAttribute()
        : this(1)
    {
    }

    /// <summary>λ.</summary>
    public double Scale { get; } = scale;

    /// <summary>Name of a property that gives λ at each call.</summary>
    public string? ScaleFrom { get; set; }
}
