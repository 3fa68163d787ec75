using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A function of a probability in (0, 1) that is a sum of powers of 1 − p with coefficients that are not negative, as −log p is:
/// −log p = Σ (1 − p)^j/j. With exponents of at least 1 it is convex, also where its factors are not: (1 − p)^½ (−log p).
/// </summary>
/// <param name="Order">A lower bound of the exponents.</param>
/// <param name="IsPositive">Whether some coefficient is above 0.</param>
/// <param name="IsSteep">Whether it is strictly convex, should the exponents be at least 1, with a slope that goes to −∞ as p goes to
/// 0.</param>
internal readonly record struct PowerSeries(double Order, bool IsPositive, bool IsSteep)
{
    /// <summary>Whether its slope takes every value below that at p = 1 once, and is below 0 in between.</summary>
    public bool IsInvertible => IsSteep && Order >= 1;

    /// <summary>
    /// The series of an expression in which the logits stand for log p, for one class; null if it is not known to be one.
    /// </summary>
    /// <param name="function">The expression.</param>
    /// <param name="constant">The value of an expression without log p, for that class; an interval for what is not one number.</param>
    public static PowerSeries? Of(Expr function, Func<Expr, (double Low, double High)> constant)
    {
        var known = new Dictionary<(int Id, bool IsNegative), PowerSeries?>();
        PowerSeries? Find(Expr expr, bool isNegative)
        {
            if (!known.TryGetValue((expr.Id, isNegative), out var series))
                known[(expr.Id, isNegative)] = series = ElementForm.Moves(expr) ? Moving(expr, isNegative) : Still(Range(expr), isNegative);
            return series;
        }

        (double Low, double High) Range(Expr expr)
            => constant(expr) is var range && !(range.Low > 0) && IsPositiveByForm(expr, constant) ? (double.Epsilon, range.High) : range;

        PowerSeries? Moving(Expr expr, bool isNegative) => (expr.Op, isNegative) switch
        {
            (Op.Logits, true) => new(1, true, true),
            (Op.OneMinusExp, false) when expr.A.Op == Op.Logits => new(1, true, false),
            // (1 − p^q): the binomial series.
            (Op.OneMinusExp, false) when Factor(expr.A) is { } factor
                && Range(factor) is { Low: > 0, High: <= 1 } q => new(1, true, q.High < 1),
            (Op.Pow, false) when IsRest(expr.A) && !ElementForm.Moves(expr.B)
                && Range(expr.B) is { Low: >= 0 } exponent => new(exponent.Low, true, false),
            (Op.Sqrt, false) when IsRest(expr.A) => new(0.5, true, false),
            (Op.Neg, _) => Find(expr.A, !isNegative),
            (Op.Add, _) => Sum(Find(expr.A, isNegative), Find(expr.B, isNegative)),
            (Op.Sub, _) => Sum(Find(expr.A, isNegative), Find(expr.B, !isNegative)),
            (Op.Mul, _) => Product(Find(expr.A, isNegative), Find(expr.B, false)) ?? Product(Find(expr.A, !isNegative), Find(expr.B, true)),
            (Op.Div, _) when !ElementForm.Moves(expr.B) => Range(expr.B) switch
            {
                { Low: > 0 } => Find(expr.A, isNegative),
                { High: < 0 } => Find(expr.A, !isNegative),
                _ => null,
            },
            _ => null,
        };

        return Find(function, false);
    }

    private static PowerSeries? Still((double Low, double High) range, bool isNegative)
        => (isNegative ? -range.High : range.Low) is var low && low >= 0 ? new(0, low > 0, false) : null;

    private static PowerSeries? Sum(PowerSeries? first, PowerSeries? second)
        => first is { } a && second is { } b ? new(Math.Min(a.Order, b.Order), a.IsPositive || b.IsPositive, a.IsSteep || b.IsSteep) : null;

    private static PowerSeries? Product(PowerSeries? first, PowerSeries? second)
        => first is { } a && second is { } b
            ? new(a.Order + b.Order, a.IsPositive && b.IsPositive, (a.IsSteep && b.IsPositive) || (b.IsSteep && a.IsPositive))
            : null;

    private static bool IsRest(Expr expr) => expr.Op == Op.OneMinusExp && expr.A.Op == Op.Logits;

    /// <summary>q of q log p; null if it is something else.</summary>
    private static Expr? Factor(Expr expr)
        => expr.Op != Op.Mul ? null : expr.A.Op == Op.Logits && !ElementForm.Moves(expr.B) ? expr.B : expr.B.Op == Op.Logits
            && !ElementForm.Moves(expr.A) ? expr.A : null;

    /// <summary>Whether an expression of numbers is above 0 by the way it is put together, where intervals have lost it.</summary>
    private static bool IsPositiveByForm(Expr expr, Func<Expr, (double Low, double High)> constant)
    {
        var known = new Dictionary<int, bool>();
        bool Is(Expr one)
        {
            if (!known.TryGetValue(one.Id, out var isPositive))
                known[one.Id] = isPositive = Find(one);
            return isPositive;
        }

        bool Find(Expr one) => constant(one).Low > 0 || one.Op switch
        {
            Op.Add or Op.Mul or Op.Div => Is(one.A) && Is(one.B),
            Op.Pow or Op.Sqrt or Op.SumClass or Op.MaxClass or Op.Table or Op.Stop or Op.AtLabel => Is(one.A),
            Op.Exp => true,
            _ => false,
        };

        return Is(expr);
    }
}
