using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>
/// What the form of an expression says about the sign of its values, infinities and NaN aside. It is asked for again and again
/// while sums grow, so each node of a graph is looked at once, after its operands.
/// </summary>
/// <param name="graph">The graph.</param>
internal sealed class Signs(Graph graph)
{
    private readonly List<Sign> known = [];

    /// <summary>Whether it is above 0 for sure.</summary>
    public static bool IsPositive(Expr a) => a.Graph.Signs.Of(a.Id).IsPositive;

    /// <summary>Whether it is at least 0 for sure.</summary>
    public static bool IsNonNegative(Expr a) => a.Graph.Signs.Of(a.Id).IsNonNegative;

    /// <summary>
    /// Whether it may be above 0: whether it is no logarithm of a probability, and nothing with a minus before it that is
    /// none.
    /// </summary>
    public static bool MayBePositive(Expr a) => a.Graph.Signs.Of(a.Id).MayBePositive;

    private Sign Of(int id)
    {
        while (known.Count <= id)
            known.Add(Find(graph[known.Count]));
        return known[id];
    }

    private Sign Find(Node node)
    {
        Sign Operand(int i) => i < node.Arity ? known[node.Operand(i)] : default;
        var (a, b) = (Operand(0), Operand(1));
        var range = OperatorTable.Facts(node.Op).Range;
        var isPositive = range == Range.Positive || node.Op switch
        {
            Op.Constant => node.Value > 0,
            Op.Add => (a.IsPositive && b.IsNonNegative) || (a.IsNonNegative && b.IsPositive),
            Op.Mul or Op.Div => a.IsPositive && b.IsPositive,
            Op.Sqrt => a.IsPositive,
            _ => false,
        };
        var isNonNegative = isPositive || range == Range.NonNegative || node.Op switch
        {
            Op.Constant => node.Value >= 0,
            Op.Add or Op.Mul or Op.Div => (node.Op == Op.Mul && node.A == node.B) || (a.IsNonNegative && b.IsNonNegative),
            Op.Pow => graph[node.B] is { Op: Op.Constant } exponent && exponent.Value % 2 == 0,
            _ => false,
        };
        var mayBePositive = range != Range.NonPositive && node.Op switch
        {
            Op.AtLabel => a.MayBePositive,
            Op.Neg => !a.IsNonNegative,
            Op.Constant => node.Value > 0,
            Op.Mul => !(a.IsNonNegative && !b.MayBePositive) && !(b.IsNonNegative && !a.MayBePositive),
            _ => true,
        };
        return new(isPositive, isNonNegative, mayBePositive);
    }

    private readonly record struct Sign(bool IsPositive, bool IsNonNegative, bool MayBePositive);
}
