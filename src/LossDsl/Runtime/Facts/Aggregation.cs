using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>How rows become one number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Reduction
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>They are added.</summary>
    Sum,

    /// <summary>They are added and divided.</summary>
    Mean,
}

/// <summary>What the mean of a component divides by.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Denominator
{
    /// <summary>The number of valid rows; of a step over samples, of samples that have one; over classes, of unmasked elements.</summary>
    Valid,

    /// <summary>The sum of the class weights, <see cref="ILossKernel.Weight"/> or its like for numbers, over the valid rows.</summary>
    Weights,

    /// <summary>The number of rows, of samples, of classes, valid or not.</summary>
    Batch,

    /// <summary>The number given with the call.</summary>
    External,

    /// <summary>The sum of sample weight times class weight over the valid rows; a weight that there is not counts as 1.</summary>
    SampleWeights,

    /// <summary>The number of elements of valid rows that are not masked.</summary>
    Elements,
}

/// <summary>One step on the way from the elements or rows of a call to one number.</summary>
/// <param name="Axis">The axis that the step takes away; <see cref="Axis.All"/> takes away all that are left.</param>
/// <param name="Reduction">Sum or mean.</param>
/// <param name="Denominator">What a mean divides by: of what lies along the axis, for each group by itself.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct AggregationStep(Axis Axis, Reduction Reduction, Denominator Denominator = Denominator.Valid);
