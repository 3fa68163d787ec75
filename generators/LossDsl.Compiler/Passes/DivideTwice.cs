namespace LossDsl.Compiler;

/// <summary>Division by a square becomes two divisions: the square of a small number is 0 in single precision.</summary>
public sealed class DivideTwice : IrPass
{
    private const double Square = 2;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr is { Op: Op.Div, B: { Op: Op.Pow, B: { Op: Op.Constant, Node.Value: Square } } } ? expr.A / expr.B.A / expr.B.A : expr;
    }
}
