using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>Checks the shapes of a call before anything is written.</summary>
internal static class ShapeCheck
{
    /// <summary>The shape of the call, or an exception that names the argument and both numbers.</summary>
    public static Shape Of<T>(LossPlan plan, in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new Shape(inputs.Rows, Classes(plan, inputs.Logits.Length, inputs.Rows));
        Optional("gradient", outputs.Gradient.Length, inputs.Logits.Length, "the shape of the logits");
        Optional("perSample", outputs.PerSample.Length, shape.Rows, "one number per row");
        Optional("components", outputs.Components.Length, plan.Components.Count, "one number per component");
        if (plan.Reduction == Reduction.None)
            Optional("upstream", inputs.Upstream.Length, shape.Rows, "one number per row, as the loss has no reduction");
        else
            Optional("upstream", inputs.Upstream.Length, 1, "one number, as the loss is reduced to one");
        if (!inputs.Upstream.IsEmpty && outputs.Gradient.IsEmpty && !inputs.Logits.IsEmpty)
            throw new ArgumentException("upstream scales the gradient only, and no gradient is asked for; leave it out.", "upstream");
        Overlaps(in inputs, in outputs);
        return shape;
    }

    private static int Classes(LossPlan plan, int length, int rows)
    {
        if (rows == 0)
        {
            if (length != 0)
                throw new ArgumentException($"logits has {length} elements, but there are no targets.", "logits");
            return plan.Classes;
        }

        if (plan.Classes != 0)
        {
            if (length != (long)rows * plan.Classes)
                throw new ArgumentException($"logits has {length} elements, not {rows} targets × {plan.Classes} classes of {plan.Name} = {(long)rows * plan.Classes}.", "logits");
            return plan.Classes;
        }

        if (length % rows != 0)
            throw new ArgumentException($"logits has {length} elements, which is not a multiple of the {rows} targets.", "logits");
        if (length / rows < 2)
            throw new ArgumentException($"logits has {length} elements for {rows} targets, {length / rows} per row; a loss needs at least 2 classes.", "logits");
        return length / rows;
    }

    private static void Optional(string argument, int actual, int expected, string meaning)
    {
        if (actual != 0 && actual != expected)
            throw new ArgumentException($"{argument} has {actual} elements; it must be empty or have {expected}, {meaning}.", argument);
    }

    private static void Overlaps<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Apart("gradient", outputs.Gradient, "logits", inputs.Logits);
        Apart("gradient", outputs.Gradient, "upstream", inputs.Upstream);
        Apart("perSample", outputs.PerSample, "logits", inputs.Logits);
        Apart("perSample", outputs.PerSample, "upstream", inputs.Upstream);
        Apart("perSample", outputs.PerSample, "gradient", outputs.Gradient);
        Apart("components", outputs.Components, "gradient", outputs.Gradient);
        Apart("components", outputs.Components, "perSample", outputs.PerSample);
    }

    private static void Apart<T>(string argument, ReadOnlySpan<T> written, string other, ReadOnlySpan<T> memory)
    {
        if (written.Overlaps(memory))
            throw new ArgumentException($"{argument} overlaps {other} in memory.", argument);
    }
}
