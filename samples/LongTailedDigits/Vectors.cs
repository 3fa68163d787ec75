using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LongTailedDigits;

/// <summary>The two vector operations a dense layer is made of.</summary>
internal static class Vectors
{
    /// <summary>Σ a_i b_i.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < va.Length; i++)
            sum += va[i] * vb[i];
        var total = Vector.Sum(sum);
        for (var i = va.Length * Vector<float>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    /// <summary>y += a x.</summary>
    public static void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        var vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        var vy = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (var i = 0; i < vx.Length; i++)
            vy[i] += a * vx[i];
        for (var i = vx.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] += a * x[i];
    }
}
