using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Formulas whose conditions are asked once: what stands under a condition is not asked for it again, factors go under the condition
/// beside them, and summands under one condition are one. True of what is finite, and no pass of losses on the way to code.
/// </summary>
internal sealed class KnownConditions : IrPass
{
    // A condition that is known in a side makes another expression of it, and of two under each other four.
    private const int MostGrowth = 16;

    private readonly Dictionary<int, bool> zeros = [];

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        return expr.Op switch
        {
            Op.Select => Under(expr.A, expr.B, expr.C),
            Op.Mul when IsPartial(expr.A) && !IsPartial(expr.B) => Under(expr.A.A, expr.A.B * expr.B, expr.A.C * expr.B),
            Op.Mul when IsPartial(expr.B) => Under(expr.B.A, expr.A * expr.B.B, expr.A * expr.B.C),
            Op.Add when AreAlike(expr) => Under(expr.A.A, expr.A.B + expr.B.B, expr.A.C + expr.B.C),
            Op.Sub when AreAlike(expr) => Under(expr.A.A, expr.A.B - expr.B.B, expr.A.C - expr.B.C),
            _ => expr,
        };
    }

    private Expr Under(Expr condition, Expr a, Expr b)
    {
        if (Target.Count > MostGrowth * (Source.Nodes.Count + MostGrowth))
            return Select(condition, a, b);
        var zero = Target.Constant(0);
        Expr Side(Expr side, bool holds) => Assume(side, condition, holds, []) is var known && HasZero(known) ? zero : known;
        return Select(condition, Side(a, true), Side(b, false));
    }

    private bool HasZero(Expr product)
    {
        if (product.Op != Op.Mul)
            return product.Is(0);
        if (!zeros.TryGetValue(product.Id, out var isZero))
            zeros.Add(product.Id, isZero = HasZero(product.A) || HasZero(product.B));
        return isZero;
    }

    /// <summary>A choice one side of which is nothing.</summary>
    private static bool IsPartial(Expr a) => a.Op == Op.Select && (a.B.Is(0) || a.C.Is(0));

    private static bool AreAlike(Expr sum)
        => sum.A.Op == Op.Select && sum.B.Op == Op.Select && sum.A.A == sum.B.A && IsPartial(sum.A) && IsPartial(sum.B);

    /// <summary>An expression where a condition is known. That of a class says nothing of the others, over which sums go.</summary>
    private Expr Assume(Expr expr, Expr condition, bool holds, Dictionary<int, Expr> known)
    {
        if (expr == condition)
            return Target.Constant(holds ? 1 : 0);
        // Probabilities stay as they are: formulas know them by their scores.
        if (expr.Node.Arity == 0 || expr.Op == Op.LogSigmoid || (!OperatorTable.Row(expr.Op).Elementwise && ((condition.Axes & Axes.Class) != 0 || expr.Op is not (Op.SumClass or Op.MaxClass))))
            return expr;
        if (!known.TryGetValue(expr.Id, out var result))
        {
            result = expr.Op == Op.Select && expr.A == condition
                ? Assume(holds ? expr.B : expr.C, condition, holds, known)
                : Target.Copy(expr.Node, operand => Assume(new Expr(Target, operand), condition, holds, known));
            known.Add(expr.Id, result);
        }

        return result;
    }
}
