using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>Targets of every type that says what they are: class indices of any integer type, numbers that are whole or true.</summary>
public class TargetTests
{
    private static readonly ScalarType[] Integers = [ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32];

    private readonly Tensor input = Tensors.Numbers(1, 2, 4, 5, 3);
    private readonly Tensor labels = Tensors.Labels(2, 4, 2, 5, 3);

    /// <summary>A segmentation mask as images hold it: bytes, 255 where nothing is labelled. As libtorch's own loss takes it.</summary>
    [Theory, BothEngines]
    public void Masks_of_bytes(TensorEngine engine)
    {
        using var module = new Pixels().ToModule();
        module.Engine = engine;
        var mask = where(Tensors.Shares(3, 2, 5, 3).gt(tensor(0.7)), tensor(255L), labels);
        Assert.Contains(mask.Values(), label => label == 255);
        // For pixels libtorch wants 64 bits, for rows alone it takes bytes.
        Check(input, mask, mask.to(ScalarType.Byte));
        var rows = input.movedim([1], [3]).reshape(-1, 4);
        var bytes = mask.flatten().to(ScalarType.Byte);
        Check(rows, bytes, bytes);

        void Check(Tensor logits, Tensor wide, Tensor narrow)
        {
            var (one, other) = (logits.Leaf(), logits.Leaf());
            var (expected, value) = (nn.functional.cross_entropy(one, wide, ignore_index: 255), module.forward(other, narrow));
            Tensors.Close(expected, value);
            Tensors.Close(Tensors.Gradient(expected, one), Tensors.Gradient(value, other));
            Tensors.Same(module.forward(other, wide), module.forward(other, narrow));
        }
    }

    [Theory, BothEngines]
    public void Class_indices_of_every_integer_type(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        using var tags = new Tags().ToModule();
        (module.Engine, tags.Engine) = (engine, engine);
        foreach (var loss in (LossModule[])[module, tags])
        {
            var leaf = input.Leaf();
            var expected = loss.forward(leaf, labels);
            var gradient = Tensors.Gradient(expected, leaf);
            foreach (var type in Integers)
            {
                var value = loss.forward(leaf, labels.to(type));
                Tensors.Same(expected, value);
                Tensors.Same(gradient, Tensors.Gradient(value, leaf));
            }
        }
    }

    /// <summary>The ignore index is compared with what the labels are, and not with what is left of it in their type.</summary>
    [Theory, BothEngines]
    public void The_ignore_index_is_no_other_label(TensorEngine engine)
    {
        // As a byte, −100 would be 156; and 2³² + 1 as 32 bits would be 1.
        using var module = new PolyFocal([.. Enumerable.Repeat(1.0, 200)]).ToModule();
        using var far = new Far().ToModule();
        (module.Engine, far.Engine) = (engine, engine);
        var wide = Tensors.Numbers(1, 3, 200);
        var expected = module.forward(wide, tensor(new long[] { 156, 3, 156 }));
        Tensors.Same(expected, module.forward(wide, tensor(new byte[] { 156, 3, 156 })));
        var some = Tensors.Numbers(1, 3, 4);
        Tensors.Same(far.forward(some, tensor(new long[] { 1, 2, 1 })), far.forward(some, tensor(new[] { 1, 2, 1 })));
    }

    /// <summary>Losses without class indices take whole numbers, as TorchSharp's own do, and any takes what is true or false.</summary>
    [Theory, BothEngines]
    public void Numbers_that_are_whole_or_true(TensorEngine engine)
    {
        using var regression = new Regression().ToModule();
        regression.Engine = engine;
        var counts = Tensors.Labels(3, 7, 2, 4, 5, 3);
        foreach (var type in Integers.Append(ScalarType.Int64))
        {
            Tensors.Same(regression.forward(input, counts.to(ScalarType.Float64)), regression.forward(input, counts.to(type)));
            Tensors.Close(
                nn.functional.huber_loss(input.to(ScalarType.Float32), counts.to(type), 0.5),
                    regression.forward(input.to(ScalarType.Float32), counts.to(type)), 1e-6);
        }

        // Beyond half precision.
        var large = full([6], 100_000, ScalarType.Int32);
        Tensors.Close(tensor(0.5f * (100_000 - 0.25f)), regression.forward(zeros([6], ScalarType.Float16), large), 1e-6);

        var flags = Tensors.Shares(4, 2, 4, 5, 3).gt(tensor(0.5));
        using var tags = new Tags().ToModule();
        using var soft = new Plain().ToModule();
        var oneHot = nn.functional.one_hot(labels, 4).permute(0, 3, 1, 2);
        Check(regression, flags);
        Check(tags, flags);
        Check(soft, oneHot.to(ScalarType.Bool));

        void Check(LossModule module, Tensor target)
        {
            module.Engine = engine;
            var leaf = input.Leaf();
            var (expected, value) = (module.forward(leaf, target.to(ScalarType.Float64)), module.forward(leaf, target));
            Tensors.Same(expected, value);
            Tensors.Same(Tensors.Gradient(expected, leaf), Tensors.Gradient(value, leaf));
        }
    }

    /// <summary>
    /// Whole numbers that are others in single precision: the call computes in double precision, and gives what the input
    /// has.
    /// </summary>
    [Theory, BothEngines]
    public void Whole_numbers_beyond_single_precision(TensorEngine engine)
    {
        const int Odd = (1 << 24) + 1;
        using var regression = new Regression().ToModule();
        regression.Engine = engine;
        foreach (var type in (ScalarType[])[ScalarType.Int32, ScalarType.Int64, ScalarType.Float64])
        {
            var leaf = tensor(new[] { 3f, Odd - 1, 1 - Odd }).requires_grad_();
            var value = regression.forward(leaf, tensor(new long[] { 3, Odd, -Odd }).to(type));
            Tensors.Close(tensor(0.25f), value, 0);
            Tensors.Close(tensor(new[] { 0, -1f / 6, 1f / 6 }), Tensors.Gradient(value, leaf), 1e-7);
            value = regression.forward(leaf, tensor(new long[] { 3, Odd, -Odd }).to(type));
            Tensors.Close(tensor(new[] { 0, -1f / 6, 1f / 6 }), autograd.grad([value], [leaf], create_graph: true)[0], 1e-7);
        }

        // Of sixteen bits too, where most are needed for the sign.
        Tensors.Close(tensor(0.5f * (Odd - 0.25f)), regression.forward(zeros([6], ScalarType.BFloat16), full([6], Odd, ScalarType.Int32)),
            0);
    }

    [Theory, BothEngines]
    public void Whole_numbers_beyond_double_precision_are_refused(TensorEngine engine)
    {
        using var regression = new Regression().ToModule();
        regression.Engine = engine;
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            var wrong = tensor(new[] { 1L << 60, (1L << 53) + 1 });
            var error = Assert.Throws<System.ArgumentOutOfRangeException>(() => regression.forward(zeros([2], type), wrong));
            Assert.StartsWith("target[1] is 9007199254740993, a whole number beyond 2^53", error.Message, System.StringComparison.Ordinal);
            regression.forward(zeros([1], type), tensor(new[] { 1L << 60 })).Dispose();
        }
    }

    /// <summary>A sample of a classifier alone, its label without dimensions.</summary>
    [Theory, BothEngines]
    public void One_label_without_dimensions(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var scores = Tensors.Numbers(1, 4);
        foreach (var type in Integers.Append(ScalarType.Int64))
            Tensors.Close(nn.functional.cross_entropy(scores, tensor(2L)), module.forward(scores, tensor(2L).to(type)));
    }
}
