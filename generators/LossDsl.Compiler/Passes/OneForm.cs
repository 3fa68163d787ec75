using System;

namespace LossDsl.Compiler;

/// <summary>
/// Of what is written in one form and computed in another (<see cref="Op.Numerical"/>) it takes one: the formula for documentation,
/// verdicts and links, which think in real numbers or in double precision, and what is computed for code.
/// </summary>
internal sealed class OneForm : IrPass
{
    private readonly bool isFormula;

    private OneForm(bool isFormula) => this.isFormula = isFormula;

    /// <summary>The pass that takes formulas.</summary>
    public static OneForm Formula => new(isFormula: true);

    /// <summary>The pass that takes what is computed.</summary>
    public static OneForm Computed => new(isFormula: false);

    /// <inheritdoc/>
    protected override Expr Rewrite(int id, Node node)
        => node.Op == Op.Numerical ? Map(isFormula ? node.A : node.B) : base.Rewrite(id, node);
}
