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
        => node.Op != Op.Select || Source.Nodes[node.A].Op != Op.Less ? base.Rewrite(id, node)
            : (Of(node.B).Op, Of(node.C).Op) switch
            {
                (Op.Log, Op.Log1p) => Map(Of(Of(node.C).A).Op == Op.Max ? node.B : node.C),
                (Op.Log1p, Op.Log) when Of(Of(node.C).A).Op == Op.Max => Map(node.B),
                _ => base.Rewrite(id, node),
            };

    private Node Of(int id) => Source.Nodes[id];
}
