using System;

namespace LossDsl;

/// <summary>
/// Scores: divides the score of each class by a temperature of its own, z_k/T_k, given at construction, after any common
/// temperature or scale. From class counts: <see cref="ClassDependentTemperatureAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassTemperaturesAttribute : Attribute;

/// <summary>
/// Scores: a temperature per class from the class counts, z_k (n_k/n_max)^γ, after any temperature or scale (CDT: Ye et al.
/// 2020, arXiv:2001.01385). With <see cref="LogitAdjustmentAttribute"/> it is the vector-scaling loss (Kini et al. 2021,
/// arXiv:2103.01550). Used in training only: at inference take the logits as they are.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassDependentTemperatureAttribute : Attribute
{
    /// <summary>γ = 0.3, or as set.</summary>
    public ClassDependentTemperatureAttribute()
    {
    }

    /// <summary>γ as given.</summary>
    /// <param name="gamma">γ in [−10, 10], not 0.</param>
    public ClassDependentTemperatureAttribute(double gamma) => Gamma = gamma;

    /// <summary>γ in [−10, 10], not 0; default 0.3.</summary>
    public double Gamma { get; set; } = 0.3;

    /// <summary>Name of a property that gives γ at each call; there 0 is allowed.</summary>
    public string? GammaFrom { get; set; }
}
