using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>The way from the scores of a minimiser back to P(y|x), from the condition that the slopes of the risk vanish.</summary>
internal static class InverseLink
{
    /// <summary>Posteriors that no link needs to tell from 0.</summary>
    private const double Negligible = 1e-4;

    /// <summary>Of a loss in the separable form: η_y ∝ p_y/(−A_y'), with what is shared taken off first.</summary>
    public static LinkDescription Of(SeparableForm form, SeparableScan scan, Population population)
    {
        if (Refusal(form, scan, population) is { } reason)
            return LinkDescription.None(reason);
        var expression = Expression(form, population);
        var isEverywhere = scan is { Cap: null, IsRiskConvex: true }
            && (!scan.HasShared
                || (new Faces(form, population).Find(0) is null
                    && Faces.Counts(population).All(classes => IsPositive(expression, population, classes))));
        var text = Formula(scan.HasShared, scan.IsLogarithm, scan.IsUnweighted);
        return new LinkDescription(isEverywhere ? LinkKind.Closed : LinkKind.Partial, scan.Cap is { } cap
            ? text + FormattableString.Invariant($"; no probability above {cap:G3} is ever reached")
            : isEverywhere ? text : text + "; right at minimisers, which not all scores are")
        {
            Expression = expression,
        };
    }

    /// <summary>
    /// Of a loss in the separable form of which numbers are known only to an instance or a call: the same formula, in their symbols.
    /// </summary>
    /// <param name="form">The form.</param>
    /// <param name="scan">It, at values that stand for all.</param>
    /// <param name="constants">What is known of all values.</param>
    /// <param name="population">The loss.</param>
    public static LinkDescription OfOpen(SeparableForm form, SeparableScan scan, ClassConstants constants, Population population)
    {
        var isProven = form.Shared is null
            && Enumerable.Range(0, scan.Classes)
            .All(k => PowerSeries.Of(form.Own, expr => constants.At(expr, k)) is { IsInvertible: true });
        if (!isProven && Refusal(form, scan, population) is { } reason)
            return LinkDescription.None(reason + population.At);
        var text = Formula(scan.HasShared, BoundRule.IsLogarithm(form), scan.IsUnweighted);
        return new LinkDescription(isProven ? LinkKind.Closed : LinkKind.Partial, isProven ? text
            : text + (scan.HasShared
                || !scan.IsConvex ? "; right at minimisers, which not all scores are" : "; right where φ is strictly convex"))
        {
            Expression = Expression(form, population),
        };
    }

    /// <summary>Why different posteriors have one minimiser, or some none; null if none do.</summary>
    private static string? Refusal(SeparableForm form, SeparableScan scan, Population population)
        => scan.Slopes(0.5).Any(slope => !(slope < 0)) || (!scan.Falls && scan.Cap is null)
                ? "φ does not fall where it must: different posteriors have the same minimiser"
            : !scan.HasShared && !scan.IsSteepAtZero
                ? "φ'(0) is finite: posteriors near a vertex have the vertex itself as their minimiser"
            : scan.HasShared && scan.IsFlatSomewhere
                ? "the loss of a label is flat over a range of its probability: different posteriors have the same minimiser"
            : scan.HasShared && new Faces(form, population).Find(Negligible) is { } classes
                ? $"slopes at p = 0 are finite: posteriors with a small P(y|x) have a minimiser with p_y = 0, at C = {classes}"
            : !scan.HasShared && scan.Cap is null && !scan.IsConvex && !scan.IsLinkRising
                ? "φ is not strictly convex: the minimiser jumps, and some probabilities belong to no posterior"
            : null;

    private static string Formula(bool hasShared, bool isLogarithm, bool isUnweighted) => (hasShared, isLogarithm) switch
    {
        (true, _) => "P(y|x) ∝ (λ p_y + B_y'(log p_y))/(−A_y'(log p_y)), λ such that the sum is 1 before class weights are taken off",
        (_, true) => isUnweighted ? "P(y|x) = p_y" : "P(y|x) ∝ p_y/w_y",
        _ => "P(y|x) ∝ p_y/(−A_y'(log p_y)) = 1/(−φ_y'(p_y))",
    } + ", p = softmax of the adjusted scores";

    /// <summary>Of a softmax loss that is in no closed form.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="isShiftInvariant">Whether a number added to all logits changes nothing.</param>
    /// <param name="isAttained">Whether every posterior without zeros has its minimiser at finite scores.</param>
    public static LinkDescription Numeric(LossIr loss, bool isShiftInvariant, Func<bool> isAttained)
    {
        if (loss.Nodes.Where((node, id) => node.Op is Op.Max or Op.Min or Op.Abs or Op.MaxClass
            && loss.Reachable(id).Any(operand => loss.Nodes[operand].Op == Op.Logits)).Any())
            return LinkDescription.None("the loss has kinks, at which many posteriors share a minimiser");
        if (!isAttained())
            return LinkDescription.None(
                "some posteriors without zeros have their minimiser at infinity, which no finite scores are") with
            { IsAtInfinity = true };
        return new LinkDescription(LinkKind.NullVector, isShiftInvariant
            ? "P(y|x) is the left null vector of ∂ℓ_y/∂z_k at the scores"
            : "P(y|x) is the left null vector of ∂ℓ_y/∂z_k, which is singular at the scores of minimisers only");
    }

