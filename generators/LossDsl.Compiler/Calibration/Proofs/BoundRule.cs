using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What a loss in the separable form decides by, where it is one rule for all values of what is read at each call.</summary>
internal static class BoundRule
{
    private const double Exact = 1e-9;

    /// <summary>The weights w of the rule argmax w_y P(y|x) under a prior; null if it is no such rule, or not known to be.</summary>
    public static double[]? WeightsOf(SeparableForm form, ProgramInputs inputs,
        IReadOnlyDictionary<string, (double Low, double High)> ranges)
    {
        var constants = new ClassConstants(inputs, ranges);
        var classes = Enumerable.Range(0, inputs.Classes);
        if (DependsOnClass(form.Scale) || !(constants.At(form.Scale, 0).Low > 0))
            return null;
        if (DependsOnClass(form.Shift) && constants.Exactly(form.Shift) is var shift
            && !shift.All(one => Math.Abs(one - shift[0]) <= Exact))
            return null;
        // The same function for every class up to a weight, which falls strictly.
        double[]? weights = null;
        foreach (var (leaf, coefficient) in ElementForm.Multiples(form.Own).Select(one => (new Expr(form.Own.Graph, one.Key), one.Value)))
        {
            var own = ClassPart(coefficient, constants);
            if (DependsOnClass(leaf) || own.Any(weight => !(weight > 0)) || (weights is not null && !AreProportional(weights, own)))
                return null;
            weights ??= own;
        }

        if (weights is null
            || !classes.All(k => Shape.Of(form.Own, expr => constants.At(expr, k)) is { FallsStrictly: true, IsBoundedBelow: true }))
            return null;
        if (form.Shared is { } shared)
        {
            // What is shared must not tell classes apart.
            var given = form.SharedWeight is { } weight ? ClassPart(weight, constants) : [.. weights.Select(_ => 1.0)];
            if (DependsOnClass(shared) || !AreProportional(weights, given)
                || !Shape.Of(shared, expr => constants.At(expr, 0)).IsBoundedBelow)
                return null;
        }

        return weights;
    }

    /// <summary>Whether a loss is cross-entropy, weighted or not, of scores with shifts.</summary>
    public static bool IsAdjustedLogarithm(SeparableForm form) => !DependsOnClass(form.Scale) && IsLogarithm(form);

    /// <summary>Whether a loss is cross-entropy, weighted or not, of scores with scales and shifts.</summary>
    public static bool IsLogarithm(SeparableForm form)
        => form.Shared is null && ElementForm.Multiples(form.Own).Keys.All(id => form.Own.Graph[id].Op == Op.Logits);

    /// <summary>The factors of a coefficient that differ from class to class; NaN where they are not known.</summary>
    private static double[] ClassPart(Expr coefficient, ClassConstants constants)
        => constants.Exactly(
            Product.Of(coefficient.Graph, 1, Product.Of(coefficient, limits: false).Factors.Where(factor => factor.VariesOverClasses))
                .ToExpr());

    /// <summary>Whether two rules are one.</summary>
    public static bool AreProportional(double[] a, double[] b)
        => a.Select((weight, k) => Math.Abs((b[k] / weight * a[0] / b[0]) - 1)).All(difference => difference <= Exact);

    private static bool DependsOnClass(Expr expr) => expr.Contains(node => node.Op is Op.ClassInput or Op.ClassIndex);
}
