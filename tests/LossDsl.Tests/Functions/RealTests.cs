using System;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Functions;

/// <summary>The scalar functions against values in 28 decimal digits and more; bounds in units of the last place.</summary>
public class RealTests
{
    private const double Ulp = 2.220446049250313e-16;

    [Fact]
    public void Log1p()
    {
        foreach (var x in Magnitudes(-0.999999, 1e6))
            Within(3, Real.Log1p(x), Decimals.Log1p(x), $"log1p({x:R})");
    }

    [Fact]
    public void OneMinusExp()
    {
        foreach (var x in Magnitudes(-60, 60))
            Within(4, Real.OneMinusExp(x), Decimals.OneMinusExp(x), $"1 - exp({x:R})");
    }

    [Fact]
    public void Todd()
    {
        foreach (var x in Magnitudes(-60, 60))
            Within(6, Real.Todd(x), Decimals.Todd(x), $"Todd({x:R})");
    }

    /// <summary>Single precision is the double result rounded once.</summary>
    [Fact]
    public void Single_precision()
    {
        foreach (var x in new[] { -0.9f, -1e-4f, 1e-10f, 0.3f, 2f, 50f })
        {
            Assert.Equal((float)Real.Log1p((double)x), Real.Log1p(x));
            Assert.Equal((float)Real.OneMinusExp((double)x), Real.OneMinusExp(x));
            Assert.Equal((float)Real.Todd((double)x), Real.Todd(x));
        }
    }

    /// <summary>A weight of 0 takes out whatever it weighs, and no other does.</summary>
    [Fact]
    public void Weigh()
    {
        foreach (var x in new[] { 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(0, Real.Weigh(0, x));
            Assert.Equal(3 * x, Real.Weigh(3, x));
            Assert.Equal(F32.SumAcross(0f), F32.SumAcross(SimdMath.Weigh<F32>(0f, (float)x)));
            Assert.Equal((float)(3 * x), F32.SumAcross(SimdMath.Weigh<F32>(3f, (float)x)));
        }

        Assert.Equal(double.NaN, Real.Weigh(double.NaN, 1));
    }

    [Fact]
    public void Edges()
    {
        Assert.Equal(double.NegativeInfinity, Real.Log1p(-1.0));
        Assert.Equal(double.NaN, Real.Log1p(-1.5));
        Assert.Equal(double.PositiveInfinity, Real.Log1p(double.PositiveInfinity));
        Assert.Equal(1e-320, Real.Log1p(1e-320));
        Assert.Equal(0.0, Real.Log1p(0.0));
        Assert.Equal(1.0, Real.OneMinusExp(double.NegativeInfinity));
        Assert.Equal(double.NegativeInfinity, Real.OneMinusExp(double.PositiveInfinity));
        Assert.Equal(0.0, Real.OneMinusExp(0.0));
        Assert.Equal(1e-320, Real.OneMinusExp(-1e-320));
        Assert.Equal(1.0, Real.Todd(0.0));
        Assert.Equal(1.0, Real.Todd(1e-320));
        Assert.Equal(0.0, Real.Todd(double.NegativeInfinity));
        Assert.Equal(0.0, Real.Todd(-1e300));
        Assert.Equal(double.PositiveInfinity, Real.Todd(double.PositiveInfinity));
        Assert.Equal(1e300, Real.Todd(1e300));
        foreach (var nan in new[] { Real.Log1p(double.NaN), Real.OneMinusExp(double.NaN), Real.Todd(double.NaN) })
            Assert.Equal(double.NaN, nan);
    }

    /// <summary>Positive and negative numbers of every magnitude from 1e-12 to the ends of a range.</summary>
    private static double[] Magnitudes(double low, double high)
    {
        const int PerSign = 400;
        var x = new double[2 * PerSign];
        for (var i = 0; i < PerSign; i++)
        {
            x[i] = 1e-12 * Math.Pow(high / 1e-12, i / (PerSign - 1.0));
            x[PerSign + i] = -1e-12 * Math.Pow(low / -1e-12, i / (PerSign - 1.0));
        }

        return x;
    }

    private static void Within(double ulps, double actual, double exact, string what)
        => Assert.True(Math.Abs(actual - exact) <= ulps * Ulp * Math.Abs(exact),
            $"{what} = {actual:R}, not {exact:R}: {Math.Abs((actual / exact) - 1) / Ulp:F1} ulp");
}
