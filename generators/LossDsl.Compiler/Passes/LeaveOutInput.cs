namespace LossDsl.Compiler;

/// <summary>An input that a call does not give is 1.</summary>
/// <param name="input">Its name.</param>
public sealed class LeaveOutInput(string input) : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => node.Op == Op.Input && node.Name == input ? Target.Constant(1) : base.Rewrite(id, node);
}
