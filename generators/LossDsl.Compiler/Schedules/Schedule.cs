using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>One pass over the class axis.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Reductions">The nodes of the reductions over the classes that it yields.</param>
/// <param name="Elements">The element nodes that it computes or reads as kept.</param>
/// <param name="Keeps">The node of the element that it keeps for later sweeps, or −1.</param>
/// <param name="ReadsKept">Whether it reads the element that an earlier sweep kept.</param>
/// <param name="WritesGradient">Whether it writes the gradient.</param>
public sealed record Sweep(int Number, IReadOnlyList<int> Reductions, IReadOnlyCollection<int> Elements, int Keeps, bool ReadsKept, bool WritesGradient);

/// <summary>The row formulas between two sweeps.</summary>
/// <param name="After">The number of the sweep before; 0 for those before the first.</param>
/// <param name="Nodes">The nodes that they compute, in order.</param>
public sealed record RowStage(int After, IReadOnlyList<int> Nodes);

/// <summary>
/// A loss laid out in time: tables when the loss is constructed, scalars once per call, then sweeps over the classes with
/// formulas of the row between them. Every emitter follows it.
/// </summary>
/// <param name="Loss">The loss.</param>
/// <param name="Tables">The nodes whose values per class are fixed at construction.</param>
/// <param name="Scalars">The nodes computed once per call.</param>
/// <param name="Sweeps">The sweeps.</param>
/// <param name="Stages">The row formulas; a sweep without any after it has none here.</param>
/// <param name="Kept">The node of the element that is kept between sweeps, or −1.</param>
public sealed record Schedule(
    LossIr Loss,
    IReadOnlyList<int> Tables,
    IReadOnlyList<int> Scalars,
    IReadOnlyList<Sweep> Sweeps,
    IReadOnlyList<RowStage> Stages,
    int Kept)
{
    /// <summary>The node.</summary>
    public Node this[int id] => Loss.Nodes[id];

    /// <summary>The row formulas after a sweep, or null.</summary>
    public RowStage? StageAfter(int sweep)
    {
        foreach (var stage in Stages)
        {
            if (stage.After == sweep)
                return stage;
        }

        return null;
    }
}
