using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>A sum in normal form: different products, what they share taken out.</summary>
internal sealed class Sum
{
    private readonly Graph graph;
    private readonly bool limits;
    private readonly List<Product?> slots = [];
    private readonly Dictionary<FactorSet, int> places = [];

    private Sum(Graph graph, bool limits) => (this.graph, this.limits) = (graph, limits);

    /// <summary>The terms, in the order in which they came or last changed.</summary>
    private IEnumerable<Product> Terms => slots.OfType<Product>();

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
        var terms = Terms.ToList();
        if (terms.Count == 0)
            return graph.Constant(0);
        if (terms.Count == 1)
            return terms[0].ToExpr();
        var shared = terms[0].Factors.Where(factor => terms.All(term => term.Factors.Contains(factor))).ToList();
        var scale = terms.Select(term => Math.Abs(term.Coefficient)).Distinct().Count() == 1 ? Math.Abs(terms[0].Coefficient) : 1;
        if (terms.All(term => term.Coefficient < 0))
            scale = -scale;

        var groups = new List<(List<Factor> Element, List<Product> Row)>();
        var known = new Dictionary<FactorSet, int>();
        foreach (var term in terms)
        {
            var own = term.Factors.Except(shared).ToList();
            var element = own.Where(factor => factor.VariesOverClasses).ToList();
            if (!known.TryGetValue(new FactorSet(element), out var index))
            {
                known.Add(new FactorSet(element), index = groups.Count);
                groups.Add((element, []));
            }

            groups[index].Row.Add(Product.Of(graph, term.Coefficient / scale, own.Except(element)));
        }

        // Without element factors in any term the bracket is the sum itself: nothing is left to group.
        var bracket = groups.Count == 1
            ? RunningSum.Of(groups[0].Row.Select(term => term.ToExpr()))
            : RunningSum.Of(groups.Select(group => Product.Of(OfRow(group.Row) * Product.Of(graph, 1, group.Element).ToExpr(), limits)
                .ToExpr()));

        return Product.Of(graph, scale, [.. shared, new Factor(bracket, graph.Constant(1))]).ToExpr();
    }

    /// <summary>What stands before an element: different products, as the terms are.</summary>
    private Expr OfRow(List<Product> row)
    {
        var sum = new Sum(graph, limits);
        sum.slots.AddRange(row);
        return sum.ToExpr();
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
        var factors = new FactorSet(term.Factors);
        if (places.TryGetValue(factors, out var place))
        {
            coefficient += slots[place]!.Coefficient;
            slots[place] = null;
            places.Remove(factors);
        }

        if (coefficient == 0)
            return;
        places.Add(factors, slots.Count);
        slots.Add(Product.Of(graph, coefficient, term.Factors));
    }
}
