using System;

namespace LossDsl.Runtime;

/// <summary>The shape of the logits: as given and checked, or told by targets and declaration.</summary>
internal static class LogitShapes
{
    private const string OneOutput = "; give one output per row its target as a number, 0 or 1.";

    /// <summary>The shape with its strides.</summary>
    public static LogitShape Of<T>(LossPlan plan, in LossInputs<T> inputs)
        where T : unmanaged
    {
        var shape = inputs.Shape.IsGiven
            ? Given(plan, inputs.Shape, inputs.Logits.Length)
            : Contiguous(inputs.Kind == TargetKind.Numbers
                ? OfNumbers(plan, inputs.Logits.Length)
                : OfLabels(plan, inputs.Logits.Length, inputs.LabelCount));
        if (shape.Classes < plan.LeastClasses && shape.Samples > 0)
            throw new ArgumentException($"logits are of {shape.Classes} classes; {plan.Name} needs at least {plan.LeastClasses}.",
                inputs.Shape.IsGiven ? "shape" : "logits");
        return shape;
    }

    private static LogitShape OfLabels(LossPlan plan, int length, int rows)
    {
        if (rows == 0)
        {
            if (length != 0)
                throw new ArgumentException($"logits has {length} elements, but there are no targets.", "logits");
            return new(0, plan.Classes);
        }

        if (plan.Classes != 0)
        {
            if (length != (long)rows * plan.Classes)
                throw new ArgumentException(
                    $"logits has {length} elements, not {rows} targets × {plan.Classes} classes of {plan.Name} = "
                        + $"{(long)rows * plan.Classes}.", "logits");
            if (plan.Classes < 2)
                throw new ArgumentException($"{plan.Name} has 1 class, and a class index needs at least 2{OneOutput}", "targets");
            return new(rows, plan.Classes);
        }

        if (length % rows != 0)
            throw new ArgumentException($"logits has {length} elements, which is not a multiple of the {rows} targets.", "logits");
        if (length / rows < 2)
            throw new ArgumentException(
                $"logits has {length} elements for {rows} targets, {length / rows} per row; a loss needs at least 2 classes.", "logits");
        return new(rows, length / rows);
    }

    private static LogitShape OfNumbers(LossPlan plan, int length)
    {
        if (plan.Classes == 0)
        {
            // One output per row is what regression and binary classification mean by a vector.
            return plan.Elementwise || length == 0
                ? new(length, plan.Elementwise ? 1 : 0)
                : throw new ArgumentException(
                    $"{plan.Name} does not know how many classes the {length} logits are for: give LossInputs.Shape, or declare [Loss(…, "
                        + "Classes = …)].", "logits");
        }

        if (length % plan.Classes != 0)
            throw new ArgumentException(
                $"logits has {length} elements, which is not a multiple of the {plan.Classes} classes of {plan.Name}.", "logits");
        return new(length / plan.Classes, plan.Classes);
    }

    /// <summary>A given shape, checked, with its strides.</summary>
    public static LogitShape Given(LossPlan plan, in LogitShape shape, int length)
    {
        if (shape.Samples < 0 || shape.Classes < 1 || shape.Positions < 1)
            throw new ArgumentException(
                $"shape is {Text(shape)}; samples must not be negative, and there must be at least one class and position.", "shape");
        if (plan.Classes != 0 && shape.Classes != plan.Classes)
            throw new ArgumentException($"shape is {Text(shape)}, but {plan.Name} has {plan.Classes} classes.", "shape");
        if (shape.Classes < 2 && !(plan.Elementwise && plan.Targets == TargetKind.Numbers))
        {
            var advice = plan.Elementwise ? " with class indices as targets" + OneOutput : ".";
            throw new ArgumentException($"shape is {Text(shape)}; a loss needs at least 2 classes{advice}", "shape");
        }

        var elements = (Int128)shape.Samples * shape.Classes * shape.Positions;
        if (elements > Array.MaxLength)
            throw new ArgumentException($"shape is {Text(shape)}: {elements} elements, more than a span can hold.", "shape");
        if (shape.SampleStride == 0 && shape.ClassStride == 0 && shape.PositionStride == 0)
        {
            if (length != elements)
                throw new ArgumentException(
                    $"logits has {length} elements, not {shape.Samples} samples × {shape.Classes} classes × {shape.Positions} positions "
                        + $"= {elements}.", "logits");
            return Contiguous(in shape);
        }

        Strides("shape", in shape, "logits", length);
        return shape;
    }

    /// <summary>Throws if strides are negative, or lead out of the tensor.</summary>
    /// <param name="argument">The argument that gives the shape.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="length">How many elements its memory has.</param>
    public static void Strides(string argument, in LogitShape shape, string tensor, int length)
    {
        NotNegative(argument, "SampleStride", shape.SampleStride);
        NotNegative(argument, "ClassStride", shape.ClassStride);
        NotNegative(argument, "PositionStride", shape.PositionStride);
        if (shape.Samples == 0)
        {
            if (length != 0)
                throw new ArgumentException($"logits has {length} elements, but the shape {Text(shape)} has none.", "logits");
            return;
        }

        var last = ((Int128)(shape.Samples - 1) * shape.SampleStride) + ((Int128)(shape.Classes - 1) * shape.ClassStride)
            + ((Int128)(shape.Positions - 1) * shape.PositionStride);
        if (last >= length)
            throw new ArgumentException(
                $"{tensor} has {length} elements, but with strides {TextOfStrides(shape)} the last of {Text(shape)} has index {last}.",
                    tensor);

        static void NotNegative(string argument, string name, nint stride)
        {
            if (stride < 0)
                throw new ArgumentOutOfRangeException(argument, stride, $"{argument}.{name} is {stride}; it must not be negative.");
        }
    }

    private static LogitShape Contiguous(in LogitShape shape) => new(shape.Samples, shape.Classes, shape.Positions)
    {
        SampleStride = (nint)shape.Classes * shape.Positions,
        ClassStride = shape.Positions,
        PositionStride = 1,
    };

    /// <summary>A shape in parentheses.</summary>
    public static string Text(LogitShape shape) => $"({shape.Samples}, {shape.Classes}, {shape.Positions})";

    /// <summary>Strides in parentheses.</summary>
    public static string TextOfStrides(LogitShape shape) => $"({shape.SampleStride}, {shape.ClassStride}, {shape.PositionStride})";
}
