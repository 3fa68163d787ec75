using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// A choice between the label and the other classes becomes a number per row that is put in its place: only that number, and
/// not a whole tensor, is computed for the label. The halves of the gradient are joined in the same way.
/// </summary>
public sealed class PutAtLabels : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => node.Op == Op.Select && Source.Nodes[node.A].Op == Op.IsLabel
            ? PutAtLabel(Map(node.C), AtLabel(Map(node.B)))
            : base.Rewrite(id, node);

    /// <inheritdoc/>
    protected override IEnumerable<Result> Gradients(IReadOnlyList<Result> mapped)
        => mapped.Count == 2 ? [mapped[0] with { Value = PutAtLabel(mapped[0].Value, mapped[1].Value) }] : mapped;
}
