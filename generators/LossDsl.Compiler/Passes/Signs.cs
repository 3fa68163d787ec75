namespace LossDsl.Compiler;

/// <summary>What the form of an expression says about the sign of its values, infinities and NaN aside.</summary>
internal static class Signs
{
    /// <summary>Whether it is above 0 for sure.</summary>
    public static bool IsPositive(Expr a) => a.Op switch
    {
        Op.Constant => a.Node.Value > 0,
        Op.Exp => true,
        Op.Add => (IsPositive(a.A) && IsNonNegative(a.B)) || (IsNonNegative(a.A) && IsPositive(a.B)),
        Op.Mul or Op.Div => IsPositive(a.A) && IsPositive(a.B),
        Op.Sqrt => IsPositive(a.A),
        _ => false,
    };

    /// <summary>Whether it is at least 0 for sure.</summary>
    public static bool IsNonNegative(Expr a) => IsPositive(a) || a.Op switch
    {
        Op.Constant => a.Node.Value >= 0,
        Op.Abs or Op.Sqrt => true,
        Op.Add or Op.Mul or Op.Div => (a.Op == Op.Mul && a.A == a.B) || (IsNonNegative(a.A) && IsNonNegative(a.B)),
        Op.Pow => a.B.Op == Op.Constant && a.B.Node.Value % 2 == 0,
        _ => false,
    };

    /// <summary>Whether it may be above 0: whether it is no logarithm of a probability, and nothing with a minus before it that is none.</summary>
    public static bool MayBePositive(Expr a) => a.Op switch
    {
        Op.LogSoftmax or Op.LogSigmoid => false,
        Op.AtLabel => MayBePositive(a.A),
        Op.Neg => !IsNonNegative(a.A),
        Op.Constant => a.Node.Value > 0,
        Op.Mul => !(IsNonNegative(a.A) && !MayBePositive(a.B)) && !(IsNonNegative(a.B) && !MayBePositive(a.A)),
        _ => true,
    };
}
