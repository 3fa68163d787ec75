using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// A pass that rebuilds a loss node by node: <see cref="Rewrite"/> sees each node after its operands. Whatever is not
/// reachable from the roots any more is gone afterwards.
/// </summary>
public abstract class IrPass
{
    /// <summary>The loss before the pass.</summary>
    protected LossIr Source { get; private set; } = null!;

    /// <summary>The graph of the loss after it.</summary>
    protected internal Graph Target { get; private set; } = null!;

    private Expr?[] map = [], verbatim = [];

    /// <summary>Runs the pass.</summary>
    /// <param name="source">The loss before it.</param>
    /// <param name="cancellation">Observed at each node.</param>
    /// <exception cref="System.OperationCanceledException">It was cancelled.</exception>
    public LossIr Run(LossIr source, CancellationToken cancellation = default)
    {
        Source = source;
        Target = new Graph(cancellation);
        (map, verbatim) = (new Expr?[source.Nodes.Count], new Expr?[source.Nodes.Count]);
        return Finish();
    }

    /// <summary>The counterpart of a node of the source.</summary>
    protected Expr Map(int id)
    {
        if (map[id] is { } done)
            return done;
        var node = Source.Nodes[id];
        // The definition of a table is arithmetic of the constructor: no pass has anything to gain in it.
        var expr = node.Op is Op.Table ? Target.Copy(node, Verbatim) : Rewrite(id, node);
        map[id] = Source.Hints[id] is { Length: > 0 } hint ? Target.Named(hint, expr) : expr;
        return expr;
    }

    private Expr Verbatim(int id) => verbatim[id] ?? (verbatim[id] = Target.Copy(Source.Nodes[id], Verbatim)).Value;

    /// <summary>Builds the counterpart of a node; <see cref="Map"/> gives those of its operands.</summary>
    protected virtual Expr Rewrite(int id, Node node) => Target.Copy(node, Map);

    /// <summary>Puts the roots together.</summary>
    protected virtual LossIr Finish()
    {
        Expr[] components = [.. Source.Components.Select(component => Map(component.Value))];
        var results = Source.Results.Where(root => !IsOfGradient(root.Kind)).Select(Mapped).ToList();
        return Rooted(Source, components,
            [.. results, .. Gradients([.. Source.Results.Where(root => IsOfGradient(root.Kind)).Select(Mapped)])]);
    }

    /// <summary>The gradients of a loss: all that a pass changes which leaves the values alone.</summary>
    /// <param name="mapped">The counterparts of those of the source: the gradient, and that at the label if it stands apart.</param>
    protected virtual IEnumerable<Result> Gradients(IReadOnlyList<Result> mapped) => mapped;

    /// <summary>The counterpart of a root.</summary>
    protected Result Mapped(Root root) => new(root.Kind, Map(root.Node), root.Of);

    /// <summary>The part of a graph that is reachable from the roots, numbered in the order in which they reach it.</summary>
    protected static LossIr Rooted(LossIr like, Expr[] components, IEnumerable<Result> results)
    {
        var table = new NodeTable();
        return like with
        {
            Components = like.Components.Select((component, i) => component with { Value = table.Add(components[i]) }).ToEquatable(),
            Results = results.Select(result => new Root(result.Kind, table.Add(result.Value), result.Of)).ToEquatable(),
            Nodes = table.Nodes,
            Hints = table.Hints,
        };
    }

    private static bool IsOfGradient(RootKind kind) => kind is RootKind.Gradient or RootKind.GradientAtLabel;
}
