using System;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>Types, shapes and devices that do not fit.</summary>
public class TensorCheckTests
{
    private const string Floating = "it must be Float32, Float64, Float16 or BFloat16.";

    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor labels = Tensors.Labels(2, 4, 6);
    private readonly Tensor numbers = Tensors.Shares(3, 6, 4);
    private readonly Tensor flags = Tensors.Shares(3, 6, 4).gt(tensor(0.5));

    [Fact]
    public void Nothing_at_all()
    {
        Refuse.Call<ArgumentNullException>(new Plain().ToModule(), "input", "", null!, labels);
        Refuse.Call<ArgumentNullException>(new Plain().ToModule(), "target", "", input, null!);
    }

    [Fact]
    public void Types()
    {
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "input", $"input is of type Int64; {Floating}",
            labels.reshape(2, 3), Tensors.Labels(2, 3, 2));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target",
                "target is of type ComplexFloat32; class indices (Byte, Int8, Int16, Int32 or Int64) are integers, numbers Float32, "
                    + "Float64, Float16, BFloat16 or Bool.",
            input, labels.to(ScalarType.ComplexFloat32));
        Refuse.Call<ArgumentException>(
            new Hardest().ToModule(), "mask", "mask is of type Int64; it must be Bool.",
            input, labels, new LossOptions { Mask = ones([6], ScalarType.Int64) });
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "class_mask", "class_mask is of type Float64; it must be Bool.",
            input, labels, new LossOptions { ClassMask = ones([4], ScalarType.Float64) });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "sample_weights", $"sample_weights is of type Int64; {Floating}",
            input, labels, new LossOptions { SampleWeights = labels });
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "element_weights", $"element_weights is of type Bool; {Floating}",
            input, numbers, new LossOptions { ElementWeights = flags });
        Refuse.Call<ArgumentException>(
            new Influence().ToModule(), "feature_norms", $"feature_norms is of type Int64; {Floating}",
            input, labels, new LossOptions { FeatureNorms = labels });
        Refuse.Call<ArgumentException>(
            new Gaussian().ToModule(), "variances", $"variances is of type Bool; {Floating}",
            input, numbers, new LossOptions { Variances = flags });
    }

    [Fact]
    public void Kinds_of_targets()
    {
        Refuse.Call<ArgumentException>(
            new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(), "target",
                "target is of type Float64, but Adjusted takes class indices (Byte, Int8, Int16, Int32 or Int64), one per row. Pass "
                    + "target.argmax(1).",
            input, numbers);
        Refuse.Call<ArgumentException>(
            new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(), "target",
                "target is of type Float32, but Adjusted takes class indices (Byte, Int8, Int16, Int32 or Int64), one per row. Pass "
                    + "target.to(torch.int64).",
            input, labels.to(ScalarType.Float32));
        Refuse.Call<ArgumentException>(
            new Regression().ToModule(), "target",
                "target is of type Int64, but Regression takes numbers, one per element in a floating type.",
            input, labels);

        static double[] Identity() => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    }

    [Fact]
    public void Shapes_of_inputs()
    {
        var weighted = "PolyFocal has 3.";
        Refuse.Call<ArgumentException>(
            new PolyFocal([1, 2, 3]).ToModule(), "input", $"input has shape (6, 4), which is 4 classes; {weighted}",
            input, labels);
        Refuse.Call<ArgumentException>(
            new PolyFocal([1, 2, 3]).ToModule(), "input", $"input has shape (4), which is 4 classes; {weighted}",
            input[0], labels[0]);
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "input", "input has no dimensions; Plain needs (N,C), (N,C,d1…dk) or (C).",
            tensor(1.0), tensor(0L));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "input", "input has shape (6, 1), which is 1 classes; Plain needs at least 2.",
            input.narrow(1, 0, 1), labels);
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "input", "input has shape (6), which is 1 classes; Tags needs at least 2.",
            input.select(1, 0), labels);
    }

    [Fact]
    public void Shapes_of_targets()
    {
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target", "target has shape (5), but for an input of shape (6, 4) class indices have shape (6).",
            input, labels.narrow(0, 0, 5));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target", "target has shape (6, 1), but for an input of shape (6, 4) class indices have shape (6).",
            input, labels.unsqueeze(1));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target", "target has shape (4, 6), but for an input of shape (6, 4) numbers have shape (6, 4).",
            input, numbers.t());
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "target",
                "target has shape (6, 4), but for an input of shape (6, 4) class indices have shape (6). Targets that are 0 or 1 per "
                    + "class are floating.",
            input, flags.to(ScalarType.Int64));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target", "target has shape (2), but for an input of shape (2, 4, 3) class indices have shape (2, 3).",
            Tensors.Numbers(1, 2, 4, 3), labels.narrow(0, 0, 2));
    }

    [Fact]
    public void Shapes_of_everything_else()
    {
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "sample_weights", "sample_weights has shape (6, 4); it must be (6), one number per row.",
            input, labels, new LossOptions { SampleWeights = numbers });
        Refuse.Call<ArgumentException>(
            new Influence().ToModule(), "feature_norms", "feature_norms has shape (4); it must be (6), one number per row.",
            input, labels, new LossOptions { FeatureNorms = numbers[0] });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "mask", "mask has shape (6, 4); it must be (6), one entry per row.",
            input, labels, new LossOptions { Mask = flags });
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "mask", "mask has shape (4); it must be (6) or (6, 4).",
            input, numbers, new LossOptions { Mask = flags[0] });
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "class_mask", "class_mask has shape (6); it must be (4) or (6, 4).",
            input, labels, new LossOptions { ClassMask = flags.select(1, 0) });
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "element_weights", "element_weights has shape (6); it must be (6, 4), the shape of the input.",
            input, numbers, new LossOptions { ElementWeights = numbers.select(1, 0) });
        Refuse.Call<ArgumentException>(
            new Gaussian().ToModule(), "variances", "variances has shape (4, 6); it must be (6, 4), the shape of the input.",
            input, numbers, new LossOptions { Variances = numbers.t() });
    }

    [Fact]
    public void What_is_missing_or_has_no_effect()
    {
        Refuse.Call<ArgumentException>(
            new Masked().ToModule(), "class_mask", "Masked needs class_mask with every call (LossOptions.ClassMask).",
            input, labels);
        Refuse.Call<ArgumentException>(
            new Influence().ToModule(), "feature_norms", "Influence needs feature_norms with every call (LossOptions.FeatureNorms).",
            input, labels);
        Refuse.Call<ArgumentException>(
            new Gaussian().ToModule(), "variances", "Gaussian needs variances with every call (LossOptions.Variances).",
            input, numbers);
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "class_mask", "class_mask is given, but Plain does not use it: it would have no effect.",
            input, labels, new LossOptions { ClassMask = flags });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "feature_norms", "feature_norms is given, but Plain does not use it: it would have no effect.",
            input, labels, new LossOptions { FeatureNorms = numbers[0] });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "variances", "variances is given, but Plain does not use it: it would have no effect.",
            input, labels, new LossOptions { Variances = numbers });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "element_weights",
                "element_weights is given, but Plain has no loss per element (weights per row are sample_weights): it would have no effect.",
            input, labels, new LossOptions { ElementWeights = numbers });
        Refuse.Call<ArgumentException>(
            new External().ToModule(), "normalizer",
                "External divides by a number given with each call, but normalizer is not set: pass normalizer, or LossOptions.Normalizer.",
            input, labels);
        Refuse.Call<ArgumentException>(
            new Total().ToModule(), "normalizer", "normalizer is 3, but Total takes no mean: it would have no effect.",
            input, labels, new LossOptions { Normalizer = 3 });
        Refuse.Call<ArgumentOutOfRangeException>(
            new Plain().ToModule(), "normalizer", "normalizer is 0; it must be finite and above 0.",
            input, labels, new LossOptions { Normalizer = 0 });
        Refuse.Call<ArgumentOutOfRangeException>(
            new External().ToModule(), "normalizer", "normalizer is NaN; it must be finite and above 0.",
            input, labels, new LossOptions { Normalizer = double.NaN });
    }

    /// <summary>What the loss has no gradient of must not wait for one.</summary>
    [Fact]
    public void Constants_that_require_a_gradient()
    {
        var (weights, targets) = (Tensors.Shares(4, 6).requires_grad_(), numbers.Leaf());
        const string Text = "requires a gradient, and the loss has none with respect to it; give";
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "sample_weights", $"sample_weights {Text} sample_weights.detach() to make it a constant.",
            input, labels, new LossOptions { SampleWeights = weights });
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "target", $"target {Text} target.detach() to make it a constant.",
            input, targets);
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "element_weights", $"element_weights {Text}",
            input, numbers, new LossOptions { ElementWeights = targets });
        Refuse.Call<ArgumentException>(
            new Influence().ToModule(), "feature_norms", $"feature_norms {Text}",
            input, labels, new LossOptions { FeatureNorms = weights });
        using (no_grad())
            Refuse.Nothing(new Tags().ToModule(), input, targets);
        Refuse.Nothing(new Tags().ToModule(), input, targets.detach());
    }

    [Fact]
    public void Devices()
    {
        const string Text = "is on meta, input on cpu; they must be on one device.";
        Refuse.Call<ArgumentException>(new Plain().ToModule(), "target", $"target {Text}", input, labels.to(META));
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "sample_weights", $"sample_weights {Text}",
            input, labels, new LossOptions { SampleWeights = numbers.select(1, 0).to(META) });
        Refuse.Call<ArgumentException>(
            new Tags().ToModule(), "element_weights", $"element_weights {Text}",
            input, numbers, new LossOptions { ElementWeights = numbers.to(META) });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "mask", $"mask {Text}",
            input, labels, new LossOptions { Mask = flags.select(1, 0).to(META) });
        Refuse.Call<ArgumentException>(
            new Gaussian().ToModule(), "variances", $"variances {Text}",
            input, numbers, new LossOptions { Variances = numbers.to(META) });
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "target", "target is on cpu, input on meta; they must be on one device.",
            input.to(META), labels);
    }
}
