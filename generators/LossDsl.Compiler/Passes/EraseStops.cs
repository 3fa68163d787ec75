namespace LossDsl.Compiler;

/// <summary>Once the gradient is known, a factor held constant for it is a factor like any other.</summary>
public sealed class EraseStops : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op == Op.Stop ? Map(node.A) : base.Rewrite(id, node);
}
