using System;
using LossDsl.Reference;
using Xunit;

namespace LossDsl.Gradients.Tests;

/// <summary>What came out against what has to.</summary>
internal static class Results
{
    /// <summary>Compares everything: |error| ≤ relative · S + absolute.</summary>
    public static void AssertNear(ReferenceResult expected, CompiledLoss actual, double relative, double absolute, string what)
    {
        Near([expected.Value], [actual.Value], [expected.ValueMagnitude], relative, absolute, $"{what}: value");
        Near(expected.Components, actual.Components, expected.ComponentMagnitudes, relative, absolute, $"{what}: component");
        Near(expected.PerSample, actual.PerSample, expected.PerSampleMagnitude, relative, absolute, $"{what}: per sample");
        Near(expected.Gradient, actual.Gradient, expected.GradientMagnitude, relative, absolute, $"{what}: gradient");
        if (expected.VarianceGradient is { } ofVariances)
            Near(ofVariances, actual.VarianceGradient!, expected.VarianceGradientMagnitude!, relative, absolute,
                $"{what}: gradient of the variances");
    }

    private static void Near(double[] expected, double[] actual, double[] magnitude, double relative, double absolute, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var tolerance = (relative * magnitude[i]) + absolute;
            if (!expected[i].Equals(actual[i]) && !(Math.Abs(expected[i] - actual[i]) <= tolerance))
                Assert.Fail($"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R}, off by {Math.Abs(expected[i] - actual[i]):E2}, "
                    + $"tolerance {tolerance:E2}");
        }
    }
}
