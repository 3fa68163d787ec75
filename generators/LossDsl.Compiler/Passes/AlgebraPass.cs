using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Rewrites that are true of real numbers and change floating-point values, by roundings and at limits: normal forms of
/// sums and products, and what does not vary over the classes taken out of sums over them.
/// </summary>
public sealed class AlgebraPass : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op switch
        {
            Op.Add or Op.Sub => Sum.Of(expr).ToExpr(),
            Op.Neg or Op.Mul or Op.Div or Op.Pow => Product.Of(expr).ToExpr(),
            Op.SumClass => OutOfSum(expr),
            _ => expr,
        };
    }

    private static Expr OutOfSum(Expr expr)
    {
        var product = Product.Of(expr.A);
        var element = product.Factors.Where(factor => factor.VariesOverClasses).ToList();
        if (element.Count == product.Factors.Count && product.Coefficient == 1)
            return expr;
        var row = Product.Of(expr.Graph, product.Coefficient, product.Factors.Where(factor => !factor.VariesOverClasses));
        return row.ToExpr() * SumClass(Product.Of(expr.Graph, 1, element).ToExpr());
    }
}
