using System.Collections.Generic;
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
    protected override IEnumerable<Result> Gradients(IReadOnlyList<Result> mapped)
    {
        if (!Source.Nodes.Any(node => node is { Op: Op.Input, Name: InputTable.ElementWeights }))
            return mapped;
        var weights = Target.Input(InputTable.ElementWeights);
        return mapped.Select(root =>
            root with { Value = Counted(root.Kind == RootKind.Gradient ? weights : AtLabel(weights), root.Value) });
    }

    /// <summary>A gradient where the weight is not 0.</summary>
    public static Expr Counted(Expr weight, Expr gradient)
        => Select(Equal(weight, weight.Graph.Constant(0)), weight.Graph.Constant(0), gradient);
}
