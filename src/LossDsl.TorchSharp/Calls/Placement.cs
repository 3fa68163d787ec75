using System;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// How the dimensions of an input are samples, classes and positions: (N,C,d1…dk) with P = d1·…·dk; (C), one sample of a
/// softmax or of a loss that knows its classes; else, for losses per element, (N), one output per row, or a single number.
/// </summary>
/// <param name="Samples">N.</param>
/// <param name="Classes">C.</param>
/// <param name="Positions">P.</param>
/// <param name="InputShape">The shape of the input.</param>
/// <param name="RowShape">The shape of what has one entry per row.</param>
internal sealed record Placement(long Samples, long Classes, long Positions, long[] InputShape, long[] RowShape)
{
    /// <summary>The number of rows.</summary>
    public long Rows => Samples * Positions;

    /// <summary>(N,C,P).</summary>
    public long[] Elements => [Samples, Classes, Positions];

    /// <summary>(N,1,P).</summary>
    public long[] PerRow => [Samples, 1, Positions];

    /// <summary>Places the input of a loss.</summary>
    /// <param name="plan">The loss.</param>
    /// <param name="input">Its input.</param>
    /// <param name="target">Its target, if there is one: its shape may tell what is wrong with that of the input.</param>
    /// <exception cref="ArgumentException">The shape of the input fits no loss, or not this one.</exception>
    public static Placement Of(LossPlan plan, Tensor input, Tensor? target = null)
    {
        var shape = input.shape;
        var placement = shape.Length switch
        {
            0 when plan.Elementwise => new Placement(1, 1, 1, shape, []),
            1 when plan.Elementwise && plan.Classes <= 1 => new Placement(shape[0], 1, 1, shape, shape),
            1 => new Placement(1, shape[0], 1, shape, []),
            > 1 => new Placement(shape[0], shape[1], shape.Skip(2).Aggregate(1L, (product, d) => product * d), shape,
                [shape[0], .. shape.Skip(2)]),
            _ => throw new ArgumentException($"input has no dimensions; {plan.Name} needs (N,C), (N,C,d1…dk) or (C).", nameof(input)),
        };
        if (plan.Classes != 0 && placement.Classes != plan.Classes)
            throw new ArgumentException(
                $"input has shape {Text(shape)}, which is {placement.Classes} classes; {plan.Name} has {plan.Classes}.{Advice()}",
                    nameof(input));
        var least = plan.Targets == TargetKind.Numbers && plan.Elementwise ? 1 : 2;
        if (placement.Classes < Math.Max(least, plan.LeastClasses))
            throw new ArgumentException(
                $"input has shape {Text(shape)}, which is {placement.Classes} classes; {plan.Name} needs at least "
                    + $"{Math.Max(least, plan.LeastClasses)}.{Advice()}", nameof(input));
        return placement;

        string Advice()
        {
            if (target is null)
                return "";
            if (plan.Elementwise && placement.Classes == 1 && target.shape.AsSpan().SequenceEqual(shape))
                return " One output per row has a number, 0 or 1, as target: pass target.to(torch.float32).";
            return plan.Classes == 0 || shape[^1] == plan.Classes ? TargetCheck.ClassesLast(shape, target.shape) : "";
        }
    }

    /// <summary>
    /// The strides of an input over samples, classes and positions, if its positions lie at one distance; null if only a copy
    /// has such strides.
    /// </summary>
    public (long Sample, long Class, long Position)? Strides(Tensor input)
    {
        if (InputShape.Length < 2)
            return InputShape.Length == 0 ? (1, 1, 1) : RowShape.Length == 0 ? (0, input.stride()[0], 1) : (input.stride()[0], 1, 1);
        var strides = input.stride();
        // Innermost first: an axis continues the ones inside it if it starts where they end.
        var (length, stride) = (1L, 0L);
        for (var axis = InputShape.Length - 1; axis >= 2; axis--)
        {
            if (InputShape[axis] == 1)
                continue;
            if (length == 1)
                stride = strides[axis];
            else if (strides[axis] != stride * length)
                return null;
            length *= InputShape[axis];
        }

        return (strides[0], strides[1], length == 1 ? 1 : stride);
    }

    /// <summary>Whether a tensor has one entry per row.</summary>
    public bool HasRows(Tensor tensor) => tensor.shape.AsSpan().SequenceEqual(RowShape);

    /// <summary>Whether a tensor has the shape of the input.</summary>
    public bool HasElements(Tensor tensor) => tensor.shape.AsSpan().SequenceEqual(InputShape);

    /// <summary>A shape in parentheses.</summary>
    public static string Text(ReadOnlySpan<long> shape) => $"({string.Join(", ", shape.ToArray())})";
}
