using System.Linq;
using System.Threading;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The expression of a link as a loss whose value per element is its logarithm, of the odds under a head with a probability per
/// element. In a product the exponentials lose their bases, so that nothing overflows, and a prior is one more summand.
/// </summary>
internal static class LinkLogarithm
{
    /// <summary>The logarithm of a link that has an expression, before any pass.</summary>
    /// <param name="link">The link.</param>
    /// <param name="head">The head.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static LossIr Of(LinkDescription link, Heads head, CancellationToken cancellation)
    {
        var graph = new Graph(cancellation);
        var source = link.Expression!;
        var root = source.Nodes.Into(source.Components[0].Value, graph, node => node.Op is Op.Input or Op.Seed ? graph.Constant(1) : null);
        // Slopes are finite at every finite score, so that 0 times one is 0; where rounding makes one infinite that is the limit.
        var nonzero = new Vanish().Run((head == Heads.Softmax ? root : Odds(root)).ToLoss(), cancellation);
        var simple = new CommonFactors().Run(nonzero, cancellation);
        var beyond = link.Kind != LinkKind.Partial
            || head != Heads.Softmax ? (double?)null : IsCapped(root) ? double.PositiveInfinity : double.NegativeInfinity;
        graph = new Graph(cancellation);
        var odds = simple.Nodes.Into(simple.Components[0].Value, graph, _ => null);
        var value = head != Heads.Softmax && link.Kind == LinkKind.Partial
            ? OfOutput(odds, Numerator(root).Into(graph, _ => null))
            : Logarithm(odds, beyond is { } limit ? graph.Constant(limit) : null);
        var table = new NodeTable();
        var component = table.Add(graph.Constant(0));
        var element = table.Add(value);
        return new LossIr(table.Nodes, table.Hints, new[] { new Component("Link", component, Denominator.Valid) }.ToEquatable(),
            Reduction.None)
        {
            Results = new[] { new Root(RootKind.ElementValue, element) }.ToEquatable(),
        };
    }

    /// <summary>
    /// The logarithm of the odds, whose sign is that of φ₋' φ₊': beyond 0 or 1, at scores that are no minimiser's, nothing or
    /// all is left.
    /// </summary>
    private static Expr OfOutput(Expr odds, Expr numerator)
    {
        var graph = odds.Graph;
        var (nothing, all) = (graph.Constant(double.NegativeInfinity), graph.Constant(double.PositiveInfinity));
        return Logarithm(odds, Select(Less(graph.Constant(0), numerator), all, nothing));
    }

    private static Expr Numerator(Expr eta) => eta.Op == Op.Div ? eta.A : eta;

    /// <summary>η/(1 − η), without the difference where η is a quotient n/(n − m).</summary>
    private static Expr Odds(Expr eta)
        => eta.Op == Op.Div && eta.B.Op == Op.Sub && eta.B.A == eta.A ? eta.A / -eta.B.B : eta / (1 - eta);

    /// <summary>
    /// Whether it is p_y over a slope. Where that has changed its sign, p_y is beyond the largest that a minimiser has, and takes all;
    /// where what is divided may have, nothing is left.
    /// </summary>
    private static bool IsCapped(Expr expr) => expr.Op == Op.Exp || (expr.Op == Op.Div && expr.A.Op == Op.Exp);

    /// <summary>The logarithm: of what is positive for sure factor by factor, of the rest as a whole.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="beyond">What stands for it where the expression is negative, at scores that are no minimiser's; null where it never
    /// is.</param>
    private static Expr Logarithm(Expr expr, Expr? beyond)
    {
        var graph = expr.Graph;
        var product = Product.Of(expr, limits: false);
        var sure = product.Factors.Where(factor => factor.Base.Op is Op.Exp or Op.OneMinusExp || Signs.IsPositive(factor.Base)).ToList();
        var rest = Product.Of(graph, product.Coefficient, product.Factors.Except(sure)).ToExpr();
        var logarithm = sure.Aggregate(graph.Constant(0),
            (sum, factor) => sum + (factor.Exponent * (factor.Base.Op == Op.Exp ? factor.Base.A : Log(factor.Base))));
        if (rest.Op == Op.Constant && rest.Node.Value > 0)
            return logarithm;
        return beyond is { } limit ? Select(Less(graph.Constant(0), rest), logarithm + Log(rest), limit) : logarithm + Log(rest);
    }
}
