using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>How the rows of a batch become one number.</summary>
public enum Reduction
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>Sum.</summary>
    Sum,

    /// <summary>Sum over a denominator.</summary>
    Mean,
}

/// <summary>What the mean of a component divides by.</summary>
public enum Denominator
{
    /// <summary>The valid rows.</summary>
    Valid,

    /// <summary>The sum of <see cref="LossIr.RowWeight"/> over the valid rows.</summary>
    Weights,

    /// <summary>The sum over the valid rows of the sample weights, times <see cref="LossIr.RowWeight"/> where there is one.</summary>
    SampleWeights,

    /// <summary>The elements that are not masked.</summary>
    Elements,

    /// <summary>All rows.</summary>
    Batch,

    /// <summary>A number given with the call.</summary>
    External,
}

/// <summary>One of the named summands of a loss.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The node of its value per row, coefficient included.</param>
/// <param name="Denominator">What its mean divides by, where all axes are taken together.</param>
public sealed record Component(string Name, int Value, Denominator Denominator)
{
    /// <summary>How it is aggregated axis by axis, innermost first; empty where all are taken together.</summary>
    public EquatableArray<AggregationStep> Steps { get; init; }
}

/// <summary>The aggregation over one axis.</summary>
/// <param name="Axis">"Class", "Position", "Sample" or "All", what is left.</param>
/// <param name="Mean">Whether the sum is divided.</param>
/// <param name="Denominator">By what.</param>
public sealed record AggregationStep(string Axis, bool Mean, Denominator Denominator);

/// <summary>
/// A loss: a table of nodes, each after its operands, and the nodes that matter. Equal by value; no node is unreachable,
/// and the numbering follows from the content alone, so equal losses are equal tables.
/// </summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Hints">What each node means, as a name for generated code, or "".</param>
/// <param name="Components">The components, the loss proper first.</param>
/// <param name="Reduction">How rows become one number.</param>
/// <param name="Results">What it gives besides the values of its components, in the order of <see cref="RootKind"/>.</param>
public sealed record LossIr(
    EquatableArray<Node> Nodes,
    EquatableArray<string> Hints,
    EquatableArray<Component> Components,
    Reduction Reduction,
    EquatableArray<Root> Results = default)
{
    /// <summary>The node of what a row adds to a weight sum, or −1.</summary>
    public int RowWeight => NodeOf(RootKind.RowWeight);

    /// <summary>
    /// For a loss per element without reduction, the node of the value per element, all components together, which the
    /// components' values are sums of; else −1.
    /// </summary>
    public int ElementValue => NodeOf(RootKind.ElementValue);

    /// <summary>
    /// The node of the gradient, or −1 before it is known; after the label split, of the gradient at the classes that are not the label.
    /// </summary>
    public int Gradient => NodeOf(RootKind.Gradient);

    /// <summary>After the label split, the node of the gradient at the label, per row; else −1.</summary>
    public int LabelGradient => NodeOf(RootKind.GradientAtLabel);

    /// <summary>The nodes that matter, in a fixed order.</summary>
    public IEnumerable<int> Roots => Components.Select(component => component.Value).Concat(Results.Select(root => root.Node));

    private int NodeOf(RootKind kind)
    {
        foreach (var root in Results)
        {
            if (root.Kind == kind)
                return root.Node;
        }

        return -1;
    }

    /// <summary>Whether it follows a schedule.</summary>
    public bool ReadsEpoch => Nodes.Any(node => node is { Op: Op.Parameter, Name: InputTable.Epoch });

    /// <summary>A node and everything it needs, each once; what is known already is not gone into.</summary>
    public IEnumerable<int> Reachable(int id, Func<int, bool>? known = null)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>();
        pending.Push(id);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (!seen.Add(next))
                continue;
            yield return next;
            if (known is not null && known(next))
                continue;
            var node = Nodes[next];
            for (var i = 0; i < node.Arity; i++)
                pending.Push(node.Operand(i));
        }
    }
}
