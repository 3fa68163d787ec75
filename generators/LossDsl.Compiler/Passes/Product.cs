using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>A product in normal form: a number times powers of different bases.</summary>
internal sealed class Product
{
    private readonly Graph graph;
    private readonly List<Factor> factors = [];

    private Product(Graph graph) => this.graph = graph;

    /// <summary>The number.</summary>
    public double Coefficient { get; private set; } = 1;

    /// <summary>The powers.</summary>
    public IReadOnlyList<Factor> Factors => factors;

    /// <summary>Takes an expression apart.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="limits">Whether products that are 0·∞ at p = 0 or p = 1 take their limits there.</param>
    public static Product Of(Expr expr, bool limits = true)
    {
        var product = new Product(expr.Graph);
        product.Multiply(expr, 1);
        if (limits)
            product.ApplyLimits();
        return product;
    }

    /// <summary>A number times some factors.</summary>
    public static Product Of(Graph graph, double coefficient, IEnumerable<Factor> factors)
    {
        var product = new Product(graph) { Coefficient = coefficient };
        product.factors.AddRange(factors);
        return product;
    }

    /// <summary>
    /// Puts it together: what varies over less stands first, so that the part of a row is computed once for the row.
    /// </summary>
    public Expr ToExpr()
    {
        var result = graph.Constant(System.Math.Abs(Coefficient));
        foreach (var level in factors.GroupBy(factor => factor.Base.Axes).OrderBy(level => level.Key))
        {
            Expr? denominator = null;
            foreach (var factor in level.OrderBy(factor => factor.Base.Id))
            {
                if (!Negative(factor.Exponent))
                {
                    result *= Pow(factor.Base, factor.Exponent);
                    continue;
                }

                var under = Pow(factor.Base, graph.Constant(-factor.Exponent.Node.Value));
                denominator = denominator is { } so ? so * under : under;
            }

            if (denominator is { } whole)
                result /= whole;
        }

        return Coefficient < 0 ? -result : result;
    }

    private void Multiply(Expr expr, int sign)
    {
        switch (expr.Op)
        {
            case Op.Constant when sign > 0:
                Coefficient *= expr.Node.Value;
                break;
            case Op.Constant when !expr.Is(0):
                Coefficient /= expr.Node.Value;
                break;
            case Op.Neg:
                Coefficient = -Coefficient;
                Multiply(expr.A, sign);
                break;
            case Op.Mul:
                Multiply(expr.A, sign);
                Multiply(expr.B, sign);
                break;
            case Op.Div:
                Multiply(expr.A, sign);
                Multiply(expr.B, -sign);
                break;
            case Op.Pow:
                Multiply(expr.A, sign > 0 ? expr.B : -expr.B);
                break;
            case Op.Exp when Powers.Of(expr.A) is { } power:
                Multiply(1 + power.Base, graph.Constant(sign * power.Exponent));
                break;
            default:
                Multiply(expr, graph.Constant(sign));
                break;
        }
    }

