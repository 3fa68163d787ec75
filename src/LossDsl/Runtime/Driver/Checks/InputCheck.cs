using System;

namespace LossDsl.Runtime;

/// <summary>Which inputs a call gives: none that would have no effect, all that the loss needs, each as long as it has to be.</summary>
internal static class InputCheck
{
    /// <summary>Throws unless the inputs fit the loss and the shape.</summary>
    public static void Shapes<T>(LossPlan plan, in LossInputs<T> inputs, in LogitShape shape)
        where T : unmanaged
    {
        var (rows, elements) = (shape.Rows, shape.Elements);
        ShapeCheck.Optional("sampleWeights", inputs.SampleWeights.Length, rows, "one number per row");
        if (!plan.Elementwise)
        {
            NoEffect(plan, "elementWeights", inputs.ElementWeights.Length, "has no loss per element (weights per row are SampleWeights)");
            ShapeCheck.Optional("mask", inputs.Mask.Length, rows, "one entry per row");
        }
        else if (inputs.Mask.Length != elements)
        {
            ShapeCheck.Optional("mask", inputs.Mask.Length, rows, "one entry per row, or the shape of the logits");
        }

        ShapeCheck.Optional("elementWeights", inputs.ElementWeights.Length, elements, "the shape of the logits");
        foreach (var row in InputRow.Among((inputs.Given | plan.RequiredInputs) & InputRow.RequiredInputs))
            Required(plan, row, row.IsMask ? inputs.MaskOf(row.Input).Length : inputs.NumbersOf(row.Input).Length, in shape);
    }

    private static void Required(LossPlan plan, InputRow row, int actual, in LogitShape shape)
    {
        if (!plan.Requires(row.Input))
            NoEffect(plan, row.Argument, actual, "does not use it");
        else if (actual == 0 && row.Length(in shape) != 0)
            throw Missing(plan, row);
        else if (!row.IsMask || actual != shape.Classes)
            ShapeCheck.Optional(row.Argument, actual, row.Length(in shape), row.Shape);
    }

    private static void NoEffect(LossPlan plan, string argument, int actual, string reason)
    {
        if (actual != 0)
            throw Useless(plan, argument, reason);
    }

    // Apart from the checks, which every call makes several of, so that these are small enough to be inlined.
    private static ArgumentException Missing(LossPlan plan, InputRow row)
        => new($"{plan.Name} needs {row.Argument} with every call (LossInputs.{row.Input}).", row.Argument);

    private static ArgumentException Useless(LossPlan plan, string argument, string reason)
        => new($"{argument} is given, but {plan.Name} {reason}: it would have no effect.", argument);
}
