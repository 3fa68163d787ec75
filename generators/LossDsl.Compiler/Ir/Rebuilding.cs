using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Expressions taken from one graph to another.</summary>
internal static class Rebuilding
{
    /// <summary>An expression of a table in another graph, with something else in the place of some nodes.</summary>
    /// <param name="nodes">The table.</param>
    /// <param name="id">The expression.</param>
    /// <param name="graph">The other graph.</param>
    /// <param name="other">What stands for a node, or null for a copy of it.</param>
    public static Expr Into(this EquatableArray<Node> nodes, int id, Graph graph, Func<Node, Expr?> other)
    {
        var done = new Dictionary<int, Expr>();
        Expr Of(int one)
        {
            if (!done.TryGetValue(one, out var expr))
                done[one] = expr = other(nodes[one]) ?? graph.Copy(nodes[one], Of);
            return expr;
        }

        return Of(id);
    }

    /// <summary>An expression in another graph, or the same, with something else in the place of some nodes.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="graph">The other graph.</param>
    /// <param name="other">What stands for an expression, or null for a copy of it.</param>
    public static Expr Into(this Expr expr, Graph graph, Func<Expr, Expr?> other)
    {
        // What is shared is copied once: an expression unfolded may be exponentially larger than its nodes.
        var done = new Dictionary<int, Expr>();
        Expr Of(Expr one)
        {
            if (!done.TryGetValue(one.Id, out var copy))
                done[one.Id] = copy = other(one) ?? graph.Copy(one.Node, id => Of(new Expr(one.Graph, id)));
            return copy;
        }

        return Of(expr);
    }

    /// <summary>A loss whose only component is an expression.</summary>
    public static LossIr ToLoss(this Expr expr)
    {
        var table = new NodeTable();
        var root = table.Add(expr);
        return new LossIr(table.Nodes, table.Hints, new[] { new Component("Value", root, Denominator.Valid) }.ToEquatable(),
            Reduction.None);
    }

    /// <summary>Whether an operator stands in an expression, without going twice into what is shared.</summary>
    public static bool Contains(this Expr expr, Func<Node, bool> wanted)
    {
        var seen = new HashSet<int>();
        bool In(int id) => seen.Add(id)
            && (wanted(expr.Graph[id]) || Enumerable.Range(0, expr.Graph[id].Arity).Any(i => In(expr.Graph[id].Operand(i))));
        return In(expr.Id);
    }
}
