using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Simplifications that change no value, NaN and infinities included (the sign of a zero aside). They apply whenever a
/// node is built. Rewrites that are only true of real numbers stand in <see cref="AlgebraPass"/>.
/// </summary>
internal static class ExactRules
{
    /// <summary>The simplified result, or null if no rule applies.</summary>
    public static Expr? Apply(Graph graph, Op op, Expr[] operands)
    {
        var row = OperatorTable.Row(op);
        if (row.Value is { } value && operands.All(operand => operand.Op == Op.Constant))
        {
            double Number(int i) => i < operands.Length ? operands[i].Node.Value : 0;
            return graph.Constant(value(Number(0), Number(1), Number(2)));
        }

        var a = operands[0];
        var b = operands.Length > 1 ? operands[1] : a;
        return op switch
        {
            Op.Neg => Neg(a),
            Op.Add => Add(graph, a, b),
            Op.Sub => Sub(a, b),
            Op.Mul => Mul(graph, a, b),
            Op.Div => b.Is(1) ? a : a.Op == Op.Neg ? -(a.A / b) : b.Op == Op.Neg ? -(a / b.A) : null,
            Op.Pow => b.Is(1) ? a : b.Is(0) ? graph.Constant(1) : null,
            Op.Weigh => Weigh(graph, a, b),
            Op.OneMinusExp => a.Op == Op.LogSigmoid ? Exp(LogSigmoid(-a.A)) : null,
            Op.Less => IsSeenTo(a, b) ? graph.Constant(1) : null,
            Op.Select => Choose(a, b, operands[2]),
            Op.Numerical => a == b ? a : null,
            Op.Stop => a.Op == Op.Constant || a.Op == Op.Stop ? a : null,
            Op.AtLabel => AtLabelOf(graph, a),
            Op.SumClass => Sum(graph, a),
            Op.MaxClass => (a.Axes & Axes.Class) == 0 ? a : null,
            _ => null,
        };
    }

    private static Expr? Neg(Expr a) => a.Op switch
    {
        Op.Neg => a.A,
        Op.Sub => a.B - a.A,
        Op.Select when a.C.Is(0) => Select(a.A, -a.B, a.C),
        _ => null,
    };

    private static Expr? Add(Graph graph, Expr a, Expr b)
    {
        if (a.Is(0))
            return b;
        if (b.Is(0))
            return a;
        if (b.Op == Op.Neg)
            return a - b.A;
        if (a.Op == Op.Neg)
            return b - a.A;
        if (a.Op == Op.Constant && a.Node.Value < 0)
            return b - (-a.Node.Value);
        // One order for a commutative operator, so that equal sums are one node.
        return Before(b, a) ? graph.Make(Op.Add, b, a) : null;
    }

    private static Expr? Sub(Expr a, Expr b)
    {
        if (b.Is(0))
            return a;
        if (a.Is(0))
            return -b;
        if (b.Op == Op.Neg)
            return a + b.A;
        if (b.Op == Op.Constant && b.Node.Value < 0)
            return a + (-b.Node.Value);
        return a.Op == Op.Neg ? -(a.A + b) : null;
    }

    private static Expr? Mul(Graph graph, Expr a, Expr b)
    {
        if (a.Is(1))
            return b;
        if (b.Is(1))
            return a;
        if (a.Is(-1))
            return -b;
        if (b.Is(-1))
            return -a;
        if (a.Op == Op.Neg)
            return -(a.A * b);
        if (b.Op == Op.Neg)
            return -(a * b.A);
        return Before(b, a) ? graph.Make(Op.Mul, b, a) : null;
    }

    private static Expr? Weigh(Graph graph, Expr a, Expr b)
    {
        if (a.Op == Op.Constant)
            return a.Is(0) ? graph.Constant(0) : a * b;
        return b.Op == Op.Neg ? -Functions.Weigh(a, b.A) : null;
    }

    /// <summary>Whether a bound on a magnitude is one that a choice has seen to: x where |x| is below it, else a number below it.</summary>
    private static bool IsSeenTo(Expr a, Expr bound)
        => a.Op == Op.Abs && a.A is { Op: Op.Select, A.Op: Op.Less } choice
            && choice.A.A.Op == Op.Abs && choice.A.A.A == choice.B && choice.A.B == bound
            && choice.C.Op == Op.Constant && bound.Op == Op.Constant && System.Math.Abs(choice.C.Node.Value) < bound.Node.Value;

    private static Expr? Choose(Expr condition, Expr a, Expr b)
    {
        if (condition.Op == Op.Constant)
            return condition.Is(0) ? b : a;
        if (a == b)
            return a;
        // Asked again under the same condition, the answer is known.
        if (a.Op == Op.Select && a.A == condition)
            return Select(condition, a.B, b);
        return b.Op == Op.Select && b.A == condition ? Select(condition, a, b.C) : null;
    }

    /// <summary>The label's element of an element-wise expression is the expression of the label's elements.</summary>
    private static Expr? AtLabelOf(Graph graph, Expr a)
    {
        if ((a.Axes & Axes.Class) == 0)
            return a;
        if (a.Op == Op.IsLabel)
            return graph.Constant(1);
        if (a.Op == Op.PutAtLabel)
            return a.B;
        // Its rewrites are to be those of the elements, so that it is the same number as the label's element.
        return a.Node.Arity > 0 && a.Op != Op.Rounded && OperatorTable.Row(a.Op).Elementwise
            ? graph.Copy(a.Node, id => AtLabel(new Expr(graph, id)))
            : null;
    }

    private static Expr? Sum(Graph graph, Expr a)
    {
        if ((a.Axes & Axes.Class) == 0)
            return graph.Leaf(Op.ClassCount) * a;
        if (a.Op == Op.Select && a.A.Op == Op.IsLabel && (a.C.Axes & Axes.Class) == 0 && !a.C.Is(0) && (a.B.Axes & Axes.Class) == 0)
            return a.B + ((graph.Leaf(Op.ClassCount) - 1) * a.C);
        if (a.Op == Op.Neg)
            return -SumClass(a.A);
        return a.Op == Op.Select && a.A.Op == Op.IsLabel && a.C.Is(0) ? AtLabel(a.B) : null;
    }

    // Constants first, then leaves and whatever varies over less: the order of a formula on paper.
    private static bool Before(Expr a, Expr b)
    {
        var left = Rank(a);
        var right = Rank(b);
        return left != right ? left < right : a.Id < b.Id;
    }

    private static int Rank(Expr a) => a.Op == Op.Constant ? -1 : (int)a.Axes;
}
