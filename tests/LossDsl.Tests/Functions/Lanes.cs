using System;
using LossDsl.Runtime;

namespace LossDsl.Tests.Functions;

/// <summary>Runs vector functions on arrays, at every width.</summary>
public static unsafe class Lanes
{
    /// <summary>A function of <see cref="SimdMath"/>, by name: generic methods have no other handle.</summary>
    public enum Name
    {
        Exp,
        OneMinusExp,
        Log,
        Log1p,
        Todd,
        Tanh,
        Pow,
    }

    public static readonly int[] Widths = [512, 256, 128, 32];

    /// <summary>The function of every x, with the exponent <paramref name="c"/> where there is one.</summary>
    public static void Run(int bits, Name name, ReadOnlySpan<float> x, float c, Span<float> result)
    {
        switch (bits)
        {
            case 512:
                Run<F512>(name, x, c, result);
                break;
            case 256:
                Run<F256>(name, x, c, result);
                break;
            case 128:
                Run<F128>(name, x, c, result);
                break;
            default:
                Run<F32>(name, x, c, result);
                break;
        }
    }

    private static void Run<V>(Name name, ReadOnlySpan<float> x, float c, Span<float> result)
        where V : struct, ISimd<V>
    {
        if (x.Length % V.Lanes != 0)
            throw new ArgumentException("whole vectors only");
        fixed (float* source = x, target = result)
        {
            for (var i = 0; i < x.Length; i += V.Lanes)
                V.Store(target + i, Of(name, V.Load(source + i), V.Broadcast(c)));
        }
    }

    private static V Of<V>(Name name, V x, V c)
        where V : struct, ISimd<V>
        => name switch
        {
            Name.Exp => SimdMath.Exp(x),
            Name.OneMinusExp => SimdMath.OneMinusExp(x),
            Name.Log => SimdMath.Log(x),
            Name.Log1p => SimdMath.Log1p(x),
            Name.Todd => SimdMath.Todd(x),
            Name.Tanh => SimdMath.Tanh(x),
            _ => SimdMath.Pow(x, c),
        };
}
