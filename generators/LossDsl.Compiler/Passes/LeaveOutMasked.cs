using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The gradient of an element that is masked is 0 whatever stands there: its weight of 0 alone would leave NaN and
/// infinities behind.
/// </summary>
public sealed class LeaveOutMasked : IrPass
{
    /// <inheritdoc/>
    protected override LossIr Finish()
    {
        if (Source.Gradient < 0 || !Source.Nodes.Any(node => node is { Op: Op.Input, Name: InputTable.ElementWeights }))
            return base.Finish();
        var weights = Target.Input(InputTable.ElementWeights);
        return Rooted(
            Source,
            [.. Source.Components.Select(component => Map(component.Value))],
            Optional(Source.RowWeight),
            Optional(Source.ElementValue),
            Counted(weights, Map(Source.Gradient)),
            Source.LabelGradient < 0 ? null : Counted(AtLabel(weights), Map(Source.LabelGradient)));
    }

    private static Expr Counted(Expr weight, Expr gradient)
        => Select(Equal(weight, weight.Graph.Constant(0)), weight.Graph.Constant(0), gradient);
}
