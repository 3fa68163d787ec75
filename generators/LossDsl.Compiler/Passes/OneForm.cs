namespace LossDsl.Compiler;

/// <summary>
/// Of two numerical forms of a logarithm, log a from the complement where a is small and log1p(a − 1) elsewhere, it keeps the second: in
/// double precision the choice decides nothing, and formulas, verdicts and links are shorter for it.
/// </summary>
internal sealed class OneForm : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => node.Op == Op.Select
            && Source.Nodes[node.A].Op == Op.Less && Source.Nodes[node.B].Op == Op.Log && Source.Nodes[node.C].Op == Op.Log1p
            ? Map(node.C)
            : base.Rewrite(id, node);
}
