using System;

namespace LossDsl.Runtime;

/// <summary>Where a call wants its gradient: contiguous, or with strides of its own, most often those of the logits.</summary>
internal static class GradientShapes
{
    /// <summary>Throws unless the gradient is left out, or has room for every element of the logits.</summary>
    public static void Check<T>(in LossOutputs<T> outputs, in LogitShape logits)
        where T : unmanaged
    {
        var (shape, length) = (outputs.GradientShape, outputs.Gradient.Length);
        if (!shape.IsGiven)
        {
            ShapeCheck.Optional("gradient", length, logits.Elements, "the shape of the logits");
            return;
        }

        if (logits.Elements == 0)
        {
            if (shape.Samples != 0)
                throw Mismatch(in shape, in logits);
            ShapeCheck.Optional("gradient", length, 0, "the shape of the logits");
            return;
        }

        if (length == 0)
            throw new ArgumentException("gradientShape is given, but no gradient is asked for: it would have no effect.", "gradientShape");
        if (shape.Samples != logits.Samples || shape.Classes != logits.Classes || shape.Positions != logits.Positions)
            throw Mismatch(in shape, in logits);
        if (!HasStrides(in shape))
        {
            ShapeCheck.Optional("gradient", length, logits.Elements, "the shape of the logits");
            return;
        }

        LogitShapes.Strides("gradientShape", in shape, "gradient", length);
        if (MayOverlap(in shape))
            throw new ArgumentException(
                $"gradientShape is {LogitShapes.Text(shape)} with strides {LogitShapes.TextOfStrides(shape)}; they must give each "
                    + "element a place of its own.", "gradientShape");
    }

    /// <summary>The layout of a checked gradient.</summary>
    public static Layout LayoutOf(in LogitShape gradient, in LogitShape logits)
    {
        if (!HasStrides(in gradient))
            return Layout.Contiguous(logits.Classes, logits.Positions);
        return new(logits.Positions, gradient.SampleStride, gradient.ClassStride, logits.Positions == 1 ? 1 : gradient.PositionStride);
    }

    private static ArgumentException Mismatch(in LogitShape shape, in LogitShape logits)
        => new($"gradientShape is {LogitShapes.Text(shape)}; it must be {LogitShapes.Text(logits)}, the shape of the logits.",
            "gradientShape");

    private static bool HasStrides(in LogitShape shape) => shape.SampleStride != 0 || shape.ClassStride != 0 || shape.PositionStride != 0;

    /// <summary>Whether an axis steps into what the axes inside it cover.</summary>
    private static bool MayOverlap(in LogitShape shape)
    {
        Span<(nint Stride, int Length)> axes =
            [(shape.SampleStride, shape.Samples), (shape.ClassStride, shape.Classes), (shape.PositionStride, shape.Positions)];
        axes.Sort(static (one, other) => one.Stride.CompareTo(other.Stride));
        nint last = 0;
        foreach (var (stride, length) in axes)
        {
            if (length == 1)
                continue;
            if (stride <= last)
                return true;
            last += stride * (length - 1);
        }

        return false;
    }
}
