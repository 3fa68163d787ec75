using System;
using System.Linq;
using System.Runtime.InteropServices;
using LossDsl.Tests.Functions;
using Xunit;

namespace LossDsl.Tests.Generated;

/// <summary>Rows, batches and memory that once gave something else without a word.</summary>
public class EdgeRowTests
{
    [Fact]
    public void Equal_logits_differ_from_their_mean_by_nothing()
    {
        foreach (var classes in new[] { 3, 5, 10, 17, 100 })
        {
            foreach (var score in new[] { 0.1f, 3e7f, -123.456f })
            {
                float[] logits = [.. Enumerable.Repeat(score, classes)];
                foreach (var bits in Lanes.Widths)
                {
                    var gradient = new float[classes];
                    var value = new EqualLogits().Evaluate(
                        new LossInputs<float>(logits,
                            new[] { 0 })
                        { Execution = new Execution { Engine = Engine.Sweeps, VectorBits = bits } },
                new LossOutputs<float> { Gradient = gradient });
                    var exact = new double[classes];
                    var expected = new EqualLogits().Evaluate(new LossInputs<double>([.. logits.Select(x => (double)x)], new[] { 0 }),
                        new LossOutputs<double> { Gradient = exact });
                    Near(expected, value, $"{classes} × {score}, {bits} bits");
                    for (var k = 0; k < classes; k++)
                        Near(exact[k], gradient[k], $"{classes} × {score}, {bits} bits, entry {k}");
                }
            }
        }
    }

    [Theory]
    [InlineData(18f, 0f)]
    [InlineData(3f, 1f)]
    [InlineData(16f, -2f)]
    [InlineData(-4f, 4f)]
    public void A_tiny_soft_target_beside_a_whole_one(float first, float second)
    {
        float[] logits = [first, second];
        float[] targets = [1, 1e-6f];
        foreach (var loss in new Loss[] { new RootFocal(), new Plain() })
        {
            var exact = new double[2];
            loss.Evaluate(new LossInputs<double>([first, second], [targets[0], targets[1]]) { Shape = new(1, 2) },
                new LossOutputs<double> { Gradient = exact });
            foreach (var bits in Lanes.Widths)
            {
                var gradient = new float[2];
                loss.Evaluate(
                    new LossInputs<float>(logits, targets)
                    {
                        Shape = new(1, 2),
                        Execution = new Execution { Engine = Engine.Sweeps, VectorBits = bits }
                    },
                    new LossOutputs<float> { Gradient = gradient });
                for (var k = 0; k < 2; k++)
                    Near(exact[k], gradient[k], $"{loss.GetType().Name}, {bits} bits, entry {k}");
            }
        }
    }

    [Fact]
    public void A_denormal_gradient_is_kept()
    {
        foreach (var bits in Lanes.Widths)
        {
            var gradient = new float[1];
            var value = new SigmoidFocal().Evaluate(
                new LossInputs<float>([-44.4f], [0f]) { Execution = new Execution { Engine = Engine.Sweeps, VectorBits = bits } },
                new LossOutputs<float> { Gradient = gradient });
            var exact = new double[1];
            new SigmoidFocal().Evaluate(new LossInputs<double>([-44.4f], [0.0]), new LossOutputs<double> { Gradient = exact });
            Near(exact[0], gradient[0], $"{bits} bits");
            gradient[0] = 0;
            value = new SigmoidFocal().Evaluate(
                new LossInputs<float>([88.8f], [1f]) { Execution = new Execution { Engine = Engine.Sweeps, VectorBits = bits } },
                new LossOutputs<float> { Gradient = gradient });
            new SigmoidFocal().Evaluate(new LossInputs<double>([88.8f], [1.0]), new LossOutputs<double> { Gradient = exact });
            Near(exact[0], gradient[0], $"{bits} bits at 88.8");
        }
    }

    [Fact]
    public void Rows_far_below_0_keep_the_differences_of_their_scores()
    {
        double[] logits = [-300, -301, -299.5];
        // log(1 + e^z) is e^z there, to more digits than there are.
        var sum = logits.Sum(z => Math.Exp(z + 300));
        double[] scores = [.. logits.Select(z => 3 * Math.Exp(z + 300) / sum)];
        var expected = Math.Log(scores.Sum(Math.Exp)) - scores[1];
        Assert.Equal(expected, new NormalisedRows().Evaluate(new LossInputs<double>(logits, new[] { 1 }), default), 1e-13);
        foreach (var bits in Lanes.Widths)
        {
            var execution = new Execution { Engine = Engine.Sweeps, VectorBits = bits };
            Near(expected, new NormalisedRows().Evaluate(
                new LossInputs<float>([-300, -301, -299.5f], new[] { 1 }) { Execution = execution }, default), $"{bits} bits");
        }
    }

    [Fact]
    public void Of_an_empty_batch_nothing_is_computed()
    {
        new Plain().ToProbabilities(ReadOnlySpan<float>.Empty, Span<float>.Empty);
        Assert.Empty(new Plain().Predict(ReadOnlySpan<float>.Empty));
        new Plain().ToProbabilities(ReadOnlySpan<double>.Empty, Span<double>.Empty);
        Assert.Empty(new Plain().Predict(ReadOnlySpan<float>.Empty, new LogitShape(0, 1_000_000_000)));
    }

    [Fact]
    public void A_shape_of_no_samples_does_not_pass_over_logits()
    {
        var shape = new LogitShape(0, 3) { SampleStride = 3, ClassStride = 1, PositionStride = 1 };
        var refusal = Assert.Throws<ArgumentException>(() =>
            new Plain().Evaluate(new LossInputs<float>(new float[6], Array.Empty<int>()) { Shape = shape }, default));
        Assert.Equal("logits", refusal.ParamName);
    }

    [Fact]
    public void Outputs_over_what_is_read_are_refused()
    {
        var memory = new byte[4 * 6];
        Refuses("gradient", "targets", () => new Plain().Evaluate(
            new LossInputs<float>(new float[6], MemoryMarshal.Cast<byte, int>(memory.AsSpan())[..2]),
            new LossOutputs<float> { Gradient = MemoryMarshal.Cast<byte, float>(memory.AsSpan()) }));
        Refuses("gradient", "mask", () => new Plain().Evaluate(
            new LossInputs<float>(new float[6], new[] { 0, 1 }) { Mask = MemoryMarshal.Cast<byte, bool>(memory.AsSpan())[..2] },
            new LossOutputs<float> { Gradient = MemoryMarshal.Cast<byte, float>(memory.AsSpan()) }));
        Refuses("classes", "logits",
            () => new Plain().Predict(MemoryMarshal.Cast<byte, float>(memory.AsSpan()),
                MemoryMarshal.Cast<byte, int>(memory.AsSpan())[..2]));
    }

    private static void Refuses(string argument, string other, Action call)
    {
        var refusal = Assert.Throws<ArgumentException>(call);
        Assert.Equal(argument, refusal.ParamName);
        Assert.Contains(other, refusal.Message, StringComparison.Ordinal);
    }

    // Half the spacing of denormals, beside 1e-5.
    private static void Near(double expected, float actual, string here)
        => Assert.True(Math.Abs(actual - expected) <= (1e-5 * Math.Abs(expected)) + 1.4e-45, $"{here}: {actual:R} instead of {expected:R}");
}
