namespace LossDsl.Compiler;

/// <summary>
/// A product with the number 0 is 0, whatever the rest: true of what is finite, and no pass of losses on the way to code.
/// </summary>
internal sealed class Vanish : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op == Op.Mul && (expr.A.Is(0) || expr.B.Is(0)) ? expr.Graph.Constant(0) : expr;
    }
}
