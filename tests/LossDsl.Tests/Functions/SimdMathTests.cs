using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using LossDsl.Runtime;
using Xunit;
using Name = LossDsl.Tests.Functions.Lanes.Name;

namespace LossDsl.Tests.Functions;

/// <summary>
/// The vector functions against double precision, on half a million floats of every magnitude each, at all widths. The bounds
/// are in units of the last place of a float, 2^-23 of the result.
/// </summary>
public class SimdMathTests
{
    private const double Ulp = 1.1920928955078125e-7;
    private const float Smallest = 1.17549435e-38f;
    private const float Infinity = float.PositiveInfinity;

    private static readonly bool Fused = Fma.IsSupported || AdvSimd.IsSupported;

    [Fact]
    public void Exp() => Within(2, Name.Exp, Math.Exp, -87.3f, 88.722f);

    /// <summary>Denormal results are right to half of the smallest denormal, and a little.</summary>
    [Fact]
    public void Exp_underflows_gradually()
    {
        var x = Between(-110, -87);
        foreach (var bits in Lanes.Widths)
        {
            var y = Values(bits, Name.Exp, x);
            for (var i = 0; i < x.Length; i++)
                Assert.True(Math.Abs(y[i] - Math.Exp(x[i])) <= (0.52 * float.Epsilon) + (2 * Ulp * Math.Exp(x[i])),
                    $"{bits} bits: exp({x[i]:R}) = {y[i]:R}");
        }
    }

    [Fact]
    public void OneMinusExp() => Within(4, Name.OneMinusExp, Exact.OneMinusExp, -200, 88.722f);

    [Fact]
    public void Log() => Within(2, Name.Log, Math.Log, Smallest, float.MaxValue);

    [Fact]
    public void Log1p() => Within(4, Name.Log1p, Exact.Log1p, -0.99999994f, float.MaxValue);

    /// <summary>Down to where the power e^x is a denormal.</summary>
    [Fact]
    public void Todd() => Within(5, Name.Todd, Exact.Todd, -87, float.MaxValue);

    /// <summary>On both sides of 0, down to the smallest normal number.</summary>
    [Fact]
    public void Tanh()
    {
        Within(4, Name.Tanh, Math.Tanh, Smallest, float.MaxValue);
        Within(4, Name.Tanh, Math.Tanh, -float.MaxValue, -Smallest);
    }

