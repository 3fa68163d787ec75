namespace LossDsl.Compiler;

/// <summary>Division by a square becomes two divisions: the square of a small number is 0 in single precision.</summary>
public sealed class DivideTwice : IrPass
{
    private const double Square = 2;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op == Op.Div ? Quotient(expr.A, expr.B) : expr;
    }

    /// <summary>The quotient, divided by the root twice if the denominator is a square, as a power or as a product.</summary>
    public static Expr Quotient(Expr a, Expr b)
    {
        var isSquare = b is { Op: Op.Pow, B: { Op: Op.Constant, Node.Value: Square } } || (b.Op == Op.Mul && b.A == b.B);
        return isSquare ? Quotient(Quotient(a, b.A), b.A) : a / b;
    }
}