    /// <summary>Of an output of a sigmoid or Gumbel head: η = φ₋'/(φ₋' − φ₊').</summary>
    /// <param name="population">The loss.</param>
    /// <param name="images">The posteriors of each output that have a score of their own; null where the formula does not rise with the
    /// score.</param>
    public static LinkDescription OfOutput(Population population, IReadOnlyList<OutputImage?> images)
    {
        if (images.Any(image => image is null))
            return LinkDescription.None("φ₋'/(φ₋' − φ₊') does not rise with the score: some posteriors share a minimiser, or have several");
        var narrowest = images.OrderBy(image => image!.High - image.Low).First()!;
        if (!narrowest.IsOfMost)
            return LinkDescription.None(
                FormattableString.Invariant($"only posteriors from {narrowest.Low:G3} to {narrowest.High:G3} have a score of their own"));
        var isWhole = images.All(image => image!.IsWhole);
        var from = narrowest.Low <= OutputImage.Negligible ? "" : FormattableString.Invariant($"from {narrowest.Low:G3} ");
        var reach = isWhole ? ""
            : from.Length == 0 && narrowest.High >= 1 - OutputImage.Negligible ? "; right at minimisers, which not all scores are"
            : FormattableString.Invariant($"; right for P(y|x) {from}up to {narrowest.High:G3}, which alone have a score each");
        var (kind, text) = (isWhole ? LinkKind.Closed : LinkKind.Partial, "P(y|x) = φ₋'/(φ₋' − φ₊') at the score of the output" + reach);
        var graph = new Graph(population.Cancellation);
        Expr Slope(double atLabel) => population.Differentiated.Nodes.Into(population.Differentiated.Gradient, graph, node => node.Op switch
        {
            Op.IsLabel => graph.Constant(atLabel),
            Op.Input when node.Name == InputTable.Targets => graph.Constant(atLabel),
            Op.Input or Op.Seed => graph.Constant(1),
            Op.Parameter when node.Name == InputTable.Epoch => graph.Constant(population.Epoch),
            _ => null,
        });

        var (positive, negative) = (Slope(1), Slope(0));
        if (new[] { positive, negative }.Any(slope => slope.Contains(node => node.Op is Op.AtLabel)) || !population.HasUnitSeeds)
            return new LinkDescription(LinkKind.NullVector, text);
        return new LinkDescription(kind, text) { Expression = (negative / (negative - positive)).ToLoss() };
    }

    private static LossIr Expression(SeparableForm form, Population population)
    {
        var (graph, cancellation) = (new Graph(population.Cancellation), population.Cancellation);
        Expr? Constants(Node node) => node.Op == Op.Parameter && node.Name == InputTable.Epoch ? graph.Constant(population.Epoch) : null;
        Expr Copy(Expr expr) => expr.Into(graph, _ => null);

        var logP = LogSoftmax((Copy(form.Scale) * graph.Leaf(Op.Logits)) + Copy(form.Shift));
        Expr Slope(Expr function)
        {
            var whole = SumClass(function).ToLoss();
            var slopes = new Erase(Op.Stop).Run(new Differentiate(Variable.Logits).Run(whole, cancellation), cancellation);
            var derivative = new AlgebraPass().Run(slopes, cancellation);
            return derivative.Nodes.Into(derivative.Gradient, graph, node => node.Op switch
            {
                Op.Logits => logP,
                Op.Seed => graph.Constant(1),
                _ => Constants(node),
            });
        }

        var fall = -Slope(form.Own);
        if (form.Shared is not { } shared)
            return (Exp(logP) / fall).ToLoss();
        var slope = Slope(shared);
        var weight = form.SharedWeight is { } own ? Copy(own) : graph.Constant(1);
        var multiplier = (1 - SumClass(weight * slope / fall)) / SumClass(weight * Exp(logP) / fall);
        return (((multiplier * Exp(logP)) + slope) / fall).ToLoss();
    }

    /// <summary>Whether an expression is above 0 at all scores that are tried.</summary>
    private static bool IsPositive(LossIr expression, Population population, int classes)
    {
        var program = new LossProgram(expression, population.Inputs(population.PriorOf(classes)) with { Seeds = [0] });
        var (scores, ignored) = (new double[classes], new double[classes]);
        for (var point = 0; point < 60; point++)
        {
            for (var k = 0; k < classes; k++)
                scores[k] = 6 * Math.Sin((point * 1.7) + (k * 2.3));
            program.Evaluate(scores, ignored);
            for (var k = 0; k < classes; k++)
            {
                if (!(program.Value(expression.Components[0].Value, 0, k) > 0))
                    return false;
            }
        }

        return true;
    }
}
