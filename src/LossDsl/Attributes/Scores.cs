using System;

namespace LossDsl;

/// <summary>Scores: divides the logits by a temperature, z / T.</summary>
/// <param name="value">T: at least 1e-30, at most 1e30, not 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TemperatureAttribute(double value) : Attribute
{
    /// <summary>The temperature comes from <see cref="ValueFrom"/>.</summary>
    public TemperatureAttribute()
        : this(1)
    {
    }

    /// <summary>T.</summary>
    public double Value { get; } = value;

    /// <summary>Name of a property that gives T at each call.</summary>
    public string? ValueFrom { get; set; }
}

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
