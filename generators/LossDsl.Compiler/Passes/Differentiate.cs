using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Symbolic reverse mode: the gradient of Σ_c seed_c·component_c with respect to the logits, from the derivative in each
/// operator's row.
/// </summary>
public sealed class Differentiate : IrPass
{
    /// <inheritdoc/>
    protected override LossIr Finish()
    {
        Expr[] components = [.. Source.Components.Select(component => Map(component.Value))];
        var root = Target.Constant(0);
        for (var c = 0; c < components.Length; c++)
            root += Target.Seed(c) * components[c];

        return Rooted(
            Source,
            components,
            Source.RowWeight < 0 ? null : Map(Source.RowWeight),
            Gradient(root),
            null);
    }

    /// <summary>The gradient of a sum over rows with respect to the logits.</summary>
    private static Expr Gradient(Expr root)
    {
        // What depends on the logits, and the adjoints, from the root downwards: operands have smaller indices.
        var graph = root.Graph;
        var logits = graph.Leaf(Op.Logits);
        var count = Math.Max(root.Id, logits.Id) + 1;
        var depends = new bool[count];
        for (var id = 0; id < count; id++)
        {
            var node = graph[id];
            depends[id] = id == logits.Id;
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
                if ((contribution.Axes & ~graph[operand].Axes & Axes.Class) != 0)
                    contribution = Functions.SumClass(contribution);
                adjoints[operand] = adjoints[operand] is { } sum ? sum + contribution : contribution;
            }
        }

        return adjoints[logits.Id] ?? graph.Constant(0);
    }
}
