using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Where the gradient at the label has come out as a mere number, there is nothing to compute with the row: the sweep that
/// writes the gradient chooses it at the label.
/// </summary>
public sealed class JoinAtLabel : IrPass
{
    /// <inheritdoc/>
    protected override IEnumerable<Result> Gradients(IReadOnlyList<Result> mapped)
        => mapped.Count == 2 && mapped[1].Value.Axes == Axes.None
            ? [mapped[0] with { Value = Select(Target.Leaf(Op.IsLabel), mapped[1].Value, mapped[0].Value) }]
            : mapped;
}
