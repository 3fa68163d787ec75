using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// Where the gradient at the label has come out as a mere number, there is nothing to compute with the row: the sweep that
/// writes the gradient chooses it at the label.
/// </summary>
public sealed class JoinAtLabel : IrPass
{
    /// <inheritdoc/>
    protected override LossIr Finish()
    {
        if (Source.LabelGradient < 0 || Source.Nodes[Source.LabelGradient].Axes != Axes.None)
            return base.Finish();
        return Rooted(
            Source,
            [.. Source.Components.Select(component => Map(component.Value))],
            Optional(Source.RowWeight),
            Optional(Source.ElementValue),
            Select(Target.Leaf(Op.IsLabel), Map(Source.LabelGradient), Map(Source.Gradient)),
            null);
    }
}
