using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Differences from the mean over the classes: of numbers that are all equal they are 0, which the rounding of a sum would
/// make anything. What is summed is therefore the difference from the maximum.
/// </summary>
public sealed class StableMean : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
    {
        var expr = base.Rewrite(id, node);
        if (expr.Op != Op.Sub || Mean(expr.B) is not { } mean)
            return expr;
        var scores = mean.Sum.A;
        // The label's own difference is to be that of its element, where those of the elements are asked for.
        var isOfLabel = expr.A.Op == Op.AtLabel && expr.A.A == scores
            && Source.Nodes.Any(other => other.Op == Op.Sub && other.B == node.B && other.A == Source.Nodes[node.A].A);
        if (expr.A != scores && !isOfLabel)
            return expr;
        if (mean.Count.Op == Op.ClassCount)
            return Centred(expr.A - MaxClass(scores), scores - MaxClass(scores), mean.Count);
        // Over the classes that are not masked: the score of a masked one is −∞ before it is weighed.
        return !isOfLabel && scores is { Op: Op.Weigh, A: var mask } && mean.Count == SumClass(mask)
            ? Centred(Weigh(mask, scores.B - MaxClass(scores.B)), Weigh(mask, scores.B - MaxClass(scores.B)), mean.Count)
            : expr;
    }

    /// <summary>A sum over the classes and by what it is divided, as the normal form has it: Σ/n or Σ times 1/n.</summary>
    private static (Expr Sum, Expr Count)? Mean(Expr mean) => mean switch
    {
        { Op: Op.Div, A.Op: Op.SumClass } => (mean.A, mean.B),
        { Op: Op.Mul, A: { Op: Op.Div } inverse, B.Op: Op.SumClass } when inverse.A.Is(1) => (mean.B, inverse.B),
        { Op: Op.Mul, A.Op: Op.SumClass, B: { Op: Op.Div } inverse } when inverse.A.Is(1) => (mean.A, inverse.B),
        _ => null,
    };

    private static Expr Centred(Expr own, Expr differences, Expr count) => own - (SumClass(differences) / count);
}
