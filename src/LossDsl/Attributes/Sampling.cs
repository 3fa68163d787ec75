using System;

namespace LossDsl;

/// <summary>
/// Says that a sampler draws the rows that the loss is trained on by their class, so that the share of class k among them is
/// π'_k ∝ π_k^q, π_k = n_k/Σ n its share of the data set, and within a class all examples alike (Kang et al. 2020,
/// arXiv:1910.09217). It draws nothing, and the values of the loss are the same with and without: verdicts, <c>Predict</c> and
/// <c>ToProbabilities</c> are about the data set from which rows were drawn, and need to know. Class counts and the declared prior
/// are those of the data set, before any sampling.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResampledAttribute : Attribute
{
    /// <summary>Rows of every class are drawn equally often, or as <see cref="Power"/> says.</summary>
    public ResampledAttribute()
    {
    }

    /// <summary>Rows are drawn as a power of the prior says.</summary>
    /// <param name="power">The exponent q, see <see cref="Power"/>.</param>
    public ResampledAttribute(double power)
    {
        Power = power;
    }

    /// <summary>
    /// The exponent q, in [−10, 10] and not 1, which is no sampler: 0, the default, draws every class equally often, ½ is
    /// square-root sampling, and −1 draws a class with half the examples twice as often as the other.
    /// </summary>
    public double Power { get; set; }

    /// <summary>
    /// The epoch from which on the sampler acts (deferred re-sampling, Cao et al. 2019, arXiv:1906.07413); above 0, at most 1e30. Left
    /// out, it always acts.
    /// </summary>
    public double FromEpoch { get; set; } = double.NaN;
}
