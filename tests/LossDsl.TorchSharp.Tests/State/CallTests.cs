using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.State;

/// <summary>The module is one of TorchSharp's, and goes where those go.</summary>
public class CallTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void It_replaces_CrossEntropyLoss(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        using var theirs = nn.CrossEntropyLoss();
        foreach (var loss in (Loss<Tensor, Tensor, Tensor>[])[module, theirs])
        {
            var z = input.Leaf();
            var value = loss.call(z, target);
            Tensors.Close(theirs.call(input, target), value.detach(), 1e-14);
            using var layers = input.Leaf();
            Tensors.Close(Tensors.Gradient(theirs.call(layers, target), layers), Tensors.Gradient(value, z), 1e-14);
        }
    }

    [Fact]
    public void It_says_how_it_reduces()
    {
        using var mean = new PolyFocal([1, 2, 3]).ToModule();
        using var sum = new Total().ToModule();
        using var none = new Each().ToModule();
        Assert.Equal(nn.Reduction.Mean, mean.reduction);
        Assert.Equal(nn.Reduction.Sum, sum.reduction);
        Assert.Equal(nn.Reduction.None, none.reduction);
    }

    [Theory, BothEngines]
    public void Training_and_evaluation_are_the_same(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var value = module.forward(input, target);
        module.eval();
        Tensors.Same(value, module.forward(input, target));
        module.train();
        Tensors.Same(value, module.forward(input, target));
    }

    [Fact]
    public void The_short_form_is_the_long_one()
    {
        using var module = new Plain().ToModule();
        var (weights, mask) = (Tensors.Shares(3, 6), Tensors.Shares(4, 6).gt(tensor(0.5)));
        Tensors.Same(
            module.forward(input, target, new LossOptions { SampleWeights = weights, Mask = mask, Normalizer = 3 }),
            module.forward(input, target, weights, mask, 3));
        Assert.NotEqual(module.forward(input, target).Value(), module.forward(input, target, weights, mask, 3).Value());
    }

    /// <summary>A module that was given away to another type of number computes with logits of any.</summary>
    [Theory, BothEngines]
    public void Its_own_type_is_not_that_of_the_logits(TensorEngine engine)
    {
        using var module = new Learnt { Temperature = 2, Gamma = 0.5 }.ToModule();
        module.Engine = engine;
        var expected = module.forward(input, target).detach();
        foreach (var type in (ScalarType[])[ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16])
        {
            module.to(type);
            Tensors.Same(expected, module.forward(input, target).detach());
            var value = module.forward(input.to(ScalarType.Float32), target);
            Assert.Equal(ScalarType.Float32, value.dtype);
            var parameter = module.get_parameter("gamma")!;
            Assert.Equal(type == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32, Tensors.Gradient(value, parameter).dtype);
        }
    }
}
