using System;

namespace LossDsl;

/// <summary>The axes over which a loss is aggregated, innermost first.</summary>
public enum Axis
{
    /// <summary>All that are left, together.</summary>
    All,

    /// <summary>The classes or outputs, of a loss per element.</summary>
    Class,

    /// <summary>The positions of a sample: pixels, tokens.</summary>
    Position,

    /// <summary>The samples of the batch.</summary>
    Sample,
}

/// <summary>What a mean divides by.</summary>
public enum Per
{
    /// <summary>
    /// The weight sum if class weights are declared, else the valid rows; of a loss per element (sigmoid, Gumbel and identity
    /// heads) the elements, weights or not.
    /// </summary>
    Default,

    /// <summary>The rows that are not ignored.</summary>
    Valid,

    /// <summary>The sum of the class weights of the valid rows, Σ_i w_{y_i}. An error where no class weights are declared.</summary>
    WeightSum,

    /// <summary>The sum of the sample weights of the valid rows, times the class weights where such are declared.</summary>
    SampleWeights,

    /// <summary>The elements that are not masked, of a loss per element (sigmoid, Gumbel and identity heads).</summary>
    Elements,

    /// <summary>All rows, ignored ones included.</summary>
    Batch,

    /// <summary>
    /// A number given with each call (<see cref="LossInputs{T}.Normalizer"/>), for example that of a whole accumulated batch.
    /// </summary>
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
/// <remarks>
/// May be repeated, and mixed with <see cref="SumAttribute"/>, with one axis each: <c>[Mean(Over = Axis.Position)]
/// [Mean(Over = Axis.Sample)]</c> is the mean over the samples of the means over their positions. Inner axes come first,
/// whatever the order in the source.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
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

    /// <summary>The axis of this step; by default all together.</summary>
    public Axis Over { get; set; } = Axis.All;
}

/// <summary>The loss of a batch is the sum over its rows; nothing ever divides it.</summary>
/// <remarks>May be repeated, and mixed with <see cref="MeanAttribute"/>, with one axis each.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class SumAttribute : Attribute
{
    /// <summary>The axis of this step; by default all together.</summary>
    public Axis Over { get; set; } = Axis.All;
}

/// <summary>
/// No reduction: the result is one loss per row (<see cref="LossOutputs{T}.PerSample"/>), and the gradient takes one
/// upstream gradient per row (<see cref="LossInputs{T}.Upstream"/>); one per element for a loss per element (sigmoid,
/// Gumbel and identity heads). The value returned is the plain sum.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NoReductionAttribute : Attribute;
