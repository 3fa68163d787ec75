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
    public static Product Of(Expr expr)
    {
        var product = new Product(expr.Graph);
        product.Multiply(expr, 1);
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
                if (factor.Exponent.Is(-1))
                    denominator = denominator is { } so ? so * factor.Base : factor.Base;
                else
                    result *= Pow(factor.Base, factor.Exponent);
            }

            if (denominator is { } under)
                result /= under;
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
            default:
                Multiply(expr, graph.Constant(sign));
                break;
        }
    }

    private void Multiply(Expr factor, Expr exponent)
    {
        for (var i = 0; i < factors.Count; i++)
        {
            // x/x is not 1 where x is 0: only a base whose limits are taken care of may cancel.
            if (factors[i].Base != factor || (factor.Op != Op.OneMinusExp && (Negative(exponent) || Negative(factors[i].Exponent))))
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
    /// side is its limit there. This is the derivative of every focal factor.
    /// </summary>
    private void ApplyLimits()
    {
        foreach (var exponential in factors.Where(factor => factor.Base.Op == Op.Exp && factor.Exponent.Is(1)).ToList())
        {
            var x = exponential.Base.A;
            var linear = factors.FindIndex(factor => factor.Base == x && factor.Exponent.Is(1));
            if (linear < 0)
                continue;
            factors.RemoveAt(linear);
            factors.Remove(exponential);
            Coefficient = -Coefficient;
            Multiply(OneMinusExp(x), graph.Constant(1));
            Multiply(Todd(x), graph.Constant(1));
        }
    }
}

/// <summary>A power.</summary>
/// <param name="Base">The base.</param>
/// <param name="Exponent">The exponent.</param>
internal sealed record Factor(Expr Base, Expr Exponent)
{
    /// <summary>Whether it varies over the classes.</summary>
    public bool VariesOverClasses => (Base.Axes & Axes.Class) != 0;
}
