using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Linear maps taken summand by summand: derivatives are linear in the adjoint, and a product that is to be simplified must
/// not hide in a sum.
/// </summary>
internal static class Summands
{
    /// <summary>The sum of the images of the summands.</summary>
    public static Expr Map(Expr expr, Func<Expr, Expr> linear)
    {
        var summands = new List<Expr>();
        Collect(expr, false, summands);
        return RunningSum.Of(summands.Select(linear));
    }

    /// <summary>
    /// A linear map that may be infinite, taken inside a choice of which one side is nothing: where nothing arrives, nothing
    /// goes on, and 0·∞ must not become NaN.
    /// </summary>
    public static Expr Inside(Expr expr, Func<Expr, Expr> linear)
    {
        if (expr.Op == Op.Neg)
            return -Inside(expr.A, linear);
        if (expr.Op != Op.Select || !(expr.B.Is(0) || expr.C.Is(0)))
            return linear(expr);
        return expr.B.Is(0)
            ? Functions.Select(expr.A, expr.B, Inside(expr.C, linear))
            : Functions.Select(expr.A, Inside(expr.B, linear), expr.C);
    }

    private static void Collect(Expr a, bool isNegative, List<Expr> into)
    {
        if (a.Op is not (Op.Add or Op.Sub or Op.Neg))
        {
            into.Add(isNegative ? -a : a);
            return;
        }

        Collect(a.A, isNegative != (a.Op == Op.Neg), into);
        if (a.Op != Op.Neg)
            Collect(a.B, isNegative != (a.Op == Op.Sub), into);
    }
}
