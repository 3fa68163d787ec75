using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>
/// What does not count leaves no trace: not in the value, nor in a gradient, nor in a second derivative, be it NaN or
/// infinite.
/// </summary>
public class MaskTests
{
    private readonly Tensor labels = tensor(new long[] { 0, 1, -100, 3, 1, 2 });

    /// <summary>A row that is masked, one that is ignored, and one whose weight is 0.</summary>
    [Theory, BothEngines]
    public void Rows_that_do_not_count(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        var weights = tensor(new[] { 1, 0, 2, 0.5, 1, 2 });
        var mask = tensor(new[] { true, true, true, true, false, true });
        var without = new[] { 1, 2, 4 };
        Check(
            module, Tensors.Numbers(1, 6, 4), row => without.Contains(row / 4), labels,
                new LossOptions { SampleWeights = weights, Mask = mask });
    }

    [Theory, BothEngines]
    public void Rows_that_do_not_count_in_what_is_learnt(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var mask = tensor(new[] { true, true, false, true, false, true });
        var target = Tensors.Labels(2, 4, 6);
        Check(module, Tensors.Numbers(1, 6, 4), i => i / 4 is 2 or 4, target, new LossOptions { Mask = mask });
        var spoilt = Spoil(Tensors.Numbers(1, 6, 4), i => i / 4 is 2 or 4);
        foreach (var parameter in module.parameters())
            Tensors.Same(
                Tensors.Gradient(module.forward(Tensors.Numbers(1, 6, 4), target, mask: mask), parameter),
                Tensors.Gradient(module.forward(spoilt, target, mask: mask), parameter));
    }

    [Theory, BothEngines]
    public void Elements_that_do_not_count(TensorEngine engine)
    {
        using var module = new Tags().ToModule();
        module.Engine = engine;
        var mask = ones([6, 4], ScalarType.Bool);
        foreach (var i in (long[])[2, 3, 9, 20, 21, 22, 23])
            mask.reshape(-1)[i] = tensor(false);
        var open = mask.reshape(-1).data<bool>().ToArray();
        var target = Tensors.Shares(3, 6, 4).gt(tensor(0.5)).to(ScalarType.Float64);
        Check(module, Tensors.Numbers(1, 6, 4), i => !open[i], target, new LossOptions { Mask = mask });
        using var each = new TagsEach().ToModule();
        each.Engine = engine;
        Check(each, Tensors.Numbers(1, 6, 4), i => !open[i], target, new LossOptions { Mask = mask });
    }

    /// <summary>Numbers and variances may be anything there as well.</summary>
    [Theory, BothEngines]
    public void Everything_else_in_rows_that_do_not_count(TensorEngine engine)
    {
        using var module = new Gaussian().ToModule();
        module.Engine = engine;
        var mask = tensor(new[] { true, false, true, true, false, true });
        var (target, variances) = (Tensors.Numbers(3, 6, 4), Tensors.Shares(4, 6, 4));
        var (spoiltTarget, spoiltVariances) = (Spoil(target, i => i / 4 is 1 or 4), Spoil(variances, i => i / 4 is 1 or 4));
        foreach (var (expected, actual) in Derivatives(target, variances).Zip(Derivatives(spoiltTarget, spoiltVariances)))
            Tensors.Close(expected, actual, 0);

        Tensor[] Derivatives(Tensor numbers, Tensor predicted)
        {
            var (z, v) = (Tensors.Numbers(1, 6, 4).requires_grad_(), predicted.Leaf());
            var value = module.forward(z, numbers, new LossOptions { Variances = v, Mask = mask });
            var first = autograd.grad([value], [z, v], retain_graph: true, create_graph: true);
            var second = autograd.grad([first[0].mul(first[1]).sum()], [z, v]);
            return [value.detach(), .. first.Select(gradient => gradient.detach()), .. second];
        }
    }

    private static void Check(LossModule module, Tensor input, System.Func<int, bool> isSpoilt, Tensor target, LossOptions options)
    {
        var (value, gradient, second) = Derivatives(input);
        var (sameValue, sameGradient, sameSecond) = Derivatives(Spoil(input, isSpoilt));
        Tensors.Same(value, sameValue);
        Tensors.Same(gradient, sameGradient);
        Tensors.Close(second, sameSecond, 0);
        var numbers = gradient.Values();
        for (var i = 0; i < numbers.Length; i++)
            Assert.Equal(isSpoilt(i), numbers[i] == 0);

        (Tensor Value, Tensor Gradient, Tensor Second) Derivatives(Tensor logits)
        {
            var leaf = logits.Leaf();
            var value = module.forward(leaf, target, options).sum();
            var gradient = autograd.grad([value], [leaf], retain_graph: true)[0];
            var again = autograd.grad([value], [leaf], retain_graph: true, create_graph: true)[0];
            return (value.detach(), gradient, Tensors.Gradient(again.mul(Tensors.Numbers(5, 6, 4)).sum(), leaf));
        }
    }

    private static Tensor Spoil(Tensor input, System.Func<int, bool> isSpoilt)
    {
        double[] bad = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var numbers = input.Values().Select((number, i) => isSpoilt(i) ? bad[i % 3] : number).ToArray();
        return tensor(numbers).reshape(input.shape);
    }
}
