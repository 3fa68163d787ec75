using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Leaves the gradient of a loss and nothing else: its values are there already, from another kernel.</summary>
public sealed class GradientAlone : IrPass
{
    /// <inheritdoc/>
    protected override LossIr Finish() => Rooted(
        Source,
        [.. Source.Components.Select(_ => Target.Constant(0))],
        Source.Results.Where(root => root.Kind == RootKind.Gradient).Select(Mapped));
}
