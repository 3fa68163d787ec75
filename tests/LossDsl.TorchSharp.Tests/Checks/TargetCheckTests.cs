using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>A target that a loss cannot take is refused with what to pass in its place, and what is passed then is taken.</summary>
public class TargetCheckTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor labels = Tensors.Labels(2, 4, 6);
    private readonly Tensor oneHot = nn.functional.one_hot(Tensors.Labels(2, 4, 6), 4);
    private readonly Tensor text = Tensors.Numbers(3, 2, 5, 7);
    private readonly Tensor words = Tensors.Labels(4, 7, 2, 5);
    private readonly Tensor pixels = Tensors.Numbers(5, 2, 4, 5, 3);
    private readonly Tensor marks = Tensors.Labels(6, 4, 2, 5, 3);

    [Fact]
    public void Floating_labels()
    {
        const string Expected =
            "target has shape (6), but for an input of shape (6, 4) numbers have shape (6, 4). Class indices are integers: pass "
                + "target.to(torch.int64).";
        Instead(() => new Plain().ToModule(), Expected, input, labels.to(ScalarType.Float32), input, labels);
        Instead(() => new Tags().ToModule(), Expected, input, labels.to(ScalarType.Float64), input, labels);
        Instead(() => new Plain().ToModule(), Expected, input, labels.gt(tensor(1L)), input, labels.gt(tensor(1L)).to(ScalarType.Int64));
        Instead(
            () => new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(),
                "target is of type Float32, but Adjusted takes class indices (Byte, Int8, Int16, Int32 or Int64), one per row. Pass "
                    + "target.to(torch.int64).",
            input, labels.to(ScalarType.Float32), input, labels);
    }

    [Fact]
    public void One_hot_targets()
    {
        Instead(
            () => new Plain().ToModule(),
                "target has shape (6, 4), but for an input of shape (6, 4) class indices have shape (6). For one-hot targets pass "
                    + "target.argmax(1), or target.to(torch.float32).",
            input, oneHot, input, oneHot.argmax(1), oneHot.to(ScalarType.Float32));
        Instead(
            () => new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(),
                "target has shape (6, 4), but for an input of shape (6, 4) class indices have shape (6). For one-hot targets pass "
                    + "target.argmax(1).",
            input, oneHot, input, oneHot.argmax(1));
        Instead(
            () => new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(),
                "target is of type Float64, but Adjusted takes class indices (Byte, Int8, Int16, Int32 or Int64), one per row. Pass "
                    + "target.argmax(1).",
            input, oneHot.to(ScalarType.Float64), input, oneHot.argmax(1));
        Instead(
            () => new Tags().ToModule(),
                "target has shape (6, 4), but for an input of shape (6, 4) class indices have shape (6). Targets that are 0 or 1 per "
                    + "class are floating. Pass target.to(torch.float32).",
            input, oneHot, input, oneHot.to(ScalarType.Float32));
        // Of one sample alone.
        Instead(
            () => new Plain().ToModule(),
                "target has shape (4), but for an input of shape (4) class indices have shape (). For one-hot targets pass "
                    + "target.argmax(0), or target.to(torch.float32).",
            input[0], oneHot[0], input[0], oneHot[0].argmax(0), oneHot[0].to(ScalarType.Float32));
        Instead(
            () => new Adjusted(new int[] { 5, 4, 3, 2 }, Identity()).ToModule(),
                "target is of type Float64, but Adjusted takes class indices (Byte, Int8, Int16, Int32 or Int64), one per row. Pass "
                    + "target.argmax(0).",
            input[0], oneHot[0].to(ScalarType.Float64), input[0], oneHot[0].argmax(0));
        // As one_hot makes them of images.
        var last = nn.functional.one_hot(marks, 4);
        Instead(
            () => new Plain().ToModule(),
                "target has shape (2, 5, 3, 4), but for an input of shape (2, 4, 5, 3) class indices have shape (2, 5, 3). For one-hot "
                    + "targets pass target.argmax(-1).",
            pixels, last, pixels, last.argmax(-1));
        Instead(
            () => new Plain().ToModule(),
                "target has shape (2, 5, 3, 4), but for an input of shape (2, 4, 5, 3) numbers have shape (2, 4, 5, 3). Pass "
                    + "target.permute(0, 3, 1, 2).",
            pixels, last.to(ScalarType.Float32), pixels, last.to(ScalarType.Float32).permute(0, 3, 1, 2));
    }

    /// <summary>Indices for a loss that takes distributions, or one number per output.</summary>
    [Fact]
    public void Class_indices_where_there_are_none()
    {
        Instead(
            () => new SoftOnly().ToModule(),
                "target is of type Int64, but SoftOnly takes numbers, one per element in a floating type. Pass "
                    + "nn.functional.one_hot(target, 4).to(torch.float32).",
            input, labels, input, nn.functional.one_hot(labels, 4).to(ScalarType.Float32));
        Instead(
            () => new SoftOnly().ToModule(),
                "target is of type Int64, but SoftOnly takes numbers, one per element in a floating type. Pass "
                    + "nn.functional.one_hot(target, 4).permute(0, 3, 1, 2).to(torch.float32).",
            pixels, marks, pixels, nn.functional.one_hot(marks, 4).permute(0, 3, 1, 2).to(ScalarType.Float32));
        Instead(
            () => new SoftOnly().ToModule(),
                "target is of type Byte, but SoftOnly takes numbers, one per element in a floating type. Pass "
                    + "nn.functional.one_hot(target.to(torch.int64), 4).to(torch.float32).",
            input, labels.to(ScalarType.Byte), input,
                nn.functional.one_hot(labels.to(ScalarType.Byte).to(int64), 4).to(ScalarType.Float32));
        Instead(
            () => new Regression().ToModule(), "target is of type Int64, but Regression takes numbers, one per element in a floating type.",
            input, labels, input, oneHot);
        Instead(
            () => new Single().ToModule(),
                "input has shape (6, 1), which is 1 classes; Single needs at least 2. One output per row has a number, 0 or 1, as target: "
                    + "pass target.to(torch.float32).",
            input.narrow(1, 0, 1), labels.clamp(0, 1).unsqueeze(1), input.narrow(1, 0, 1),
                labels.clamp(0, 1).unsqueeze(1).to(ScalarType.Float32), parameter: "input");
    }

    /// <summary>Logits with the classes last, (N,T,V) of language models and (N,H,W,C) of images.</summary>
    [Fact]
    public void Classes_last()
    {
        Instead(
            () => new Plain().ToModule(),
                "target has shape (2, 5), but for an input of shape (2, 5, 7) class indices have shape (2, 7). The dimension of the "
                    + "classes is the second: pass input.transpose(1, 2), or input.flatten(0, 1) with target.flatten().",
            text, words, text.transpose(1, 2), words);
        Instead(
            () => new PolyFocal([1, 2, 3, 4, 5, 6, 7]).ToModule(),
                "input has shape (2, 5, 7), which is 5 classes; PolyFocal has 7. The dimension of the classes is the second: pass "
                    + "input.transpose(1, 2), or input.flatten(0, 1) with target.flatten().",
            text, words, text.transpose(1, 2), words, parameter: "input");
        Instead(
            () => new PolyFocal([1, 2, 3, 4, 5, 6, 7]).ToModule(),
                "input has shape (2, 5, 7), which is 5 classes; PolyFocal has 7. The dimension of the classes is the second: pass "
                    + "input.transpose(1, 2), or input.flatten(0, 1) with target.flatten().",
            text, words, text.flatten(0, 1), words.flatten(), parameter: "input");
        var last = pixels.permute(0, 2, 3, 1);
        Instead(
            () => new Plain().ToModule(),
                "target has shape (2, 5, 3), but for an input of shape (2, 5, 3, 4) class indices have shape (2, 3, 4). The dimension of "
                    + "the classes is the second: pass input.permute(0, 3, 1, 2), or input.flatten(0, 2) with target.flatten().",
            last, marks, last.permute(0, 3, 1, 2), marks);
        Instead(
            () => new PolyFocal([1, 2, 3, 4]).ToModule(),
                "input has shape (2, 5, 3, 4), which is 5 classes; PolyFocal has 4. The dimension of the classes is the second: pass "
                    + "input.permute(0, 3, 1, 2) and target.permute(0, 3, 1, 2).",
            last, last.abs(), last.permute(0, 3, 1, 2), last.abs().permute(0, 3, 1, 2), parameter: "input");
    }

    [Fact]
    public void Dimensions_of_length_1()
    {
        Instead(
            () => new Plain().ToModule(),
                "target has shape (6, 1), but for an input of shape (6, 4) class indices have shape (6). Pass target.squeeze(1).",
            input, labels.unsqueeze(1), input, labels);
        Instead(
            () => new Plain().ToModule(),
                "target has shape (2, 1, 5, 3), but for an input of shape (2, 4, 5, 3) class indices have shape (2, 5, 3). Pass "
                    + "target.squeeze(1).",
            pixels, marks.unsqueeze(1), pixels, marks);
        Instead(
            () => new Plain().ToModule(),
                "target has shape (1), but for an input of shape (4) class indices have shape (). Pass target.squeeze(0).",
            input[0], labels.narrow(0, 0, 1), input[0], labels[0]);
        Instead(
            () => new Regression().ToModule(),
                "target has shape (6), but for an input of shape (6, 1) numbers have shape (6, 1). Pass target.unsqueeze(1).",
            input.narrow(1, 0, 1), input.select(1, 1), input.narrow(1, 0, 1), input.select(1, 1).unsqueeze(1));
        Instead(
            () => new Regression().ToModule(),
                "target has shape (6, 1), but for an input of shape (6) numbers have shape (6). Pass target.squeeze(1).",
            input.select(1, 0), input.narrow(1, 1, 1), input.select(1, 0), input.select(1, 1));
    }

    private static double[] Identity() => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

    private static void Instead(Func<LossModule> create, string message, Tensor input, Tensor wrong, Tensor rightInput, Tensor right,
        Tensor? alternative = null, string parameter = "target")
    {
        Refuse.Call<ArgumentException>(create(), parameter, message, input, wrong);
        foreach (var target in new[] { right, alternative }.OfType<Tensor>())
            Refuse.Nothing(create(), rightInput, target);
    }
}
