using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The two functions of a score that the loss of an output of a sigmoid or Gumbel head consists of, φ₊ where its label applies and
/// φ₋ where it does not: a sum of multiples of functions of the score each, up to constants.
/// </summary>
/// <param name="Positive">φ₊, in one graph with φ₋.</param>
/// <param name="Negative">φ₋.</param>
internal sealed record ElementForm(Expr Positive, Expr Negative)
{
    /// <summary>
    /// The form of a loss; null if the loss of an output is no function of its score and label alone, or its gradient not its
    /// slope.
    /// </summary>
    public static ElementForm? Of(LossIr loss, Population population)
    {
        var aggregations = loss.Components.Select(component => (component.Denominator, component.Steps)).Distinct().Count();
        if (!population.HasUnitSeeds || population.IsStopped || aggregations > 1)
            return null;
        var graph = new Graph(population.Cancellation);
        return Side(loss, population, graph, 1) is { } positive
            && Side(loss, population, graph, 0) is { } negative ? new ElementForm(positive, negative) : null;
    }

    /// <summary>A function as a sum of multiples: its summands by their index in the graph, with their coefficients.</summary>
    public static IReadOnlyDictionary<int, Expr> Multiples(Expr function)
    {
        var sum = new Dictionary<int, Expr>();
        void Collect(Expr expr, Expr factor)
        {
            if (!Moves(expr))
                return;
            switch (expr.Op)
            {
                case Op.Add or Op.Sub:
                    Collect(expr.A, factor);
                    Collect(expr.B, expr.Op == Op.Sub ? -factor : factor);
                    break;
                case Op.Neg:
                    Collect(expr.A, -factor);
                    break;
                case Op.Mul when !Moves(expr.A):
                    Collect(expr.B, factor * expr.A);
                    break;
                case Op.Mul or Op.Div when !Moves(expr.B):
                    Collect(expr.A, expr.Op == Op.Mul ? factor * expr.B : factor / expr.B);
                    break;
                default:
                    sum[expr.Id] = sum.TryGetValue(expr.Id, out var already) ? already + factor : factor;
                    break;
            }
        }

        Collect(function, function.Graph.Constant(1));
        return sum;
    }

    /// <summary>Whether an expression depends on the score.</summary>
    public static bool Moves(Expr expr) => expr.Graph.Moves(expr);

    /// <summary>
    /// φ₊ as a function of log p, and φ₋ as one of log(1 − p), for which the logits stand; null if the score stands elsewhere than in
    /// the logistic function, or in two of them.
    /// </summary>
    public (Expr Positive, Expr Negative)? OfProbabilities()
    {
        Expr? score = null;
        foreach (var side in new[] { Positive, Negative })
        {
            side.Contains(node =>
            {
                if (node.Op == Op.LogSigmoid)
                    score ??= new Expr(side.Graph, node.A) is { Op: Op.Neg } negative ? negative.A : new Expr(side.Graph, node.A);
                return false;
            });
        }

        return score is { } one && OfProbability(Positive, one, -one) is { } positive
            && OfProbability(Negative, -one, one) is { } opposite ? (positive, opposite) : null;
    }

    private static Expr? OfProbability(Expr side, Expr score, Expr opposite)
    {
        var (graph, isOther) = (new Graph(side.Graph.Cancellation), false);
        var logP = graph.Leaf(Op.Logits);
        var function = side.Into(graph, expr =>
        {
            var isOpposite = expr.Op == Op.Exp && expr.A.Op == Op.LogSigmoid && expr.A.A == opposite;
            isOther |= expr.Op == Op.Logits;
            return isOpposite ? OneMinusExp(logP)
                : expr.Op == Op.LogSigmoid && expr.A == score ? logP
                : expr.Op == Op.LogSigmoid && expr.A == opposite ? Log(OneMinusExp(logP))
                : null;
        });
        return isOther ? null : function;
    }

    private static Expr? Side(LossIr loss, Population population, Graph graph, double atLabel)
    {
        Expr? Leaf(Node node) => node.Op switch
        {
            Op.IsLabel => graph.Constant(atLabel),
            Op.Input when node.Name == InputTable.Targets => graph.Constant(atLabel),
            Op.Input => graph.Constant(1),
            Op.Parameter when node.Name == InputTable.Epoch => graph.Constant(population.Epoch),
            _ => null,
        };

        var sum = graph.Constant(0);
        foreach (var component in loss.Components)
        {
            if (Element(loss.Nodes.Into(component.Value, graph, Leaf)) is not { } element)
                return null;
            sum += element;
        }

        return sum.Contains(node => node.Op is Op.AtLabel or Op.MatrixRow or Op.LogSumExp or Op.LogSoftmax or Op.Stop) ? null : sum;
    }

    /// <summary>What is summed over the classes; null where the score stands elsewhere.</summary>
    private static Expr? Element(Expr expr)
    {
        if (!Moves(expr))
            return expr.Graph.Constant(0);
        switch (expr.Op)
        {
            case Op.SumClass:
                return Contained(expr.A) ? expr.A : null;
            case Op.Neg when Element(expr.A) is { } a:
                return -a;
            case Op.Add when Element(expr.A) is { } a && Element(expr.B) is { } b:
                return a + b;
            case Op.Sub when Element(expr.A) is { } a && Element(expr.B) is { } b:
                return a - b;
            case Op.Mul when !Moves(expr.A) && Element(expr.B) is { } b:
                return expr.A * b;
            case Op.Mul or Op.Div when !Moves(expr.B) && Element(expr.A) is { } a:
                return expr.Op == Op.Mul ? a * expr.B : a / expr.B;
            default:
                return null;
        }
    }

    /// <summary>Whether no other output's score is in it.</summary>
    private static bool Contained(Expr expr)
    {
        var seen = new HashSet<int>();
        bool In(Expr one) => !seen.Add(one.Id) || (!(one.Op is Op.SumClass or Op.MaxClass && Moves(one))
            && Enumerable.Range(0, one.Node.Arity).All(i => In(new Expr(one.Graph, one.Node.Operand(i)))));
        return In(expr);
    }
}
