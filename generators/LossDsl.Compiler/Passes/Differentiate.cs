using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Symbolic reverse mode: the gradient of Σ_c seed_c·component_c with respect to the logits or to an input, from the
/// derivative in each operator's row.
/// </summary>
/// <param name="input">The input, per element; null for the logits.</param>
public sealed class Differentiate(string? input = null) : IrPass
{
    /// <inheritdoc/>
    protected override LossIr Finish()
    {
        Expr[] components = [.. Source.Components.Select(component => Map(component.Value))];
        var root = Target.Constant(0);
        for (var c = 0; c < components.Length && Source.ElementValue < 0; c++)
            root += Target.Seed(c) * components[c];
        // Without reduction every element of an elementwise loss has an upstream gradient of its own.
        if (Source.ElementValue >= 0)
            root = Target.Seed(0) * Functions.SumClass(Target.Input(InputTable.Upstream) * Map(Source.ElementValue));

        return Rooted(
            Source,
            components,
            Optional(Source.RowWeight),
            Optional(Source.ElementValue),
            Gradient(root, input is null ? Target.Leaf(Op.Logits) : Target.Input(input)),
            null);
    }

    /// <summary>The gradient of a sum over rows with respect to a leaf per element.</summary>
    private static Expr Gradient(Expr root, Expr leaf)
    {
        // What depends on the leaf, and the adjoints, from the root downwards: operands have smaller indices.
        var graph = root.Graph;
        var count = Math.Max(root.Id, leaf.Id) + 1;
        var depends = new bool[count];
        for (var id = 0; id < count; id++)
        {
            var node = graph[id];
            depends[id] = id == leaf.Id;
            for (var i = 0; i < node.Arity && node.Op != Op.Stop; i++)
                depends[id] |= depends[node.Operand(i)];
        }

        var adjoints = new Expr?[count];
        adjoints[root.Id] = graph.Constant(1);
        for (var id = root.Id; id >= 0; id--)
        {
            if (!depends[id] || adjoints[id] is not { } adjoint)
                continue;
            var self = new Expr(graph, id);
            var row = OperatorTable.Row(self.Op);
            for (var i = 0; i < self.Node.Arity; i++)
            {
                var operand = self.Node.Operand(i);
                if (!depends[operand])
                    continue;
                if (row.Derivative is null)
                    throw new InvalidOperationException($"the operator {self.Op} has no derivative in its row");
                if (row.Derivative(self, adjoint, i) is not { } contribution)
                    continue;
                // An adjoint that is the same for every class is a sum over them too, where the node has the axis.
                if (((contribution.Axes | self.Axes) & ~graph[operand].Axes & Axes.Class) != 0)
                    contribution = Functions.SumClass(contribution);
                adjoints[operand] = adjoints[operand] is { } sum ? sum + contribution : contribution;
            }
        }

        return adjoints[leaf.Id] ?? graph.Constant(0);
    }
}
