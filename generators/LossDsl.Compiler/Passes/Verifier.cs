using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// What has to be true of a loss whatever pass it comes from: operands stand before what reads them, axes are those of the operands, the
/// roots have the axes of what they are, and no operator is left that a pass was there to remove. A faulty pass is so caught where it is.
/// </summary>
internal static class Verifier
{
    /// <summary>Checks a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="pass">The pass that it comes from, for the message.</param>
    /// <param name="removed">The operators that no loss has any more.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="InvalidOperationException">It is not as it has to be.</exception>
    public static LossIr Check(LossIr loss, string pass, IReadOnlyCollection<Op> removed)
    {
        var isRemoved = false;
        for (var id = 0; id < loss.Nodes.Count; id++)
        {
            var node = loss.Nodes[id];
            if (node.A >= id || node.B >= id || node.C >= id)
                throw Fault(pass, $"%{id} = {node.Op} stands before an operand of its own");
            if (node.A >= 0 && node.Axes != AxesOf(loss, node))
                throw Fault(pass, $"%{id} = {node.Op} has the axes {node.Axes}, and its operands give {AxesOf(loss, node)}");
            isRemoved |= removed.Contains(node.Op);
        }

        // What only defines a table may have what rows have not.
        foreach (var id in isRemoved ? Live(loss).Where(id => removed.Contains(loss.Nodes[id].Op)) : [])
            throw Fault(pass, $"%{id} = {loss.Nodes[id].Op} is left, which a pass before it removes");
        foreach (var component in loss.Components)
            Needs(component.Value, Axes.Batch, $"the value of {component.Name}");
        foreach (var root in loss.Results)
            Needs(root.Node, root.Kind is RootKind.RowWeight or RootKind.GradientAtLabel ? Axes.Batch : Axes.Batch | Axes.Class,
                root.Kind.ToString());
        return loss;

        void Needs(int id, Axes most, string what)
        {
            if ((loss.Nodes[id].Axes & ~most) != 0)
                throw Fault(pass, $"{what} varies over {loss.Nodes[id].Axes}");
        }
    }

    private static Axes AxesOf(LossIr loss, Node node)
    {
        var axes = Axes.None;
        for (var i = 0; i < node.Arity; i++)
            axes |= loss.Nodes[node.Operand(i)].Axes;
        return node.Op switch
        {
            Op.AtLabel => (axes | Axes.Batch) & ~Axes.Class,
            Op.SumClass or Op.MaxClass or Op.LogSumExp => axes & ~Axes.Class,
            Op.PutAtLabel => axes | Axes.Batch | Axes.Class,
            _ => axes,
        };
    }

    /// <summary>
    /// What a loss computes with rows: the definition of a table is arithmetic of the constructor, which no pass touches.
    /// </summary>
    private static HashSet<int> Live(LossIr loss)
        => [.. loss.Roots.SelectMany(root => loss.Reachable(root, id => loss.Nodes[id].Op == Op.Table))];

    private static InvalidOperationException Fault(string pass, string what) => new($"after \"{pass}\": {what}");
}
