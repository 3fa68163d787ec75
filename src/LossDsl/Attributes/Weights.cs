using System;

namespace LossDsl;

/// <summary>Where class weights stand in relation to label smoothing.</summary>
public enum WeightOrder
{
    /// <summary>The weight of the row's label multiplies the smoothed loss: w_y Σ_k q_k ℓ_k. The default.</summary>
    OutsideSmoothing,

    /// <summary>Each label's loss carries its own weight, as in torch: Σ_k q_k w_k ℓ_k.</summary>
    InsideSmoothing,
}

/// <summary>What class weights multiply under a head with one probability per element.</summary>
public enum WeightOf
{
    /// <summary>Each element has the weight of its class, whether the class applies or not: w_k ℓ_k. The default.</summary>
    Element,

    /// <summary>The whole row has the weight of its label, Σ_k t_k w_k of the targets in general: w_y Σ_k ℓ_k.</summary>
    Row,
}

/// <summary>Class weights given at construction, one per class, finite and not negative.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ClassWeightsAttribute : Attribute
{
    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }

    /// <summary>Of a binary head, whether each element has its class's weight or the row that of its label.</summary>
    public WeightOf Of { get; set; }

    /// <summary>
    /// The epoch from which on the weights act, and before which they are 1 (deferred re-weighting, Cao et al. 2019,
    /// arXiv:1906.07413); above 0, at most 1e30. Left out, they always act. A loss with it takes the epoch with each call.
    /// </summary>
    public double FromEpoch { get; set; } = double.NaN;

    /// <summary>
    /// How many epochs it takes the weights to rise from 1 to their full size, as powers w^((epoch − from)/ramp): above 0, at
    /// most 1e30. They begin at <see cref="FromEpoch"/>, or with epoch 0. Left out, they act in full at once.
    /// </summary>
    public double RampEpochs { get; set; } = double.NaN;
}

/// <summary>Class weights from the class counts: w_k = (1/π_k)^a with π_k = n_k / Σ n.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InverseFrequencyAttribute : Attribute
{
    /// <summary>Weights 1/π_k, or as <see cref="Power"/> says.</summary>
    public InverseFrequencyAttribute()
    {
    }

    /// <summary>Weights that are a power of 1/π_k.</summary>
    /// <param name="power">The exponent a, see <see cref="Power"/>.</param>
    public InverseFrequencyAttribute(double power)
    {
        Power = power;
    }

    /// <summary>The exponent a: not 0, at most 1e30 in magnitude; default 1, and ½ is the common milder choice.</summary>
    public double Power { get; set; } = 1;

    /// <summary>Name of a property that gives the exponent at each call.</summary>
    public string? PowerFrom { get; set; }

    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }

    /// <summary>Of a binary head, whether each element has its class's weight or the row that of its label.</summary>
    public WeightOf Of { get; set; }

    /// <summary>
    /// The epoch from which on the weights act, and before which they are 1 (deferred re-weighting, Cao et al. 2019,
    /// arXiv:1906.07413); above 0, at most 1e30. Left out, they always act. A loss with it takes the epoch with each call.
    /// </summary>
    public double FromEpoch { get; set; } = double.NaN;

    /// <summary>
    /// How many epochs it takes the weights to rise from 1 to their full size, as powers w^((epoch − from)/ramp): above 0, at
    /// most 1e30. They begin at <see cref="FromEpoch"/>, or with epoch 0. Left out, they act in full at once.
    /// </summary>
    public double RampEpochs { get; set; } = double.NaN;
}

/// <summary>
/// Class weights from the effective number of samples, (1 − β)/(1 − β^n_k), scaled to sum to the number of classes
/// (Cui et al. 2019, arXiv:1901.05555).
/// </summary>
/// <param name="beta">β in (0, 1); common values are 0.9, 0.99, 0.999 and 0.9999.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EffectiveNumberAttribute(double beta) : Attribute
{
    /// <summary>β = 0.9999, or from <see cref="BetaFrom"/>.</summary>
    public EffectiveNumberAttribute()
        : this(0.9999)
    {
    }

    /// <summary>β.</summary>
    public double Beta { get; } = beta;

    /// <summary>Name of a property that gives β at each call; there 0 is allowed and means equal weights.</summary>
    public string? BetaFrom { get; set; }

    /// <summary>Where the weights stand in relation to label smoothing.</summary>
    public WeightOrder Order { get; set; }

    /// <summary>Of a binary head, whether each element has its class's weight or the row that of its label.</summary>
    public WeightOf Of { get; set; }

    /// <summary>
    /// The epoch from which on the weights act, and before which they are 1 (deferred re-weighting, Cao et al. 2019,
    /// arXiv:1906.07413); above 0, at most 1e30. Left out, they always act. A loss with it takes the epoch with each call.
    /// </summary>
    public double FromEpoch { get; set; } = double.NaN;

    /// <summary>
    /// How many epochs it takes the weights to rise from 1 to their full size, as powers w^((epoch − from)/ramp): above 0, at
    /// most 1e30. They begin at <see cref="FromEpoch"/>, or with epoch 0. Left out, they act in full at once.
    /// </summary>
    public double RampEpochs { get; set; } = double.NaN;
}
