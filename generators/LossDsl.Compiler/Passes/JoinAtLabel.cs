using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Where the gradient at the label has come out as a mere number, there is nothing to compute with the row: the sweep that
/// writes the gradient chooses it at the label.
/// </summary>
public sealed class JoinAtLabel : IrPass
{
    /// <inheritdoc/>
    protected override (Expr? Gradient, Expr? AtLabel) Gradients()
    {
        var (gradient, atLabel) = base.Gradients();
        return atLabel is { Axes: Axes.None } number
            ? (Select(Target.Leaf(Op.IsLabel), number, gradient!.Value), null)
            : (gradient, atLabel);
    }
}
