using System;
using System.Collections.Generic;

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
        Expr? total = null;
        foreach (var summand in Of(expr))
            total = total is { } sum ? sum + linear(summand) : linear(summand);
        return total!.Value;
    }

    private static IEnumerable<Expr> Of(Expr a)
    {
        if (a.Op is not (Op.Add or Op.Sub or Op.Neg))
        {
            yield return a;
            yield break;
        }

        foreach (var summand in Of(a.A))
            yield return a.Op == Op.Neg ? -summand : summand;
        if (a.Op == Op.Neg)
            yield break;
        foreach (var summand in Of(a.B))
            yield return a.Op == Op.Sub ? -summand : summand;
    }
}
