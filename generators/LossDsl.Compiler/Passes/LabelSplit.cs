using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Splits the gradient into its value at the label, which is one number per row, and at the other classes, where the
/// comparison with the label is gone: a sweep need not compare, and the label's entry is computed with the row.
/// </summary>
public sealed class LabelSplit : IrPass
{
    /// <inheritdoc/>
    protected override IEnumerable<Result> Gradients(IReadOnlyList<Result> mapped)
    {
        foreach (var gradient in mapped)
        {
            var elsewhere = Substitute(gradient.Value, false, []);
            yield return gradient with { Value = elsewhere };
            if (elsewhere != gradient.Value)
                yield return gradient with { Kind = RootKind.GradientAtLabel, Value = AtLabel(Substitute(gradient.Value, true, [])) };
        }
    }

    private static Expr Substitute(Expr expr, bool atLabel, Dictionary<int, Expr> done)
    {
        if (expr.Op == Op.IsLabel)
            return expr.Graph.Constant(atLabel ? 1 : 0);
        // Inside an operator over the classes the comparison is with the class it runs over.
        if (expr.Node.Arity == 0 || (expr.Axes & Axes.Class) == 0 || !OperatorTable.Row(expr.Op).Elementwise)
            return expr;
        if (!done.TryGetValue(expr.Id, out var result))
        {
            result = expr.Graph.Copy(expr.Node, id => Substitute(new Expr(expr.Graph, id), atLabel, done));
            done.Add(expr.Id, result);
        }

        return result;
    }
}
