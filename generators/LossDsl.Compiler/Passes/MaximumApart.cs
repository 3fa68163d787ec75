using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The derivative of a softmax from numbers as targets, a − p Σ a, where p is nearly 1 and a nearly the whole sum: there it is
/// (1 − p) a − p Σ a over the other classes, in which nothing cancels. Targets next to one class, (1 − ε, ε), have gradients as
/// small as ε.
/// </summary>
public sealed class MaximumApart : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        if (expr.Op != Op.Sub)
            return expr;
        return Share(expr.B, expr.A) is { } logP ? Apart(expr.A, logP)
            : Share(expr.A, expr.B) is { } inner ? -Apart(expr.B, inner)
            : expr;
    }

    /// <summary>The log-probabilities, if a product is p Σ a and a depends on targets.</summary>
    private static Expr? Share(Expr product, Expr a)
    {
        if (product.Op != Op.Mul)
            return null;
        var (sum, p) = product.A.Op == Op.SumClass ? (product.A, product.B) : (product.B, product.A);
        return sum.Op == Op.SumClass && sum.A == a && p is { Op: Op.Exp, A.Op: Op.LogSoftmax } && DependsOnTargets(a) ? p.A : null;
    }

    private static bool DependsOnTargets(Expr a)
        => a.Contains(node => node is { Op: Op.MatrixRow } or { Op: Op.Input, Name: InputTable.Targets });

    private static Expr Apart(Expr a, Expr logP)
    {
        var graph = a.Graph;
        var product = Product.Of(a, limits: false);
        var element = Product.Of(graph, 1, product.Factors.Where(factor => factor.VariesOverClasses)).ToExpr();
        var row = Product.Of(graph, product.Coefficient, product.Factors.Where(factor => !factor.VariesOverClasses)).ToExpr();

        // Of several equal maxima each has a p of at most ½, and what is left out of the sum of the others would be too much.
        var (zero, one) = (graph.Constant(0), graph.Constant(1));
        var max = MaxClass(logP.A);
        var top = Equal(logP.A, max);
        var onlyTop = Equal(logP.A,
            Select(Less(SumClass(Select(top, one, zero)), graph.Constant(1.5)), max, graph.Constant(double.PositiveInfinity)));
        var others = SumClass(Select(top, zero, one) * element);
        return row * Select(onlyTop, (OneMinusExp(logP) * element) - (Exp(logP) * others), element - (Exp(logP) * SumClass(element)));
    }
}
