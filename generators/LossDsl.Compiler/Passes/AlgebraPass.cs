using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Rewrites that are true of real numbers and change floating-point values, by roundings and at limits: normal forms of
/// sums and products, and what does not vary over the classes taken out of sums over them.
/// </summary>
/// <param name="limits">
/// Whether products take their limits at p = 0 and p = 1. Before differentiation they must not: a limit has no derivative.
/// </param>
public sealed class AlgebraPass(bool limits = true) : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op switch
        {
            Op.Add or Op.Sub => Sum.Of(expr, limits).ToExpr(),
            Op.Neg or Op.Mul or Op.Div or Op.Pow => Product.Of(expr, limits).ToExpr(),
            Op.SumClass => OutOfSum(expr),
            Op.Weigh => OutOfShare(expr),
            Op.LogSoftmax => OfScores(expr),
            _ => expr,
        };
    }

    /// <summary>The softmax of a multiple of log-probabilities is that of the multiple of the scores.</summary>
    private static Expr OfScores(Expr expr)
    {
        var product = Product.Of(expr.A, limits: false);
        var inner = product.Factors.Where(factor => factor.VariesOverClasses).ToList();
        return inner.Count == 1 && inner[0].Base.Op == Op.LogSoftmax && inner[0].Exponent.Is(1)
            ? LogSoftmax(Product.Of(expr.Graph, product.Coefficient, product.Factors.Except(inner)).ToExpr() * inner[0].Base.A)
            : expr;
    }

    private Expr OutOfSum(Expr expr)
    {
        var product = Product.Of(expr.A, limits);
        var element = product.Factors.Where(factor => factor.VariesOverClasses).ToList();
        var sumsToOne = element.Count == 1 && element[0].Base is { Op: Op.Exp, A.Op: Op.LogSoftmax } && element[0].Exponent.Is(1);
        if (element.Count == product.Factors.Count && product.Coefficient == 1 && !sumsToOne)
            return expr;
        var row = Product.Of(expr.Graph, product.Coefficient, product.Factors.Where(factor => !factor.VariesOverClasses));
        return sumsToOne ? row.ToExpr() : row.ToExpr() * SumClass(Product.Of(expr.Graph, 1, element).ToExpr());
    }

    /// <summary>A factor that does not vary over the classes goes out of a share.</summary>
    private Expr OutOfShare(Expr expr)
    {
        if (expr.B.Is(0))
            return expr.B;
        var product = Product.Of(expr.B, limits);
        var element = product.Factors.Where(factor => factor.VariesOverClasses).ToList();
        if (element.Count == 0 || (element.Count == product.Factors.Count && product.Coefficient == 1))
            return expr;
        var row = Product.Of(expr.Graph, product.Coefficient, product.Factors.Where(factor => !factor.VariesOverClasses));
        return row.ToExpr() * Weigh(expr.A, Product.Of(expr.Graph, 1, element).ToExpr());
    }
}
