using System;

namespace LossDsl;

/// <summary>What a mean divides by.</summary>
public enum Per
{
    /// <summary>The weight sum if class weights are declared, else the valid rows.</summary>
    Default,

    /// <summary>The rows that are not ignored.</summary>
    Valid,

    /// <summary>The sum of the class weights of the valid rows, Σ_i w_{y_i}. An error where no class weights are declared.</summary>
    WeightSum,

    /// <summary>All rows, ignored ones included.</summary>
    Batch,

    /// <summary>A number given with each call (<see cref="LossInputs{T}.Normalizer"/>), for example that of a whole accumulated batch.</summary>
    External,

    /// <summary>
    /// torch's conventions throughout: the denominator of torch.nn.CrossEntropyLoss (the weight sum, else the valid
    /// rows), and class weights inside label smoothing.
    /// </summary>
    Torch,
}

/// <summary>
/// The loss of a batch is the mean over its rows; the default, by <see cref="Per.Default"/>. A batch without valid rows
/// has loss 0 and gradient 0.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MeanAttribute : Attribute
{
    /// <summary>By <see cref="Per.Default"/>, or as set.</summary>
    public MeanAttribute()
    {
    }

    /// <summary>By the denominator given.</summary>
    /// <param name="by">What the mean divides by.</param>
    public MeanAttribute(Per by) => By = by;

    /// <summary>
    /// What the mean divides by. Regularisers divide by the valid rows, or by the rows of the batch or the external
    /// number where that is named here.
    /// </summary>
    public Per By { get; set; } = Per.Default;
}

/// <summary>The loss of a batch is the sum over its rows; nothing ever divides it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SumAttribute : Attribute;

/// <summary>
/// No reduction: the result is one loss per row (<see cref="LossOutputs{T}.PerSample"/>), and the gradient takes one
/// upstream gradient per row (<see cref="LossInputs{T}.Upstream"/>). The value returned is the plain sum.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoReductionAttribute : Attribute;