    private void Multiply(Expr factor, Expr exponent)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            // x/x is not 1 where x is 0: only a base whose limits are taken care of may cancel, or one that is never 0.
            if (factors[i].Base != factor
                || (factor.Op != Op.OneMinusExp && !Signs.IsPositive(factor) && Negative(exponent) != Negative(factors[i].Exponent)))
                continue;
            factors[i] = new(factor, Add(factors[i].Exponent, exponent));
            if (factors[i].Exponent.Is(0))
                factors.RemoveAt(i);
            return;
        }

        factors.Add(new(factor, exponent));
    }

    private static bool Negative(Expr exponent) => exponent.Op == Op.Constant && exponent.Node.Value < 0;

    /// <summary>Sum of exponents, (γ − 1) + 1 being γ.</summary>
    private Expr Add(Expr a, Expr b)
    {
        var (left, leftShift) = Shifted(a);
        var (right, rightShift) = Shifted(b);
        var shift = leftShift + rightShift;
        Expr? symbolic = left is { } l ? right is { } r ? l + r : l : right;
        return symbolic is not { } sum ? graph.Constant(shift) : shift < 0 ? sum - (-shift) : sum + shift;
    }

    private static (Expr? Symbolic, double Shift) Shifted(Expr a) => a.Op switch
    {
        Op.Constant => (null, a.Node.Value),
        Op.Add when a.A.Op == Op.Constant => (a.B, a.A.Node.Value),
        Op.Sub when a.B.Op == Op.Constant => (a.A, -a.B.Node.Value),
        _ => (a, 0),
    };

    /// <summary>
    /// x e^x (1 − e^x)^c = −(1 − e^x)^(c+1) Todd(x): the left side is 0·∞ at x = −∞ and, for c &lt; 0, at x = 0; the right
    /// side is its limit there. This is the derivative of every focal factor. Of x e^(cx) for other c the limit is 0.
    /// </summary>
    private void ApplyLimits()
    {
        ByCase();
        foreach (var exponential in factors.Where(factor => factor.Base.Op == Op.Exp && !Negative(factor.Exponent)).ToList())
        {
            var x = exponential.Base.A;
            var negative = x.Op == Op.Neg;
            var bare = negative ? x.A : x;
            var linear = factors.FindIndex(factor => factor.Exponent.Is(1) && (factor.Base == bare || IsMultiple(x, factor.Base)));
            if (linear < 0)
                continue;
            if (!exponential.Exponent.Is(1) || factors[linear].Base != bare)
            {
                var share = Weigh(Pow(exponential.Base, exponential.Exponent), factors[linear].Base);
                factors.RemoveAt(linear);
                factors.Remove(exponential);
                Multiply(share, graph.Constant(1));
                continue;
            }

            factors.RemoveAt(linear);
            factors.Remove(exponential);
            if (!negative)
                Coefficient = -Coefficient;
            Multiply(OneMinusExp(x), graph.Constant(1));
            Multiply(Todd(x), graph.Constant(1));
        }

        Shares();

        // The infinite slope of (1 − p)^γ at p = 1: the gradient has the probabilities of the other classes as a factor
        // besides, which are 0 there.
        // Where 1 − p is too small for a number that has an inverse, the slope overflows in single precision; of −0 it may be −∞.
        var (zero, infinity) = (graph.Constant(0), graph.Constant(double.PositiveInfinity));
        foreach (var rest in factors.Where(factor => factor.Base.Op == Op.OneMinusExp && IsSlope(factor.Exponent)).ToList())
        {
            factors.Remove(rest);
            var slope = Pow(rest.Base, rest.Exponent);
            Multiply(Select(Less(Abs(slope), infinity), slope, zero), graph.Constant(1));
        }
    }

    /// <summary>
    /// What a target or a mask takes of an exponential that may overflow: where it takes nothing, 0·∞ must not become NaN.
    /// </summary>
    private void Shares()
    {
        foreach (var exponential in factors.Where(factor => factor.Base.Op == Op.Exp && !Negative(factor.Exponent)
            && Signs.MayBePositive(factor.Base.A)).ToList())
        {
            var shares = factors.Where(factor => IsShare(factor.Base) && factor.Exponent.Is(1)).ToList();
            if (shares.Count == 0)
                continue;
            factors.Remove(exponential);
            factors.RemoveAll(shares.Contains);
            Multiply(Weigh(shares.Select(share => share.Base).Aggregate((all, share) => all * share),
                Pow(exponential.Base, exponential.Exponent)), graph.Constant(1));
        }
    }

    /// <summary>Whether it is an input of the call, or what that leaves of 1.</summary>
    private static bool IsShare(Expr a) => a.Op == Op.Input || (a.Op == Op.Sub && a.A.Is(1) && a.B.Op == Op.Input);

    /// <summary>
    /// Where a factor differs between the label and the other classes, the log-probabilities and exponentials beside it go
    /// into both cases, whose limits differ.
    /// </summary>
    private void ByCase()
    {
        var one = graph.Constant(1);
        foreach (var choice in factors.Where(factor => factor.Base is { Op: Op.Select, A.Op: Op.IsLabel } && factor.Exponent.Is(1))
            .ToList())
        {
            List<Factor> inside = [.. Of(choice.Base.B, limits: false).Factors, .. Of(choice.Base.C, limits: false).Factors];
            var moved = factors.Where(factor => (IsExponential(factor) && inside.Any(IsLinear))
                || (IsLinear(factor) && inside.Any(IsExponential))).ToList();
            if (moved.Count == 0)
                continue;
            var beside = moved.Aggregate(one, (product, factor) => product * Pow(factor.Base, factor.Exponent));
            factors.Remove(choice);
            factors.RemoveAll(moved.Contains);
            Multiply(Select(choice.Base.A, Of(choice.Base.B * beside).ToExpr(), Of(choice.Base.C * beside).ToExpr()), one);
        }
    }

    private static bool IsExponential(Factor factor) => factor.Base.Op == Op.Exp && factor.VariesOverClasses && !Negative(factor.Exponent);

    private static bool IsLinear(Factor factor) => factor.Base.Op == Op.LogSoftmax && factor.Exponent.Is(1);

    /// <summary>Whether an exponent is one less than a positive number and may be negative.</summary>
    private static bool IsSlope(Expr exponent)
        => Shifted(exponent) is var (symbolic, shift) && (symbolic is null ? shift is > -1 and < 0 : shift < 0);

    /// <summary>Whether an exponent is a multiple of that log-probability.</summary>
    private static bool IsMultiple(Expr exponent, Expr x)
        => (x.Op is Op.LogSoftmax or Op.LogSigmoid || (x.Op == Op.AtLabel && x.A.Op == Op.LogSoftmax))
            && Of(exponent, limits: false).Factors.Contains(new Factor(x, x.Graph.Constant(1)));
}

/// <summary>A power.</summary>
/// <param name="Base">The base.</param>
/// <param name="Exponent">The exponent.</param>
internal sealed record Factor(Expr Base, Expr Exponent)
{
    /// <summary>Whether it varies over the classes.</summary>
    public bool VariesOverClasses => (Base.Axes & Axes.Class) != 0;
}
