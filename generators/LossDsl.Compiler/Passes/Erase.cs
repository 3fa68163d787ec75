namespace LossDsl.Compiler;

/// <summary>
/// Leaves out an operator that changes no value, once it has served: <see cref="Op.Stop"/> when the gradient is known, where what was held
/// constant for it is a factor like any other; <see cref="Op.Rounded"/> after the last rewrite of arithmetic, where what was to be rounded
/// the same for all who read it is the same arithmetic, for the elements and for the label's.
/// </summary>
/// <param name="op">The operator.</param>
internal sealed class Erase(Op op) : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op == op ? Map(node.A) : base.Rewrite(id, node);
}
