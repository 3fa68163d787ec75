using System.Runtime.CompilerServices;
using LossDsl.Runtime;

namespace LossDsl.Tests.Inlining;

/// <summary>An element-wise formula.</summary>
internal interface IFormula
{
    static abstract V Of<V>(V x)
        where V : struct, ISimd<V>;
}

/// <summary>The work of cross-entropy.</summary>
internal readonly struct OneExp : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, ISimd<V> => SimdMath.Exp(x);
}

/// <summary>More than label-smoothed focal loss with a penalty asks of any element.</summary>
internal readonly struct SmoothedFocal : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, ISimd<V>
    {
        var p = SimdMath.Exp(x);
        var rest = SimdMath.OneMinusExp(x);
        var factor = SimdMath.Pow(rest, V.Broadcast(1.5f));
        var slope = SimdMath.Pow(rest, V.Broadcast(0.5f));
        return (factor * x) + (slope * p * SimdMath.Todd(x)) + (p * (factor - slope) / (p + rest));
    }
}

/// <summary>More than any method has room for.</summary>
/// <typeparam name="TTest">Makes one for each test, as the report comes with the first use only.</typeparam>
internal readonly struct TooMuch<TTest> : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x)
        where V : struct, ISimd<V> => Eight(Eight(Eight(Eight(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Eight<V>(V x)
        where V : struct, ISimd<V>
        => SmoothedFocal.Of(SmoothedFocal.Of(SmoothedFocal.Of(SmoothedFocal.Of(
            SmoothedFocal.Of(SmoothedFocal.Of(SmoothedFocal.Of(SmoothedFocal.Of(x))))))));
}

/// <summary>A sweep that adds up a formula, and keeps it.</summary>
internal struct ProbeSweep<V, TFormula> : ISweep<ProbeSweep<V, TFormula>, V>
    where V : struct, ISimd<V>
    where TFormula : IFormula
{
    private V max;
    private V sum;

    public static bool Reads => true;

    public static bool Writes => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(in RowBlock block, int row) => max = block.Row<V>(0, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Element(V logit, V kept, V index, nint k)
    {
        var result = TFormula.Of(logit - max) + kept;
        sum += result;
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Restore(V mask, in ProbeSweep<V, TFormula> before) => sum = V.Select(mask, sum, before.sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(in RowBlock block, int row) => block.SetRow(1, row, V.SumAcross(sum));
}