    /// <summary>Without a fused product the exponent's rounding is not made up for; see the next test for what remains.</summary>
    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(1)]
    [InlineData(1.7f)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(-0.5f)]
    [InlineData(-1)]
    [InlineData(-3)]
    public void Pow(float c) => Within(Fused ? 6 : 40, Name.Pow, x => Exact.Pow(x, c), Smallest, float.MaxValue, c);

    /// <summary>100 is the largest γ: an error of log x counts a hundredfold, still within 1e-5.</summary>
    [Fact]
    public void Pow_of_the_largest_exponent() => Within(1e-5 / Ulp, Name.Pow, x => Exact.Pow(x, 100), 0.4f, 2.4f, 100);

    /// <summary>Denormal arguments and results alike: right to half of the smallest denormal, and a little.</summary>
    [Theory]
    [InlineData(0.3f, float.Epsilon, Smallest)]
    [InlineData(0.99f, float.Epsilon, Smallest)]
    [InlineData(1, float.Epsilon, 4 * Smallest)]
    [InlineData(1.001f, float.Epsilon, 4 * Smallest)]
    [InlineData(-0.5f, float.Epsilon, Smallest)]
    [InlineData(-0.85f, float.Epsilon, Smallest)]
    [InlineData(1.7f, 1e-28f, 1e-20f)]
    [InlineData(2.5f, 1e-19f, 1e-14f)]
    [InlineData(100, 0.3f, 0.5f)]
    [InlineData(-1.2f, 1e31f, float.MaxValue)]
    public void Pow_of_denormals_and_to_denormals(float c, float low, float high)
    {
        var x = Between(low, high);
        foreach (var bits in Lanes.Widths)
        {
            var y = Values(bits, Name.Pow, x, c);
            for (var i = 0; i < x.Length; i++)
            {
                var expected = Exact.Pow(x[i], c);
                var bound = (0.52 * float.Epsilon) + (1e-5 * expected);
                if (expected <= float.MaxValue)
                    Assert.True(Math.Abs(y[i] - expected) <= bound, $"{bits} bits: {x[i]:R}^{c} = {y[i]:R}, not {expected:R}");
            }
        }
    }

    [Theory]
    [InlineData(Name.Exp, float.NegativeInfinity, 0)]
    [InlineData(Name.Exp, -1e30f, 0)]
    [InlineData(Name.Exp, 0, 1)]
    [InlineData(Name.Exp, 89, Infinity)]
    [InlineData(Name.Exp, Infinity, Infinity)]
    [InlineData(Name.Tanh, float.NegativeInfinity, -1)]
    [InlineData(Name.Tanh, -1e-40f, -1e-40f)]
    [InlineData(Name.Tanh, 0, 0)]
    [InlineData(Name.Tanh, Infinity, 1)]
    [InlineData(Name.Tanh, float.NaN, float.NaN)]
    [InlineData(Name.OneMinusExp, float.NegativeInfinity, 1)]
    [InlineData(Name.OneMinusExp, 0, 0)]
    [InlineData(Name.OneMinusExp, 1e-40f, -1e-40f)]
    [InlineData(Name.OneMinusExp, 88.9f, -Infinity)]
    [InlineData(Name.OneMinusExp, 89.2f, -Infinity)]
    [InlineData(Name.OneMinusExp, Infinity, -Infinity)]
    [InlineData(Name.Log, 0, -Infinity)]
    [InlineData(Name.Log, 1, 0)]
    [InlineData(Name.Log, -1, float.NaN)]
    [InlineData(Name.Log, Infinity, Infinity)]
    [InlineData(Name.Log1p, -1, -Infinity)]
    [InlineData(Name.Log1p, -2, float.NaN)]
    [InlineData(Name.Log1p, 0, 0)]
    [InlineData(Name.Log1p, 1e-40f, 1e-40f)]
    [InlineData(Name.Log1p, -1e-40f, -1e-40f)]
    [InlineData(Name.Log1p, Infinity, Infinity)]
    [InlineData(Name.Todd, 0, 1)]
    [InlineData(Name.Todd, 1e-40f, 1)]
    [InlineData(Name.Todd, float.NegativeInfinity, 0)]
    [InlineData(Name.Todd, -1e30f, 0)]
    [InlineData(Name.Todd, Infinity, Infinity)]
    public void Edges(Name name, float x, float expected) => Edge(name, x, 0, expected);

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, -2, Infinity)]
    [InlineData(1, 3, 1)]
    [InlineData(7, 0, 1)]
    [InlineData(Infinity, 2, Infinity)]
    [InlineData(Infinity, 0, 1)]
    [InlineData(Infinity, -2, 0)]
    [InlineData(-1, 2, float.NaN)]
    [InlineData(1e-20f, 3, 0)]
    [InlineData(1e-40f, 0, 1)]
    [InlineData(1e-40f, -2, Infinity)]
    [InlineData(1e20f, 3, Infinity)]
    [InlineData(2, float.NaN, float.NaN)]
    public void Edges_of_Pow(float x, float c, float expected) => Edge(Name.Pow, x, c, expected);

    [Theory]
    [InlineData(Name.Exp)]
    [InlineData(Name.OneMinusExp)]
    [InlineData(Name.Log)]
    [InlineData(Name.Log1p)]
    [InlineData(Name.Todd)]
    [InlineData(Name.Pow)]
    public void NaN_stays_in_its_lane(Name name)
    {
        foreach (var bits in Lanes.Widths)
        {
            float[] x = [.5f, .5f, .5f, float.NaN, .5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f, float.NaN];
            var y = new float[16];
            Lanes.Run(bits, name, x, 2, y);
            for (var i = 0; i < 16; i++)
                Assert.Equal(i is 3 or 15, float.IsNaN(y[i]));
        }
    }

    private static void Edge(Name name, float x, float c, float expected)
    {
        var (xs, y) = (new float[16], new float[16]);
        Array.Fill(xs, x);
        foreach (var bits in Lanes.Widths)
        {
            Lanes.Run(bits, name, xs, c, y);
            Assert.Equal(expected, y[0]);
            Assert.Equal(expected, y[15]);
        }
    }

    private static void Within(double ulps, Name name, Func<double, double> exact, float low, float high, float c = 0)
    {
        var x = Between(low, high);
        var expected = Array.ConvertAll(x, value => exact(value));
        foreach (var bits in Lanes.Widths)
        {
            var y = Values(bits, name, x, c);
            var (worst, at) = (0.0, 0);
            for (var i = 0; i < x.Length; i++)
            {
                // Outside the normal range the format, not the function, says how exact a result is.
                if (Math.Abs(expected[i]) is < 2 * Smallest or > float.MaxValue)
                    continue;
                var error = Math.Abs((y[i] / expected[i]) - 1) / Ulp;
                if (!(error <= worst))
                    (worst, at) = (error, i);
            }

            Assert.True(worst <= ulps, $"{bits} bits: {name}({x[at]:R}) = {y[at]:R}, not {expected[at]:R}: {worst:F2} ulp");
        }
    }

    private static float[] Values(int bits, Name name, float[] x, float c = 0)
    {
        var y = new float[x.Length];
        Lanes.Run(bits, name, x, c, y);
        return y;
    }

    /// <summary>Floats from low to high: evenly spaced in bit patterns, so that every magnitude has its share.</summary>
    private static float[] Between(float low, float high)
    {
        const int Count = 1 << 19;
        var (first, last) = (Ordinal(low), Ordinal(high));
        var x = new float[Count];
        for (var i = 0; i < Count; i++)
            x[i] = FromOrdinal(first + (long)((last - first) * (i / (Count - 1.0))));
        return x;
    }

    private static long Ordinal(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        return bits >= 0 ? bits : int.MinValue - (long)bits;
    }

    private static float FromOrdinal(long ordinal)
        => BitConverter.Int32BitsToSingle(ordinal >= 0 ? (int)ordinal : (int)(int.MinValue - ordinal));
}
