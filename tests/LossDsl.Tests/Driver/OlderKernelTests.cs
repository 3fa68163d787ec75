using System;
using System.Linq;
using LossDsl.Tests.Frozen;
using Xunit;

namespace LossDsl.Tests.Driver;

/// <summary>A kernel of the first generator knows rows of contiguous classes only; the driver brings every layout into that form.</summary>
public class OlderKernelTests
{
    [Theory]
    [InlineData(3, 2)]
    [InlineData(10, 7)]
    [InlineData(33, 16)]
    [InlineData(2, 300)]
    public void Positions_give_what_the_rows_give(int classes, int positions)
    {
        const int Samples = 3;
        var batch = new Batch(Samples * positions, classes);
        batch.Targets[1] = -100;
        var loss = new FrozenLoss(batch.Weights, 1e-2, ignoreIndex: -100);
        var (expected, gradient) = Run(loss, batch.Logits, batch.Targets, default);

        // Row n·P + p, class k stands at (n, k, p).
        int Index(int row, int k) => (((row / positions * classes) + k) * positions) + (row % positions);
        var strided = new float[batch.Logits.Length];
        for (var i = 0; i < strided.Length; i++)
            strided[Index(i / classes, i % classes)] = batch.Logits[i];
        var (value, inPositions) = Run(loss, strided, batch.Targets, new LogitShape(Samples, classes, positions));

        Assert.Equal(expected, value, 1e-6f * Math.Abs(expected));
        Assert.Equal(gradient, Enumerable.Range(0, gradient.Length).Select(i => inPositions[Index(i / classes, i % classes)]));
    }

    private static (float Value, float[] Gradient) Run(FrozenLoss loss, float[] logits, int[] targets, LogitShape shape)
    {
        var gradient = new float[logits.Length];
        var value = loss.Evaluate(new LossInputs<float>(logits, targets) { Shape = shape }, new LossOutputs<float> { Gradient = gradient });
        return (value, gradient);
    }
}
