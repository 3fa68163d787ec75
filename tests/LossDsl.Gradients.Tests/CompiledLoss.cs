using System;
using System.Numerics;
using LossDsl.Reference;

namespace LossDsl.Gradients.Tests;

/// <summary>What a compiled loss gives on a batch, in double precision whatever it was computed in.</summary>
/// <param name="Value">The value.</param>
/// <param name="Components">The components.</param>
/// <param name="PerSample">The losses of rows or elements.</param>
/// <param name="Gradient">The gradient.</param>
/// <param name="VarianceGradient">The gradient with respect to the variances; null where the batch has none.</param>
internal sealed record CompiledLoss(double Value, double[] Components, double[] PerSample, double[] Gradient, double[]? VarianceGradient)
{
    private delegate T Evaluation<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Evaluates a loss in double precision.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="perElement">Whether the loss gives one value per element.</param>
    /// <param name="layout">How the logits lie in memory.</param>
    public static CompiledLoss Double(Loss loss, ReferenceBatch batch, bool perElement, int layout)
        => Evaluate<double>(loss.Evaluate, loss, batch, perElement, layout, default);

    /// <inheritdoc cref="Double"/>
    /// <summary>Evaluates a loss in single precision.</summary>
    public static CompiledLoss Single(Loss loss, ReferenceBatch batch, bool perElement, int layout, Execution execution)
        => Evaluate<float>(loss.Evaluate, loss, batch, perElement, layout, execution);

    private static CompiledLoss Evaluate<T>(Evaluation<T> evaluate, Loss loss, ReferenceBatch batch, bool perElement, int layout,
        Execution execution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // What is not written must not look like a result.
        var gradient = Unwritten<T>(batch.Logits.Length);
        var varianceGradient = batch.Variances is null ? null : Unwritten<T>(batch.Logits.Length);
        var perSample = Unwritten<T>(perElement ? batch.Logits.Length : batch.Rows);
        var components = Unwritten<T>(loss.ComponentNames.Count);
        var (shape, logits) = Spread(batch, layout);
        var stored = Stored<T>(logits);
        var targeted = batch.Targets is { } targets ? new LossInputs<T>(stored, Stored<T>(targets))
            : new LossInputs<T>(stored, batch.Labels!);
        var inputs = targeted with
        {
            Shape = shape,
            SampleWeights = Stored<T>(batch.SampleWeights),
            ElementWeights = Stored<T>(batch.ElementWeights),
            Mask = batch.Mask,
            ClassMask = batch.ClassMask,
            FeatureNorms = Stored<T>(batch.FeatureNorms),
            Variances = Stored<T>(batch.Variances),
            Epoch = batch.Epoch,
            Upstream = Stored<T>(batch.Upstream),
            Normalizer = batch.Normalizer,
            Execution = execution,
        };
        var value = evaluate(inputs,
            new LossOutputs<T>
            {
                Gradient = gradient,
                VarianceGradient = varianceGradient,
                PerSample = perSample,
                Components = components
            });
        return new CompiledLoss(double.CreateChecked(value), Doubles(components), Doubles(perSample), Doubles(gradient),
            varianceGradient is null ? null : Doubles(varianceGradient));
    }

    /// <summary>The logits in one of several layouts, with NaN where no logit is.</summary>
    private static (LogitShape Shape, double[] Logits) Spread(ReferenceBatch batch, int layout)
    {
        var (c, p) = (batch.Classes, batch.Positions);
        var shape = new LogitShape(batch.Samples, c, p);
        shape = layout switch
        {
            0 => shape,
            // Classes innermost.
            1 => shape with { SampleStride = c * p, ClassStride = 1, PositionStride = c },
            // Gaps everywhere.
            2 => shape with { SampleStride = ((2 * p) + 3) * c, ClassStride = (2 * p) + 3, PositionStride = 2 },
            // Samples innermost.
            _ => shape with { SampleStride = 1, ClassStride = batch.Samples * p, PositionStride = batch.Samples },
        };
        if (layout == 0)
            return (shape, batch.Logits);
        var spread = new double[((batch.Samples - 1) * shape.SampleStride) + ((c - 1) * shape.ClassStride)
            + ((p - 1) * shape.PositionStride) + 1];
        Array.Fill(spread, double.NaN);
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var k = 0; k < c; k++)
                spread[(row / p * shape.SampleStride) + (k * shape.ClassStride) + (row % p * shape.PositionStride)] =
                    batch.Logits[batch.Index(row, k)];
        }

        return (shape, spread);
    }

    private static T[] Stored<T>(double[]? values)
        where T : INumberBase<T> => values is null ? [] : Array.ConvertAll(values, T.CreateChecked);

    private static T[] Unwritten<T>(int length)
        where T : IFloatingPointIeee754<T>
    {
        var values = new T[length];
        Array.Fill(values, T.NaN);
        return values;
    }

    private static double[] Doubles<T>(T[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, double.CreateChecked);
}
