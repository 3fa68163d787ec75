using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>When a step runs.</summary>
internal enum StepCondition
{
    /// <summary>In each call.</summary>
    Always,

    /// <summary>Where the gradient is wanted.</summary>
    Gradient,

    /// <summary>Where the losses of elements are wanted.</summary>
    ElementValues,
}

/// <summary>What becomes of the element that a step over the classes computes.</summary>
internal enum ElementResult
{
    /// <summary>Nothing: it adds up only.</summary>
    None,

    /// <summary>It is kept for later steps, in the buffer of the gradient.</summary>
    Kept,

    /// <summary>It is the gradient.</summary>
    Gradient,

    /// <summary>It is the loss of the element.</summary>
    ElementValue,
}

/// <summary>One step of a kernel.</summary>
/// <param name="Loads">The nodes that it reads from their places, in order.</param>
/// <param name="Lets">The nodes that it computes under a name, in order; every other stands where it is used.</param>
internal abstract record Step(IReadOnlyList<int> Loads, IReadOnlyList<int> Lets);

/// <summary>Formulas of rows.</summary>
/// <param name="After">The number of the step over the classes before it; 0 for the first.</param>
/// <param name="Loads">What it reads.</param>
/// <param name="Lets">What it names.</param>
/// <param name="Stores">The nodes that it stores in their slots.</param>
/// <param name="Components">The components whose values it stores.</param>
internal sealed record RowStep(
    int After, IReadOnlyList<int> Loads, IReadOnlyList<int> Lets, IReadOnlyList<int> Stores, IReadOnlyList<int> Components)
    : Step(Loads, Lets);

/// <summary>A loop over the classes of a row.</summary>
/// <param name="Name">Its name: "Sweep2".</param>
/// <param name="Condition">When it runs.</param>
/// <param name="Loads">What it reads.</param>
/// <param name="Lets">What it names.</param>
/// <param name="Accumulates">The sums and maxima that it adds up, each a node whose operand is the element.</param>
/// <param name="Element">The element that it computes, or −1.</param>
/// <param name="Result">What becomes of that.</param>
internal sealed record ClassStep(
    string Name,
    StepCondition Condition,
    IReadOnlyList<int> Loads,
    IReadOnlyList<int> Lets,
    IReadOnlyList<int> Accumulates,
    int Element,
    ElementResult Result)
    : Step(Loads, Lets)
{
    /// <summary>Its number, from 1; that of the step before which losses of elements are written.</summary>
    public int Number { get; init; }

    /// <summary>Whether it reads the element that an earlier step kept.</summary>
    public bool ReadsKept { get; init; }

    /// <summary>Whether it asks which class is the label.</summary>
    public bool ReadsLabel { get; init; }

    /// <summary>What runs in its place where its condition does not hold, if anything does.</summary>
    public ClassStep? Otherwise { get; init; }
}
