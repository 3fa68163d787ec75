using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A sum in normal form: different products, what they share taken out.</summary>
internal sealed class Sum
{
    private readonly Graph graph;
    private readonly bool limits;
    private readonly List<Product> terms = [];

    private Sum(Graph graph, bool limits) => (this.graph, this.limits) = (graph, limits);

    /// <summary>Takes an expression apart.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="limits">Whether products take their limits; see <see cref="Product.Of(Expr, bool)"/>.</param>
    public static Sum Of(Expr expr, bool limits)
    {
        var sum = new Sum(expr.Graph, limits);
        sum.Add(expr, 1);
        return sum;
    }

    /// <summary>
    /// Puts it together: what all terms share stands before a bracket, and in it, over the classes, a combination of
    /// element expressions with one coefficient per row each, so that an element costs as little as possible.
    /// </summary>
    public Expr ToExpr()
    {
        if (terms.Count == 0)
            return graph.Constant(0);
        if (terms.Count == 1)
            return terms[0].ToExpr();
        var shared = terms[0].Factors.Where(factor => terms.All(term => term.Factors.Contains(factor))).ToList();
        var scale = terms.Select(term => Math.Abs(term.Coefficient)).Distinct().Count() == 1 ? Math.Abs(terms[0].Coefficient) : 1;
        if (terms.All(term => term.Coefficient < 0))
            scale = -scale;

        var groups = new List<(List<Factor> Element, Sum Row)>();
        foreach (var term in terms)
        {
            var own = term.Factors.Except(shared).ToList();
            var element = own.Where(factor => factor.VariesOverClasses).ToList();
            var index = groups.FindIndex(group => Same(group.Element, element));
            if (index < 0)
            {
                index = groups.Count;
                groups.Add((element, new Sum(graph, limits)));
            }

            groups[index].Row.terms.Add(Product.Of(graph, term.Coefficient / scale, own.Except(element)));
        }

        var bracket = graph.Constant(0);
        foreach (var (element, row) in groups)
        {
            // Without element factors in any term the bracket is the sum itself: nothing is left to group.
            bracket += groups.Count == 1
                ? row.terms.Aggregate(graph.Constant(0), (sum, term) => sum + term.ToExpr())
                : Product.Of(row.ToExpr() * Product.Of(graph, 1, element).ToExpr(), limits).ToExpr();
        }

        return Product.Of(graph, scale, [.. shared, new Factor(bracket, graph.Constant(1))]).ToExpr();
    }

    private void Add(Expr expr, double sign)
    {
        switch (expr.Op)
        {
            case Op.Add or Op.Sub:
                Add(expr.A, sign);
                Add(expr.B, expr.Op == Op.Sub ? -sign : sign);
                break;
            case Op.Neg:
                Add(expr.A, -sign);
                break;
            default:
                Add(Product.Of(expr, limits), sign);
                break;
        }
    }

    private void Add(Product term, double sign)
    {
        var coefficient = sign * term.Coefficient;
        var index = terms.FindIndex(other => Same(other.Factors, term.Factors));
        if (index >= 0)
        {
            coefficient += terms[index].Coefficient;
            terms.RemoveAt(index);
        }

        if (coefficient != 0)
            terms.Add(Product.Of(graph, coefficient, term.Factors));
    }

    private static bool Same(IReadOnlyList<Factor> a, IReadOnlyList<Factor> b)
        => a.Count == b.Count && a.All(factor => b.Contains(factor));
}
