namespace LossDsl.Compiler;

/// <summary>
/// Cheaper operators: small whole and half powers become products and square roots, which are exact to the last bits and
/// many times cheaper, and division of elements by a number of the row becomes multiplication by its inverse.
/// </summary>
public sealed class StrengthReduction : IrPass
{
    private const int Largest = 16;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        if (expr.Op == Op.Div && (expr.A.Axes & Axes.Class) != 0 && (expr.B.Axes & Axes.Class) == 0)
            return expr.A * (1 / expr.B);
        if (expr.Op != Op.Pow || expr.B.Op != Op.Constant)
            return expr;
        var exponent = expr.B.Node.Value;
        if (exponent <= 0 || exponent > Largest || 2 * exponent != (int)(2 * exponent))
            return expr;
        var whole = (int)exponent;
        Expr? root = exponent == whole ? null : Target.Make(Op.Sqrt, expr.A);
        return whole == 0 ? root!.Value : root is { } half ? Power(expr.A, whole) * half : Power(expr.A, whole);
    }

    private static Expr Power(Expr a, int n)
    {
        if (n == 1)
            return a;
        var half = Power(a, n / 2);
        return n % 2 == 0 ? half * half : half * half * a;
    }
}
