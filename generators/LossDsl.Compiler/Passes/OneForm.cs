using System;

namespace LossDsl.Compiler;

/// <summary>
/// Of two numerical forms of a logarithm, log a where a is small and log1p(a − 1) elsewhere, it keeps one: in double precision the choice
/// decides nothing, and formulas, verdicts and links are shorter for it. Which one is kept is not bounded for the sake of where it is not
/// taken, as in log1p(max(a − 1, −½)).
/// </summary>
internal sealed class OneForm : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => Kept(node, operand => Source.Nodes[operand]) is { } kept ? Map(kept) : base.Rewrite(id, node);

    /// <summary>Of a choice between two forms of a logarithm the one that is kept; null of any other node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="of">The node of an index.</param>
    public static int? Kept(Node node, Func<int, Node> of)
        => node.Op != Op.Select || of(node.A).Op != Op.Less ? null
            : (of(node.B).Op, of(node.C).Op) switch
            {
                (Op.Log, Op.Log1p) => of(of(node.C).A).Op == Op.Max ? node.B : node.C,
                (Op.Log1p, Op.Log) when of(of(node.C).A).Op == Op.Max => node.B,
                _ => null,
            };
}
