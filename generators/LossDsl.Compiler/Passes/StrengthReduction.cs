namespace LossDsl.Compiler;

/// <summary>
/// Cheaper operators: small whole and half powers become products and square roots, which are exact to the last bits and
/// many times cheaper, and division of elements by a number of the row, or of several by the same, becomes multiplication by
/// its inverse.
/// </summary>
public sealed class StrengthReduction : IrPass
{
    private const int Largest = 16;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        if (expr.Op == Op.Div && (expr.A.Axes & Axes.Class) != 0 && ((expr.B.Axes & Axes.Class) == 0 || DividesTwice(node.B)))
            return expr.A * DivideTwice.Quotient(Target.Constant(1), expr.B);
        if (expr.Op == Op.Div)
            return DivideTwice.Quotient(expr.A, expr.B);
        if (expr.Op == Op.OneMinusExp && Powers.Of(expr.A) is { } inner)
            return OneMinusPower(inner.Base, inner.Exponent) ?? expr;
        if (expr.Op != Op.Pow || expr.B.Op != Op.Constant)
            return expr;
        var exponent = expr.B.Node.Value;
        var size = System.Math.Abs(exponent);
        if (size == 0 || size > Largest || 2 * size != (int)(2 * size) || (exponent < 0 && !Signs.IsPositive(expr.A)))
            return expr;
        return exponent < 0 ? 1 / HalfPower(expr.A, size) : HalfPower(expr.A, size);
    }

    /// <summary>1 − (1 + u)^c without cancellation where u is small, for the exponents that are cheap.</summary>
    private static Expr? OneMinusPower(Expr u, double exponent) => exponent switch
    {
        0.5 => -(u / (1 + Functions.Sqrt(1 + u))),
        -1 => u / (1 + u),
        _ => null,
    };

    private static Expr HalfPower(Expr a, double exponent)
    {
        var whole = (int)exponent;
        if (exponent == whole)
            return Power(a, whole);
        var root = Functions.Sqrt(a);
        return whole == 0 ? root : Power(a, whole) * root;
    }

    /// <summary>Whether two quotients or more have that denominator, so that its inverse pays.</summary>
    private bool DividesTwice(int id)
    {
        var quotients = 0;
        foreach (var node in Source.Nodes)
            quotients += node.Op == Op.Div && node.B == id ? 1 : 0;
        return quotients > 1;
    }

    private static Expr Power(Expr a, int n)
    {
        if (n == 1)
            return a;
        var half = Power(a, n / 2);
        return n % 2 == 0 ? half * half : half * half * a;
    }
}
