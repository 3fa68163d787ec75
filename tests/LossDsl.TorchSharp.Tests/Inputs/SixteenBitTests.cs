using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>Half and bfloat16 are how logits are stored: everything is computed as in single precision.</summary>
public class SixteenBitTests
{
    public static TheoryData<TensorEngine, ScalarType> Cases() => new()
    {
        { TensorEngine.Kernels, ScalarType.Float16 },
        { TensorEngine.Kernels, ScalarType.BFloat16 },
        { TensorEngine.Operators, ScalarType.Float16 },
        { TensorEngine.Operators, ScalarType.BFloat16 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Labels(TensorEngine engine, ScalarType type)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        Check(module, Tensors.Labels(2, 4, 7), default, engine, type);
        using var each = new Each().ToModule();
        Check(each, Tensors.Labels(2, 4, 7), default, engine, type);
    }

    /// <summary>Weights and numbers may be in a wider type than the logits, and keep what they have more.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_wider_than_the_logits_stays_so(TensorEngine engine, ScalarType type)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        var weights = Tensors.Shares(3, 7).to(ScalarType.Float32).mul(tensor(1e6f));
        Check(module, Tensors.Labels(2, 4, 7), new LossOptions { SampleWeights = weights }, engine, type);
        using var regression = new Regression().ToModule();
        Check(regression, Tensors.Numbers(4, 7, 4).to(ScalarType.Float32), default, engine, type);
        using var each = new TagsEach().ToModule();
        Check(each, Tensors.Shares(4, 7, 4).to(ScalarType.Float32),
            new LossOptions { ElementWeights = Tensors.Shares(5, 7, 4).to(ScalarType.Float32) }, engine, type);
        using var gaussian = new Gaussian().ToModule();
        Check(gaussian, Tensors.Numbers(4, 7, 4).to(ScalarType.Float32),
            new LossOptions { Variances = Tensors.Shares(5, 7, 4).to(ScalarType.Float32) }, engine, type);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Numbers_of_sixteen_bits(TensorEngine engine, ScalarType type)
    {
        using var regression = new Regression().ToModule();
        Check(regression, Tensors.Numbers(4, 7, 4).to(type), default, engine, type);
    }

    private static void Check(LossModule module, Tensor target, LossOptions options, TensorEngine engine, ScalarType type)
    {
        module.Engine = engine;
        var narrow = Tensors.Numbers(1, 7, 4).to(type).requires_grad_();
        var wide = narrow.detach().to(ScalarType.Float32).requires_grad_();
        var (value, expected) = (module.forward(narrow, target, options), module.forward(wide, target, options));
        Assert.Equal(value.ndim == 0 ? ScalarType.Float32 : type, value.dtype);
        Tensors.Same(expected.to(value.dtype), value);
        var upstream = ones_like(value);
        var gradient = Tensors.Gradient(value, narrow, upstream);
        Assert.Equal(type, gradient.dtype);
        Tensors.Same(Tensors.Gradient(expected, wide, upstream.to(expected.dtype)).to(type), gradient);
    }
}
