using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The mathematics without what only a call brings in: upstream gradients, denominators and weights of elements are 1, and a
/// summand that is left out where its factor is 0 is a summand like any other; of several numerical forms of log(1 − p) it
/// keeps one.
/// </summary>
internal sealed class FormulaPass : IrPass
{
    /// <summary>A loss with its gradient as formulas show it, in normal form.</summary>
    public static LossIr Of(LossIr loss, CancellationToken cancellation) => Of(loss, limits: true, cancellation);

    /// <summary>A loss that is still to be differentiated: limits are for what is computed, and have no place in its formula.</summary>
    public static LossIr OfValues(LossIr loss, CancellationToken cancellation) => Of(loss, limits: false, cancellation);

    private static LossIr Of(LossIr loss, bool limits, CancellationToken cancellation)
    {
        var bare = new FormulaPass().Run(loss, cancellation);
        return new Vanish().Run(new AlgebraPass(limits).Run(bare, cancellation), cancellation);
    }

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.Seed => Target.Constant(1),
        Op.Input when node.Name is InputTable.ElementWeights or InputTable.Upstream => Target.Constant(1),
        Op.Select when IsAbsent(node) || IsLogOfRest(node) => Map(node.C),
        // The floor of Gumbel scores, which the documentation of the head tells.
        Op.Max when IsConstant(node.A, LabelProbability.LowestGumbelScore) => Map(node.B),
        Op.Max when IsConstant(node.B, LabelProbability.LowestGumbelScore) => Map(node.A),
        _ => base.Rewrite(id, node),
    };

    private bool IsAbsent(Node node)
        => Source.Nodes[node.A] is { Op: Op.Equal, Axes: Axes.None } condition && IsZero(condition.B) && IsZero(node.B);

    /// <summary>
    /// A choice between numerical forms of log(1 − p): log1p(−p) where p is small, and −s far out under a Gumbel link.
    /// </summary>
    private bool IsLogOfRest(Node node)
        => Source.Nodes[node.C] is var other
            && (Source.Nodes[node.B].Op == Op.Log1p
                ? other.Op == Op.Log && Source.Nodes[other.A].Op == Op.OneMinusExp
                : Source.Nodes[node.A].Op == Op.Less && IsConstant(Source.Nodes[node.A].A, LabelProbability.LargeGumbelScore)
                && other.Op == Op.Select && IsLogOfRest(other));

    private bool IsZero(int id) => IsConstant(id, 0);

    private bool IsConstant(int id, double value) => Source.Nodes[id] is { Op: Op.Constant } node && node.Value == value;
}
