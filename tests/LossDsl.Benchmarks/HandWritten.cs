using System;

namespace LossDsl.Benchmarks;

/// <summary>Losses and their gradients as one writes them by hand: plain loops with MathF.</summary>
internal static class HandWritten
{
    /// <summary>Cross-entropy in three loops over the row: the mean over the rows; writes the gradient.</summary>
    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        var classes = logits.Length / targets.Length;
        var total = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            var row = logits.Slice(i * classes, classes);
            var slope = gradient.Slice(i * classes, classes);
            var max = float.NegativeInfinity;
            foreach (var z in row)
                max = MathF.Max(max, z);
            var sum = 0f;
            for (var k = 0; k < classes; k++)
                sum += slope[k] = MathF.Exp(row[k] - max);
            total += MathF.Log(sum) + max - row[targets[i]];
            var scale = 1 / (sum * targets.Length);
            for (var k = 0; k < classes; k++)
                slope[k] *= scale;
            slope[targets[i]] -= 1f / targets.Length;
        }

        return (float)(total / targets.Length);
    }

    /// <summary>Binary cross-entropy: the mean over the elements; writes the gradient.</summary>
    public static float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        var total = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var small = MathF.Exp(-MathF.Abs(logits[i]));
            total += MathF.Max(logits[i], 0) - (logits[i] * targets[i]) + MathF.Log(1 + small);
            gradient[i] = (((logits[i] >= 0 ? 1 : small) / (1 + small)) - targets[i]) / logits.Length;
        }

        return (float)(total / logits.Length);
    }

    /// <summary>The Huber loss with δ = 1: the mean over the elements; writes the gradient.</summary>
    public static float Huber(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        var total = 0.0;
        for (var i = 0; i < predictions.Length; i++)
        {
            var error = predictions[i] - targets[i];
            var size = MathF.Abs(error);
            total += size <= 1 ? 0.5f * error * error : size - 0.5f;
            gradient[i] = Math.Clamp(error, -1, 1) / predictions.Length;
        }

        return (float)(total / predictions.Length);
    }
}
