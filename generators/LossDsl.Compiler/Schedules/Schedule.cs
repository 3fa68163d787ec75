using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>One pass over the class axis.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Reductions">The nodes of the reductions over the classes that it yields.</param>
/// <param name="Elements">The element nodes that it computes or reads as kept.</param>
/// <param name="Keeps">The node of the element that it keeps for later sweeps, or −1.</param>
/// <param name="ReadsKept">Whether it reads the element that an earlier sweep kept.</param>
/// <param name="Writes">The node of the element that it writes for the caller, the gradient or the elements' losses, or −1.</param>
public sealed record Sweep(int Number, IReadOnlyList<int> Reductions, IReadOnlyCollection<int> Elements, int Keeps, bool ReadsKept,
    int Writes)
{
    /// <summary>Whether it runs only where a gradient is wanted.</summary>
    public bool OnlyForGradient { get; init; }

    /// <summary>What runs in its place where no gradient is wanted, if anything does.</summary>
    public Sweep? Forward { get; init; }
}

/// <summary>The row formulas between two sweeps.</summary>
/// <param name="After">The number of the sweep before; 0 for those before the first.</param>
/// <param name="Nodes">The nodes that they compute, in order.</param>
/// <param name="Components">The components whose values are known then.</param>
public sealed record RowStage(int After, IReadOnlyList<int> Nodes, IReadOnlyList<int> Components);

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
/// <param name="ElementValues">
/// The sweep that writes the loss of each element, if that may be asked for; it runs before the last of the others, and has
/// its number.
/// </param>
/// <param name="Live">The nodes that rows or elements need: all but what only defines tables, scalars and weight sums.</param>
public sealed record Schedule(
    LossIr Loss,
    IReadOnlyList<int> Tables,
    IReadOnlyList<int> Scalars,
    IReadOnlyList<Sweep> Sweeps,
    IReadOnlyList<RowStage> Stages,
    int Kept,
    Sweep? ElementValues,
    IReadOnlyCollection<int> Live)
{
    /// <summary>The node.</summary>
    public Node this[int id] => Loss.Nodes[id];

    /// <summary>What calls give besides logits and labels.</summary>
    public IEnumerable<int> Inputs => Of(Op.Input);

    /// <summary>The matrices whose rows at the label are read.</summary>
    public IEnumerable<int> Matrices => Of(Op.MatrixRow);

    private IEnumerable<int> Of(Op op) => Live.Where(id => Loss.Nodes[id].Op == op).OrderBy(id => id);

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
