using System;

namespace LossDsl;

/// <summary>
/// Declares a component of a loss with several base terms of different treatment: a partial class nested in the class with
/// <see cref="LossAttribute"/>, which carries the base terms, modulators, targets, class weights, regularisers and the
/// aggregation of the component. The loss is the weighted sum of its parts; the scores are common to all.
/// </summary>
/// <example>
/// <code>
/// [Loss(Head.Softmax)]
/// public sealed partial class Mixed
/// {
///     [Part] [CrossEntropy] [InverseFrequency]
///     partial class Weighted;
///
///     [Part(Weight = 0.5)] [CrossEntropy] [Focal(Gamma = 2)]
///     partial class Hard;
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PartAttribute : Attribute
{
    /// <summary>The factor on the whole component: above 0, at most 1e30; default 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>
    /// Name of a property of the loss (the containing class) that gives the factor at each call; there 0 is allowed and
    /// means that the component is absent.
    /// </summary>
    public string? WeightFrom { get; set; }
}
