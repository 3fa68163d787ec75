using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Replaces functions that behave like a² near 0 and like a logarithm or |a| far from it by arithmetic that keeps full
/// relative accuracy on both sides.
/// </summary>
public sealed class StableLogarithm : IrPass
{
    private const double SmallForBennett = 0.25;
    private const int LastOddPower = 19;

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.LogCosh => LogCoshOf(Map(node.A)),
        Op.Bennett => BennettOf(Map(node.A)),
        _ => base.Rewrite(id, node),
    };

    /// <summary>
    /// log cosh a = |a| − log 2 + log1p(e^(−2|a|)), which cancels where a is small; there −½ log1p(−tanh² a), with the tanh
    /// that the gradient needs anyway.
    /// </summary>
    private static Expr LogCoshOf(Expr a)
    {
        var graph = a.Graph;
        var size = Abs(a);
        var tanh = Tanh(a);
        var large = size - System.Math.Log(2) + Log1p(Exp(-2 * size));
        return graph.Named("logCosh", Select(Less(size, graph.Constant(1)), -0.5 * Log1p(-(tanh * tanh)), large));
    }

    /// <summary>
    /// (1 + a) log1p(a) − a, which cancels where a is small; there, with r = a/(2 + a), the series
    /// 2/(1 − r) (r² + (1 + r)(r³/3 + r⁵/5 + …)).
    /// </summary>
    private static Expr BennettOf(Expr a)
    {
        var graph = a.Graph;
        var r = graph.Named("ratio", a / (2 + a));
        var square = r * r;
        var tail = graph.Constant(1.0 / LastOddPower);
        for (var odd = LastOddPower - 2; odd >= 3; odd -= 2)
            tail = (tail * square) + (1.0 / odd);
        var small = 2 * square * (1 + ((1 + r) * r * tail)) / (1 - r);
        var large = ((1 + a) * Log1p(a)) - a;
        return graph.Named("bennett", Select(Less(a, graph.Constant(SmallForBennett)), small, large));
    }
}
