using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Takes exponentials that all summands share out of sums, so that they cancel in quotients: p² + p(1 − p) over p is no 0/0 where p is
/// too small for a number.
/// </summary>
internal sealed class CommonFactors : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op switch
        {
            Op.Add or Op.Sub => OutOfSum(expr),
            Op.Mul or Op.Div => Product.Of(expr, limits: false).ToExpr(),
            _ => expr,
        };
    }

    private Expr OutOfSum(Expr sum)
    {
        var (left, right) = (Product.Of(sum.A, limits: false), Product.Of(sum.B, limits: false));
        var common = new List<Factor>();
        foreach (var factor in left.Factors.Where(factor => factor.Base.Op == Op.Exp && factor.Exponent.Op == Op.Constant))
        {
            if (right.Factors.FirstOrDefault(other => other.Base == factor.Base) is { Exponent: { Op: Op.Constant } exponent })
                common.Add(new Factor(factor.Base, exponent.Node.Value < factor.Exponent.Node.Value ? exponent : factor.Exponent));
        }

        if (common.Count == 0)
            return sum;
        var shared = Product.Of(Target, 1, common).ToExpr();
        Expr Rest(Expr summand) => Product.Of(summand / shared, limits: false).ToExpr();
        var rest = sum.Op == Op.Add ? Rest(sum.A) + Rest(sum.B) : Rest(sum.A) - Rest(sum.B);
        return shared * rest;
    }
}
