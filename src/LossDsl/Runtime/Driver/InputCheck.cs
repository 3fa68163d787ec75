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
        Required(plan, KernelInput.ClassMask, "classMask", inputs.ClassMask.Length, elements, "the shape of the logits", inputs.ClassMask.Length == shape.Classes);
        Required(plan, KernelInput.FeatureNorms, "featureNorms", inputs.FeatureNorms.Length, rows, "one number per row");
        Required(plan, KernelInput.Variances, "variances", inputs.Variances.Length, elements, "the shape of the predictions");
    }

    private static void Required(LossPlan plan, KernelInput input, string argument, int actual, int expected, string meaning, bool otherwiseRight = false)
    {
        if (!plan.Requires(input))
            NoEffect(plan, argument, actual, "does not use it");
        else if (actual == 0 && expected != 0)
            throw Missing(plan, input, argument);
        else if (!otherwiseRight)
            ShapeCheck.Optional(argument, actual, expected, meaning);
    }

    private static void NoEffect(LossPlan plan, string argument, int actual, string reason)
    {
        if (actual != 0)
            throw Useless(plan, argument, reason);
    }

    // Apart from the checks, which every call makes several of, so that these are small enough to be inlined.
    private static ArgumentException Missing(LossPlan plan, KernelInput input, string argument)
        => new($"{plan.Name} needs {argument} with every call (LossInputs.{input}).", argument);

    private static ArgumentException Useless(LossPlan plan, string argument, string reason)
        => new($"{argument} is given, but {plan.Name} {reason}: it would have no effect.", argument);
}
