using System;
using System.Linq;
using LossDsl.Runtime;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>The frozen struct, on every width and at every way in which rows and classes fall into vectors and blocks.</summary>
public class AccuracyTests
{
    private const double Lambda = 1e-2;

    private static readonly int[] Widths = [512, 256, 128, 32];

    public static TheoryData<int, int> Shapes()
    {
        var data = new TheoryData<int, int>();
        foreach (var classes in new[] { 2, 3, 4, 8, 10, 15, 16, 17, 31, 32, 33, 100, 1000 })
        {
            foreach (var rows in new[] { 1, 2, 17, 300 })
                data.Add(rows, classes);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sweeps_agree_with_formulas_in_double(int rows, int classes)
    {
        var batch = new Batch(rows, classes);
        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda);
        var loss = new FrozenLoss(batch.Weights, Lambda);
        foreach (var bits in Widths)
            Compare(batch, reference, loss, new Execution { Engine = Engine.Sweeps, VectorBits = bits }, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Plain_loops_agree_with_formulas_in_double(int rows, int classes)
    {
        var batch = new Batch(rows, classes);
        var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, Lambda);
        var loss = new FrozenLoss(batch.Weights, Lambda);
        Compare(batch, reference, loss, new Execution { Engine = Engine.PlainLoops }, 1e-4);

        var gradient = new double[batch.Logits.Length];
        var components = new double[2];
        var perSample = new double[rows];
        var value = loss.Evaluate(
            new LossInputs<double>(batch.Doubles, batch.Targets),
            new LossOutputs<double> { Gradient = gradient, Components = components, PerSample = perSample });
        Close(reference.CrossEntropy.Sum() / reference.WeightSum, components[0], 1e-12);
        Close(reference.Penalty.Sum() / rows, components[1], 1e-12);
        Close(components[0] + components[1], value, 1e-15);
        for (var i = 0; i < rows; i++)
            Close(reference.PerSample(i), perSample[i], 1e-12);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (a, b) = (reference.ByCrossEntropy[i] / reference.WeightSum, reference.ByPenalty[i] / rows);
            Assert.True(Math.Abs(gradient[i] - (a + b)) <= 1e-12 * (Math.Abs(a) + Math.Abs(b)), $"gradient[{i}] {gradient[i]} {a + b}");
        }
    }

    /// <summary>One term, hard labels: every derivative to 1e-5 of itself, down to 2^-120.</summary>
    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(32)]
    public void Extreme_logits_keep_relative_accuracy(int bits)
    {
        var worst = 0.0;
        foreach (var scale in new[] { 1e-4, 1e-2, 1, 10, 30 })
        {
            foreach (var classes in new[] { 2, 10, 33, 100 })
            {
                var batch = new Batch(200, classes, seed: classes, scale);
                for (var i = 0; i < batch.Rows; i += 2)
                    batch.Logits[(i * classes) + batch.Targets[i]] += (float)(3 * scale);
                var reference = new Reference(batch.Doubles, batch.Targets, batch.Weights, 0);
                var gradient = new float[batch.Logits.Length];
                var perSample = new float[batch.Rows];
                new FrozenLoss(batch.Weights, reduction: Reduction.Sum).Evaluate(
                    new LossInputs<float>(batch.Logits, batch.Targets) { Execution = new Execution { VectorBits = bits } },
                    new LossOutputs<float> { Gradient = gradient, PerSample = perSample });
                for (var i = 0; i < gradient.Length; i++)
                    worst = Math.Max(worst, Relative(reference.ByCrossEntropy[i], gradient[i]));
                for (var i = 0; i < perSample.Length; i++)
                    worst = Math.Max(worst, Relative(reference.CrossEntropy[i], perSample[i]));
            }
        }

        Assert.True(worst <= 1e-5, $"{worst:E2}");
    }

    private static double Relative(double exact, double actual)
        => Math.Abs(exact) < Math.Pow(2, -120) ? 0 : Math.Abs(actual / exact - 1);

    private static void Compare(Batch batch, Reference reference, FrozenLoss loss, Execution execution, double tolerance)
    {
        var gradient = new float[batch.Logits.Length];
        var components = new float[2];
        var perSample = new float[batch.Rows];
        var inputs = new LossInputs<float>(batch.Logits, batch.Targets) { Execution = execution };
        var value = loss.Evaluate(in inputs,
            new LossOutputs<float> { Gradient = gradient, Components = components, PerSample = perSample });
        Close(reference.CrossEntropy.Sum() / reference.WeightSum, components[0], tolerance);
        Close(reference.Penalty.Sum() / batch.Rows, components[1], tolerance);
        Close(components[0] + (double)components[1], value, tolerance);
        for (var i = 0; i < perSample.Length; i++)
            Close(reference.PerSample(i), perSample[i], tolerance);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (a, b) = (reference.ByCrossEntropy[i] / reference.WeightSum, reference.ByPenalty[i] / batch.Rows);
            Assert.True(
                Math.Abs(gradient[i] - (a + b)) <= (tolerance * (Math.Abs(a) + Math.Abs(b))) + 1e-37,
                $"{execution}: gradient[{i}] is {gradient[i]}, not {a + b}");
        }

        // Without a gradient, all else is the same to the last bit.
        var (componentsAlone, perSampleAlone) = (new float[2], new float[batch.Rows]);
        Assert.Equal(value, loss.Evaluate(in inputs, new LossOutputs<float> { Components = componentsAlone, PerSample = perSampleAlone }));
        Assert.Equal(components, componentsAlone);
        Assert.Equal(perSample, perSampleAlone);
    }

    private static void Close(double exact, double actual, double tolerance)
        => Assert.True(Math.Abs(actual - exact) <= tolerance * Math.Abs(exact), $"{actual:R} is not {exact:R}");
}
