using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// What is certain about the outputs of a sigmoid or Gumbel head: whether p exceeds 1/2 exactly where P(y|x) exceeds a threshold,
/// the φ₋'/(φ₋' − φ₊') of the score at which p is 1/2, and whether the loss is the logarithmic score.
/// </summary>
internal sealed class ElementProof
{
    private const string Logarithmic = "B2†: the risk of the logarithmic score has one minimum, and the score rises with the logit";

    private readonly ElementForm form;
    private readonly ClassConstants constants;
    private readonly int classes;
    private readonly Heads head;
    private readonly IReadOnlyDictionary<int, Expr> positive, negative;
    private readonly bool isEven;
    private bool isEqual;

    /// <summary>Proofs about a form.</summary>
    /// <param name="form">The functions of the score.</param>
    /// <param name="head">Sigmoid or Gumbel.</param>
    /// <param name="classes">The number of outputs.</param>
    /// <param name="constants">What does not depend on the score.</param>
    public ElementProof(ElementForm form, Heads head, int classes, ClassConstants constants)
    {
        (this.form, this.head, this.classes, this.constants) = (form, head, classes, constants);
        (positive, negative) = (ElementForm.Multiples(form.Positive), ElementForm.Multiples(form.Negative));
        Logarithm = LogarithmOf();
        (var odds, isEven) = Mirrored();
        var falls = odds is not null && Outputs.All(k => Of(form.Positive, k) is { FallsStrictly: true, IsBoundedBelow: true });
        CertificateOfHalf = IsProper ? Logarithmic : falls && isEven ? "S1†: φ₊ falls strictly, and φ₋ is its mirror image" : null;
        Certificate = CertificateOfHalf
            ?? (Logarithm is { } score && Outputs.All(k => Of(score, k).Rises && RisesAtMiddle(score, k)) ? Logarithmic
            : falls ? "S1†: φ₊ falls strictly, and φ₋ is a multiple of its mirror image"
            : IsConvex() ? "P†: φ₊ and φ₋ are convex in the score, and smooth"
            : null);
        Threshold = CertificateOfHalf is not null ? 0.5
            : falls && odds is { } all && all.All(odd => Math.Abs(odd - all[0]) <= 1e-12 * odd) ? all[0] / (1 + all[0])
            : null;
    }

    /// <summary>That threshold, where it is known whatever is read at each call, and the same for all outputs; else null.</summary>
    public double? Threshold { get; }

    /// <summary>Why every output decides by a threshold; null if nothing proves it.</summary>
    public string? Certificate { get; }

    /// <summary>Why that threshold is 1/2, whatever is read at each call; null if nothing proves it, or it is another.</summary>
    public string? CertificateOfHalf { get; }

    /// <summary>Whether it is the logarithmic score of the head's link of the logit itself, equally weighted on both sides.</summary>
    public bool IsProper => Logarithm is { Op: Op.Logits } && isEqual;

    /// <summary>The score of which the loss is the logarithmic score, weighted or not; null if it is none.</summary>
    private Expr? Logarithm { get; }

    private double Middle => head == Heads.Gumbel ? -Math.Log(Math.Log(2)) : 0;

    private IEnumerable<int> Outputs => Enumerable.Range(0, classes);

    private bool IsConvex()
        => !new[] { form.Positive,
            form.Negative }.Any(function => function.Contains(node => node.Op is Op.Max or Op.Min or Op.Abs or Op.Select))
            && Outputs.All(k => Of(form.Positive, k).IsConvex && Of(form.Negative, k).IsConvex);

    private Shape Of(Expr function, int k) => Shape.OfScore(function, expr => constants.At(expr, k));

    /// <summary>Whether an expression of the score is not flat where p is 1/2.</summary>
    private bool RisesAtMiddle(Expr score, int k)
    {
        double At(double z)
        {
            var graph = score.Graph;
            return constants.At(score.Into(graph, expr => expr.Op == Op.Logits ? graph.Constant(z) : null), k) is var range
                && range.Low.Equals(range.High) ? range.Low : double.NaN;
        }

        return At(Middle - 1e-3) < At(Middle) && At(Middle) < At(Middle + 1e-3);
    }

    private Expr? LogarithmOf()
    {
        if (positive.Count != 1 || negative.Count != 1)
            return null;
        var (applies, doesNot) = (positive.Keys.Single(), negative.Keys.Single());
        foreach (var score in Within(new Expr(form.Positive.Graph, applies)).ToList())
        {
            Expr Cost(Side side)
                => -(head == Heads.Gumbel ? LabelProbability.Gumbel(score, side) : LabelProbability.Sigmoid(score, side)).LogP;
            var (up, down) = (ElementForm.Multiples(Cost(Side.Positive)), ElementForm.Multiples(Cost(Side.Negative)));
            if (up.Count == 1 && down.Count == 1 && up.TryGetValue(applies, out var ofUp) && down.TryGetValue(doesNot, out var ofDown)
                && Ratios(ofUp, positive[applies]) is var ups && Ratios(ofDown, negative[doesNot]) is var downs
                && ups.Concat(downs).All(ratio => ratio > 0))
            {
                isEqual = ups.Zip(downs, (a, b) => a == b).All(same => same);
                return score;
            }
        }

        return null;
    }

    private static IEnumerable<Expr> Within(Expr expr)
    {
        var seen = new HashSet<int>();
        IEnumerable<Expr> In(Expr one) => !seen.Add(one.Id) || !ElementForm.Moves(one) ? []
            : Enumerable.Range(0, one.Node.Arity).SelectMany(i => In(new Expr(one.Graph, one.Node.Operand(i)))).Append(one);
        return In(expr);
    }

    /// <summary>One number over another, for every class; NaN where what is read at each call leaves it open.</summary>
    private IEnumerable<double> Ratios(Expr below, Expr above)
        => below.Id == above.Id && Outputs.All(k => !(constants.At(below, k).Low <= 0 && constants.At(below, k).High >= 0))
            ? Enumerable.Repeat(1.0, classes)
            : constants.Exactly(above).Zip(constants.Exactly(below), (a, b) => a / b);

    /// <summary>
    /// If φ₋(z) is c φ₊(−z), the number c above 0 for every class, and whether it is 1. It needs a link that is its own
    /// mirror image.
    /// </summary>
    private (double[]? Odds, bool IsEven) Mirrored()
    {
        if (head != Heads.Sigmoid || positive.Count != negative.Count || positive.Count == 0)
            return (null, false);
        var graph = form.Negative.Graph;
        Expr Mirror(Expr expr) => expr.Into(graph, one => one.Op == Op.Logits ? -one : null);
        var mirrored = negative.Keys.ToLookup(id => Key(Mirror(new Expr(graph, id))));
        var ratios = new List<double[]>();
        foreach (var id in positive.Keys)
        {
            var images = mirrored[Key(new Expr(graph, id))].ToList();
            if (images.Count != 1)
                return (null, false);
            ratios.Add([.. Ratios(positive[id], negative[images[0]])]);
        }

        var isMirrored = ratios.All(one => one.Select((ratio, k) => ratio > 0 && Math.Abs(ratio - ratios[0][k]) <= 1e-12 * ratio)
            .All(same => same));
        return (isMirrored ? ratios[0] : null, isMirrored && ratios.All(one => one.All(ratio => ratio == 1)));
    }

    private static ContentKey Key(Expr expr)
    {
        var loss = new AlgebraPass(limits: false).Run(expr.ToLoss(), expr.Graph.Cancellation);
        return ContentKey.OfAll(loss.Nodes)[loss.Components[0].Value];
    }
}
