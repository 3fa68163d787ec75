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
        if (expr is not { Op: Op.Sub, B: { Op: Op.Div, A: { Op: Op.SumClass } sum } mean } || sum.A != expr.A)
            return expr;
        if (mean.B.Op == Op.ClassCount)
            return Centred(expr.A - MaxClass(expr.A), mean.B);
        // Over the classes that are not masked: the score of a masked one is −∞ before it is weighed.
        return expr.A is { Op: Op.Weigh, A: var mask } && mean.B == SumClass(mask)
            ? Centred(Weigh(mask, expr.A.B - MaxClass(expr.A.B)), mean.B)
            : expr;
    }

    private static Expr Centred(Expr difference, Expr count) => difference - (SumClass(difference) / count);
}
