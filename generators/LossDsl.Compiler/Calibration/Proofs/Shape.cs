using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>
/// What is certain about a function of a probability in (0, 1) from the way it is put together: a calculus of signs, of rising
/// and falling, and of curvature, which proves what a scan can only suggest.
/// </summary>
/// <param name="Low">A lower bound.</param>
/// <param name="High">An upper bound.</param>
/// <param name="Rises">Whether its slope is never negative.</param>
/// <param name="Falls">Whether its slope is never positive.</param>
/// <param name="IsStrict">Whether its slope is nowhere 0.</param>
/// <param name="IsConvex">Whether it is convex.</param>
/// <param name="IsConcave">Whether it is concave.</param>
internal readonly record struct Shape(double Low, double High, bool Rises, bool Falls, bool IsStrict, bool IsConvex, bool IsConcave)
{
    private static readonly Shape Unknown = new(double.NegativeInfinity, double.PositiveInfinity, false, false, false, false, false);

    /// <summary>Whether it is smooth where it falls: its slope is below 0 everywhere.</summary>
    public bool FallsStrictly => Falls && IsStrict;

    /// <summary>Whether it has a lower bound.</summary>
    public bool IsBoundedBelow => Low > double.NegativeInfinity;

    /// <summary>The shape of an expression in which the logits stand for log p, for one class.</summary>
    /// <param name="function">The expression.</param>
    /// <param name="constant">The value of an expression without log p, for that class; an interval for what is read at each call.</param>
    public static Shape Of(Expr function, Func<Expr, (double Low, double High)> constant)
        => Of(function, constant, new(double.NegativeInfinity, 0, true, false, true, false, true));

    /// <summary>The shape of an expression of a score, for one class: curvature and slope are in the score.</summary>
    /// <param name="function">The expression.</param>
    /// <param name="constant">The value of an expression without the score, for that class; an interval for what is read at each
    /// call.</param>
    public static Shape OfScore(Expr function, Func<Expr, (double Low, double High)> constant)
        => Of(function, constant, new(double.NegativeInfinity, double.PositiveInfinity, true, false, true, true, true));

    private static Shape Of(Expr function, Func<Expr, (double Low, double High)> constant, Shape variable)
    {
        var known = new Dictionary<int, Shape>();
        Shape Find(Expr expr)
        {
            if (!known.TryGetValue(expr.Id, out var shape))
                known[expr.Id] = shape = expr.Op == Op.Logits ? variable : ElementForm.Moves(expr) ? Compound(expr, Find)
                    : Still(constant(expr));
            return shape;
        }

        return Find(function);
    }

    /// <summary>Whether it is log p, whose exponential is the probability itself.</summary>
    private bool IsLogarithm => High == 0 && IsConcave && !IsConvex;

    private bool IsConstant => Rises && Falls;

    private bool IsPositive => Low >= 0 && !(IsConstant && Low == 0);

    private static Shape Still((double Low, double High) range)
        => double.IsNaN(range.Low) || double.IsNaN(range.High) ? Unknown : new(range.Low, range.High, true, true, false, true, true);

    private static Shape Compound(Expr expr, Func<Expr, Shape> find) => expr.Op switch
    {
        Op.Exp when expr.A.Op == Op.Logits && find(expr.A).IsLogarithm => new(0, 1, true, false, true, true, true),
        Op.OneMinusExp when expr.A.Op == Op.Logits && find(expr.A).IsLogarithm => new(0, 1, false, true, true, true, true),
        Op.Add => Sum(find(expr.A), find(expr.B)),
        Op.Sub => Sum(find(expr.A), Negated(find(expr.B))),
        Op.Mul => Product(find(expr.A), find(expr.B)),
        Op.Div => Product(find(expr.A), Power(find(expr.B), -1, -1)),
        Op.Pow when find(expr.B) is { IsConstant: true } exponent => Power(find(expr.A), exponent.Low, exponent.High),
        Op.Abs => find(expr.A) is { Low: >= 0 } a ? a : find(expr.A) is { High: <= 0 } b ? Negated(b) : Unknown with { Low = 0 },
        Op.Max => Larger(find(expr.A), find(expr.B)),
        Op.Min => Negated(Larger(Negated(find(expr.A)), Negated(find(expr.B)))),
        // Two forms of one logarithm are one function.
        Op.Select when find(expr.A) is { IsConstant: true } => Either(find(expr.B), find(expr.C)),
        _ => Composed(OperatorTable.Row(expr.Op), expr, find),
    };

    /// <summary>A function of one operand, of which the row says which way it goes and bends.</summary>
    private static Shape Composed(OperatorRow row, Expr expr, Func<Expr, Shape> find)
    {
        var curve = row.Facts.Curve;
        // What rises or falls but bends both ways is left to the search.
        if (row.Value is not { } function || curve.Monotony == Monotony.Unknown || curve.Curvature == Curvature.Unknown)
            return Unknown;
        var a = find(expr.A);
        if (!(a.Low >= curve.From))
            return Unknown;
        return curve.Monotony == Monotony.Rises
            ? Composed(a, x => function(x, 0, 0), curve.IsConvex, curve.IsConcave)
            : Negated(Composed(a, x => -function(x, 0, 0), curve.IsConcave, curve.IsConvex));
    }

    /// <summary>A rising function of it.</summary>
    private static Shape Composed(Shape a, Func<double, double> function, bool convex, bool concave)
        => new(function(a.Low), function(a.High), a.Rises, a.Falls, a.IsStrict, convex && a.IsConvex, concave && a.IsConcave);

    private static Shape Negated(Shape a) => new(-a.High, -a.Low, a.Falls, a.Rises, a.IsStrict, a.IsConcave, a.IsConvex);

    private static Shape Sum(Shape a, Shape b)
    {
        var together = (a.Rises && b.Rises) || (a.Falls && b.Falls);
        return new(a.Low + b.Low, a.High + b.High, a.Rises && b.Rises, a.Falls && b.Falls, together && (a.IsStrict || b.IsStrict),
            a.IsConvex && b.IsConvex, a.IsConcave && b.IsConcave);
    }

    private static Shape Product(Shape a, Shape b)
    {
        if (a.High <= 0 && !(a.Low >= 0))
            return Negated(Product(Negated(a), b));
        if (b.High <= 0 && !(b.Low >= 0))
            return Negated(Product(a, Negated(b)));
        if (!(a.Low >= 0 && b.Low >= 0))
        {
            // A positive constant times anything.
            var (constant, other) = a.IsConstant && a.Low >= 0 ? (a, b) : (b, a);
            return constant.IsConstant && constant.Low >= 0
                ? new(Bound(constant.High, other.Low), Bound(constant.High, other.High), other.Rises, other.Falls, other.IsStrict
                    && constant.Low > 0, other.IsConvex, other.IsConcave)
                : Unknown;
        }

        var (rises, falls) = (a.Rises && b.Rises, a.Falls && b.Falls);
        var strict = (rises || falls) && ((a.IsStrict && b.IsPositive) || (b.IsStrict && a.IsPositive));
        var convex = (rises || falls) && a.IsConvex && b.IsConvex;
        var concave = (a.IsConstant && b.IsConcave) || (b.IsConstant && a.IsConcave);
        return new(Bound(a.Low, b.Low), Bound(a.High, b.High), rises, falls, strict, convex, concave);
    }

    private static double Bound(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    /// <summary>A power, with an exponent between two numbers that stays the same from one probability to another.</summary>
    private static Shape Power(Shape a, double low, double high)
    {
        if (!(a.Low >= 0) || !a.IsPositive)
            return Unknown;
        var (least, most) = (double.PositiveInfinity, 0.0);
        foreach (var exponent in (double[])[low, high])
        {
            foreach (var value in (double[])[a.Low, a.High])
            {
                var power = Math.Pow(value, exponent);
                (least, most) = (Math.Min(least, power), Math.Max(most, power));
            }
        }

        return low >= 0 ? new(least, most, a.Rises, a.Falls, a.IsStrict && low > 0, low >= 1 && a.IsConvex, high <= 1 && a.IsConcave)
            : high <= 0 ? new(least, most, a.Falls, a.Rises, a.IsStrict && high < 0, a.IsConcave, false)
            : Unknown with { Low = 0 };
    }

    private static Shape Larger(Shape a, Shape b)
        => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High), a.Rises && b.Rises, a.Falls && b.Falls, a.IsStrict && b.IsStrict
            && a.Falls == b.Falls && a.Rises == b.Rises,
            a.IsConvex && b.IsConvex, false);

    private static Shape Either(Shape a, Shape b)
        => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), a.Rises && b.Rises, a.Falls && b.Falls,
            a.IsStrict && b.IsStrict && a.Falls == b.Falls && a.Rises == b.Rises, a.IsConvex && b.IsConvex, a.IsConcave && b.IsConcave);
}
