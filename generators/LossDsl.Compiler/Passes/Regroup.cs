namespace LossDsl.Compiler;

/// <summary>
/// Puts the factors of products in order once more: what is new by row goes together and is computed once for the row.
/// Sums stay as they are, since their order now carries accuracy.
/// </summary>
public sealed class Regroup : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op is Op.Mul or Op.Div ? Product.Of(expr, limits: false).ToExpr() : expr;
    }
}
