using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Formulas whose conditions are asked once: what stands under a condition is not asked for it again, factors go under the condition
/// beside them, summands under one condition are one, and so are choices both sides of which are nothing unless it holds. True of
/// what is finite, and no pass of losses on the way to code.
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
            Op.Select => Shared(expr) ?? Under(expr.A, expr.B, expr.C),
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

    /// <summary>A choice of two that are 0 unless a condition holds as the choice of the two under it, or null.</summary>
    private Expr? Shared(Expr choice)
    {
        if (choice.B.Op != Op.Select || !choice.B.C.Is(0) || choice.B.A == choice.A)
            return null;
        var condition = choice.B.A;
        var known = new Dictionary<int, Expr?>();
        return Unless(condition, choice.B, known) is { } b && Unless(condition, choice.C, known) is { } c
            ? Under(condition, Under(choice.A, b, c), Target.Constant(0))
            : null;
    }

    /// <summary>Of an expression that is 0 unless a condition holds, what it is where it does; null of any other.</summary>
    private static Expr? Unless(Expr condition, Expr expr, Dictionary<int, Expr?> known)
    {
        if (expr.Op != Op.Select || expr.A == condition)
            return expr.Is(0) ? expr : expr.Op == Op.Select && expr.C.Is(0) ? expr.B : null;
        if (!known.TryGetValue(expr.Id, out var result))
        {
            result = Unless(condition, expr.B, known) is { } b && Unless(condition, expr.C, known) is { } c ? Select(expr.A, b, c) : null;
            known.Add(expr.Id, result);
        }

        return result;
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
        if (expr.Node.Arity == 0 || expr.Op == Op.LogSigmoid
            || (!OperatorTable.Row(expr.Op).Elementwise
                && ((condition.Axes & Axes.Class) != 0 || expr.Op is not (Op.SumClass or Op.MaxClass))))
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
