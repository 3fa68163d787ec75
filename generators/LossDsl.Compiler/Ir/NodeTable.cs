using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Collects what is reachable from the expressions added, operands first, each node once.</summary>
public sealed class NodeTable
{
    private readonly List<Node> nodes = [];
    private readonly List<string> hints = [];
    private readonly Dictionary<int, int> ids = [];

    /// <summary>The nodes so far.</summary>
    public EquatableArray<Node> Nodes => nodes.ToEquatable();

    /// <summary>What the nodes mean, or "".</summary>
    public EquatableArray<string> Hints => hints.ToEquatable();

    /// <summary>Adds an expression and what it needs; returns its index.</summary>
    public int Add(Expr expr)
    {
        if (ids.TryGetValue(expr.Id, out var id))
            return id;
        var node = expr.Node;
        if (node.Arity > 0)
            node = node with { A = Add(expr.A) };
        if (node.Arity > 1)
            node = node with { B = Add(expr.B) };
        if (node.Arity > 2)
            node = node with { C = Add(expr.C) };
        id = nodes.Count;
        nodes.Add(node);
        hints.Add(expr.Graph.Hint(expr.Id) ?? "");
        ids.Add(expr.Id, id);
        return id;
    }
}
