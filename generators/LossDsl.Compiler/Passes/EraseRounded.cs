namespace LossDsl.Compiler;

/// <summary>
/// After the last rewrite of arithmetic: what was to be rounded the same for all who read it is the same arithmetic, for the
/// elements and for the label's.
/// </summary>
public sealed class EraseRounded : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op == Op.Rounded ? Map(node.A) : base.Rewrite(id, node);
}
