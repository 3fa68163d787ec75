namespace LossDsl.Compiler;

/// <summary>Replaces a divergence by its slopes, which keep full relative accuracy, before probabilities lose their logarithms.</summary>
public sealed class StableDivergence : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => node.Op == Op.JensenShannon ? new DivergenceSlopes(Map(node.A), Map(node.B), Map(node.C)).Value : base.Rewrite(id, node);
}
