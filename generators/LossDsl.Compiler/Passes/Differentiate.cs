using System;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Symbolic reverse mode: the gradient of Σ_c seed_c·component_c with respect to a leaf, from the derivative in each
/// operator's row.
/// </summary>
/// <param name="variable">The leaf.</param>
public sealed class Differentiate(Variable variable) : IrPass
{
    // Elements of an elementwise loss may be masked: what each adds to the gradient of a parameter stays apart until the end.
    private bool PerElement
        => variable.Op == Op.Parameter && Source.Nodes.Any(node => node is { Op: Op.Input, Name: InputTable.ElementWeights });

    /// <inheritdoc/>
    protected override LossIr Finish()
    {
        Expr[] components = [.. Source.Components.Select(component => Map(component.Value))];
        // Without reduction every element of an elementwise loss has an upstream gradient of its own.
        var root = Source.ElementValue >= 0
            ? Target.Seed(0) * SumClass(Target.Input(InputTable.Upstream) * Map(Source.ElementValue))
            : RunningSum.Of(components.Select((component, c) => Target.Seed(c) * component));

        var (rows, elements) = Gradient(root, variable.In(Target));
        return Rooted(Source, components,
            [.. Source.Results.Select(Mapped),
                new Result(RootKind.Gradient, elements is { } apart ? Together(rows, apart) : rows, variable)]);
    }

    /// <summary>What rows and elements add to the gradient of a parameter: one number per row, or per element without reduction.</summary>
    private Expr Together(Expr rows, Expr elements)
    {
        var counted = LeaveOutMasked.Counted(Target.Input(InputTable.ElementWeights), elements);
        return Source.ElementValue < 0 ? rows + SumClass(counted) : (rows / Target.Leaf(Op.ClassCount)) + counted;
    }

    /// <summary>The gradient of a sum over rows with respect to a leaf; that of elements apart where they stay so.</summary>
    private (Expr Rows, Expr? Elements) Gradient(Expr root, Expr leaf)
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

        var rows = new RunningSum?[count];
        var elements = new RunningSum?[count];
        Add(rows, root.Id, graph.Constant(1));
        for (var id = root.Id; id >= 0; id--)
        {
            if (!depends[id])
                continue;
            if (graph[id].Arity > 0 && !OperatorTable.Row(graph[id].Op).Elementwise && elements[id] is { } apart)
            {
                Add(rows, id, SumClass(apart.Value!.Value));
                elements[id] = null;
            }

            if (rows[id] is { } adjoint)
                Contribute(new Expr(graph, id), adjoint.Value!.Value, depends, rows, elements);
            if (elements[id] is { } ofElements)
                Contribute(new Expr(graph, id), ofElements.Value!.Value, depends, elements, elements);
        }

        return (rows[leaf.Id]?.Value ?? graph.Constant(0), elements[leaf.Id]?.Value);
    }

    /// <summary>Adds what an adjoint of a node contributes to those of its operands.</summary>
    private void Contribute(Expr self, Expr adjoint, bool[] depends, RunningSum?[] rows, RunningSum?[] elements)
    {
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
            var axes = self.Graph[operand].Axes;
            // An adjoint that is the same for every class is a sum over them too, where the node has the axis.
            var overClasses = ((contribution.Axes | self.Axes) & ~axes & Axes.Class) != 0;
            var apart = overClasses && PerElement && axes == Axes.None;
            Add(apart ? elements : rows, operand, overClasses && !apart ? SumClass(contribution) : contribution);
        }
    }

    private static void Add(RunningSum?[] sums, int id, Expr summand) => (sums[id] ??= new RunningSum()).Add(summand);
}
