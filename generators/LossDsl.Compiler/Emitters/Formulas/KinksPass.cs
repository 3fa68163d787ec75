using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The larger and the smaller of two as choices, before a formula is differentiated: its slope is then that of what is chosen,
/// without the cases of ties, of which the documentation says once that they are shared.
/// </summary>
internal sealed class KinksPass : IrPass
{
    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node) => node.Op switch
    {
        Op.Max => Choose(Map(node.A), Map(node.B), larger: true),
        Op.Min => Choose(Map(node.A), Map(node.B), larger: false),
        _ => base.Rewrite(id, node),
    };

    private static Expr Choose(Expr a, Expr b, bool larger) => larger ? Select(Less(a, b), b, a) : Select(Less(a, b), a, b);
}
