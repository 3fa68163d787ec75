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
            summand.Op == Op.Select && summand.A.Op == Op.IsLabel && summand.C.Is(0) && !Varies(summand.B)
                ? summand.B * Select(summand.A, OneMinusExp(self), -Exp(self))
                : summand - (Exp(self) * SumClass(summand)));
    }

    private static bool Varies(Expr a) => (a.Axes & Axes.Class) != 0;
}
