using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The adjoint of the scores from that of their log-probabilities, a − p Σ a. It is linear, and taken summand by summand:
/// a summand that lives at the label only, a = g·[k = y], gives g (1 − p) there and −g p elsewhere, which keeps full
/// accuracy as p_y → 1, where g − g p loses everything.
/// </summary>
internal static class SoftmaxDerivative
{
    public static Expr OfLogSoftmax(Expr self, Expr adjoint)
    {
        return Summands.Map(adjoint, summand =>
            IsAtLabelOnly(summand)
                ? AtLabel(summand) * Select(self.Graph.Leaf(Op.IsLabel), OneMinusExp(self), -Exp(self))
                : summand - (Exp(self) * SumClass(summand)));
    }

    /// <summary>Whether an expression is 0 at every class but the label.</summary>
    private static bool IsAtLabelOnly(Expr a) => a.Op switch
    {
        Op.Select => a.A.Op == Op.IsLabel && a.C.Is(0),
        Op.Mul => IsAtLabelOnly(a.A) || (a.A != a.B && IsAtLabelOnly(a.B)),
        Op.Neg or Op.Div => IsAtLabelOnly(a.A),
        _ => false,
    };
}
