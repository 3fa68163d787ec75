using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// After differentiation with respect to an input: the input becomes the logits and the logits an input, so that schedules,
/// emitters and drivers, all of which write the gradient of the logits, need not know of it. Only the gradient is left, as
/// the values are those of the loss itself.
/// </summary>
/// <param name="input">The input, per element.</param>
public sealed class ExchangeRoles(string input) : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.Logits => Target.Input(InputTable.Predictions),
        Op.Input when node.Name == input => Target.Leaf(Op.Logits),
        _ => base.Rewrite(id, node),
    };

    /// <inheritdoc/>
    protected override LossIr Finish() => Rooted(
        Source,
        [.. Source.Components.Select(_ => Target.Constant(0))],
        null,
        null,
        Optional(Source.Gradient),
        null);
}
