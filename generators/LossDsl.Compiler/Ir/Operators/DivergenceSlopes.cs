using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The slopes of f = (π t log(t/m) + (1 − π) p log(p/m))/(−(1 − π) log(1 − π)), m = π t + (1 − π) p. They are log(m/p) and
/// log(m/t) over logarithms of the weights, and since f of twice p and t is twice f, it is p ∂f/∂p + t ∂f/∂t.
/// </summary>
/// <param name="p">The probability, positive.</param>
/// <param name="t">The target, positive.</param>
/// <param name="weight">π, that of the target, between 0 and 1.</param>
internal readonly struct DivergenceSlopes(Expr p, Expr t, Expr weight)
{
    // Far below the logarithm of any positive number of either precision: p may be 0 as it is rounded, and 0·∞ is no number.
    private const double LowestLog = -1e30;

    /// <summary>∂f/∂p = −log(m/p)/π · π/−log(1 − π).</summary>
    public Expr InP => -(OfP / Unit);

    /// <summary>∂f/∂t.</summary>
    public Expr InT => -(OfT / Unit);

    /// <summary>f.</summary>
    public Expr Value => (p * InP) + (t * InT);

    /// <summary>∂f/∂π: with N = −(1 − π) log(1 − π) that is (p log(m/p) − t log(m/t) − (t − p) − f N′)/N.</summary>
    public Expr InWeight(Expr value)
    {
        var logRest = Log1p(-weight);
        var slope = (p * weight * OfP) - (t * Rest * OfT) - Difference;
        return (slope - (value * (1 + logRest))) / -(Rest * logRest);
    }

    private Expr Rest => 1 - weight;

    /// <summary>−log(1 − π)/π, which is 1 where π is small.</summary>
    private Expr Unit => Log1p(-weight) / -weight;

    /// <summary>t − p, accurate where both are nearly 0 and where both are nearly 1.</summary>
    private Expr Difference => (t * (p.Op == Op.Exp ? OneMinusExp(p.A) : 1 - p)) - ((1 - t) * p);

    private Expr Mixture => Log((weight * t) + (Rest * p));

    private Expr LogP => p.Op == Op.Exp ? Max(p.A, p.Graph.Constant(LowestLog)) : Log(p);

    private Expr OfP => LogOver(weight, Difference / p, Mixture - LogP);

    private Expr OfT => LogOver(Rest, -(Difference / t), Mixture - Log(t));

    /// <summary>log(1 + c a)/c: a log(1 + c a)/(c a) where c a is small, 0 included, and elsewhere from the logarithm itself.</summary>
    private static Expr LogOver(Expr c, Expr a, Expr log)
    {
        var graph = a.Graph;
        var product = c * a;
        var none = Equal(product, graph.Constant(0));
        var one = graph.Constant(1);
        var small = a * Select(none, one, Log1p(product) / Select(none, one, product));
        return Select(Less(Abs(product), graph.Constant(0.5)), small, log / c);
    }
}
