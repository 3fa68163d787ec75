namespace LossDsl.Compiler;

/// <summary>Exponentials that are powers: exp(c log1p(u)) = (1 + u)^c.</summary>
internal static class Powers
{
    /// <summary>u and c, if an exponent is c log1p(u) with a number c.</summary>
    public static (Expr Base, double Exponent)? Of(Expr exponent) => exponent.Op switch
    {
        Op.Log1p => (exponent.A, 1),
        Op.Neg when Of(exponent.A) is { } power => (power.Base, -power.Exponent),
        Op.Mul when exponent.A.Op == Op.Constant && Of(exponent.B) is { } power => (power.Base, exponent.A.Node.Value * power.Exponent),
        _ => null,
    };
}
