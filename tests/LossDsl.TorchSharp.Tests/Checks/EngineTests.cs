using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>Which engine computes is for declaration, module and call to say, and for anybody to see.</summary>
public class EngineTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Fact]
    public void The_nearest_word_counts()
    {
        using var module = new Plain().ToModule();
        Assert.Equal(TensorEngine.Auto, module.Engine);
        Assert.Null(module.LastEngine);
        module.forward(input, target).Dispose();
        Assert.Equal(TensorEngine.Kernels, module.LastEngine);
        module.Engine = TensorEngine.Operators;
        module.forward(input, target).Dispose();
        Assert.Equal(TensorEngine.Operators, module.LastEngine);
        module.forward(input, target, new LossOptions { Engine = TensorEngine.Kernels }).Dispose();
        Assert.Equal(TensorEngine.Kernels, module.LastEngine);
        module.forward(input, target, new LossOptions { Engine = TensorEngine.Auto }).Dispose();
        Assert.Equal(TensorEngine.Kernels, module.LastEngine);

        using var declared = new ByOperators().ToModule();
        Assert.Equal(TensorEngine.Operators, declared.Engine);
        declared.forward(input, target).Dispose();
        Assert.Equal(TensorEngine.Operators, declared.LastEngine);
        declared.Engine = TensorEngine.Auto;
        declared.forward(input, target).Dispose();
        Assert.Equal(TensorEngine.Kernels, declared.LastEngine);
    }

    [Fact]
    public void Both_agree()
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-13), (ScalarType.Float32, 1e-6) })
        {
            var (one, other) = (input.to(type).Leaf(), input.to(type).Leaf());
            var kernels = module.forward(one, target, new LossOptions { Engine = TensorEngine.Kernels });
            var operators = module.forward(other, target, new LossOptions { Engine = TensorEngine.Operators });
            Tensors.Close(kernels, operators, tolerance);
            Tensors.Close(Tensors.Gradient(kernels, one), Tensors.Gradient(operators, other), tolerance);
        }
    }

    [Fact]
    public void There_is_no_other()
    {
        using var module = new Plain().ToModule();
        module.Engine = (TensorEngine)7;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, target));
        Assert.StartsWith("engine is 7, which is none of Auto, Kernels and Operators.", error.Message);
        Assert.Equal("engine", error.ParamName);
    }

    [Fact]
    public void Kernels_are_for_the_CPU()
    {
        using var module = new Plain().ToModule();
        module.Engine = TensorEngine.Kernels;
        var error = Assert.Throws<ArgumentException>(() => module.forward(input.to(META), target.to(META)));
        Assert.StartsWith("engine is Kernels, which is for tensors on the CPU; input is on meta.", error.Message);
        Assert.Equal("engine", error.ParamName);
    }

    /// <summary>Four GiB of logits that take four bytes, so that nothing but the engine is the matter.</summary>
    [Fact]
    public void Kernels_are_for_what_spans_can_hold()
    {
        using var module = new Plain().ToModule();
        module.Engine = TensorEngine.Kernels;
        var (large, labels) = (zeros([1, 1]).expand(1 << 16, 1 << 14), zeros([1], ScalarType.Int64).expand(1 << 16));
        var error = Assert.Throws<ArgumentException>(() => module.forward(large, labels));
        Assert.StartsWith("engine is Kernels, which is for tensors of at most 2 GiB; input has 1073741824 elements of Float32.",
            error.Message);
        // Half of that fits in sixteen bits, unless weights make it single precision.
        var half = zeros([1, 1], ScalarType.Float16).expand(1 << 15, 1 << 14);
        var weights = ones([1]).expand(1 << 15);
        error = Assert.Throws<ArgumentException>(() => module.forward(half, labels.narrow(0, 0, 1 << 15), sample_weights: weights));
        Assert.StartsWith("engine is Kernels, which is for tensors of at most 2 GiB; input has 536870912 elements of Float16.",
            error.Message);
    }

    [Theory, BothEngines]
    public void The_functional_form_equals_the_module(TensorEngine engine)
    {
        Check(new PolyFocal([0.2, 1, 3, 0.5]), loss => loss.ToModule(), PolyFocal.Module.functional, target,
            new LossOptions { SampleWeights = Tensors.Shares(3, 6), Engine = engine });
        Check(new Learnt(), loss => loss.ToModule(), Learnt.Module.functional, target, new LossOptions { Engine = engine });
        Check(new Each(), loss => loss.ToModule(), Each.Module.functional, target, new LossOptions { Engine = engine });
        Check(new Gaussian(), loss => loss.ToModule(), Gaussian.Module.functional, Tensors.Numbers(4, 6, 4),
            new LossOptions { Variances = Tensors.Shares(3, 6, 4), Engine = engine });
        var deferred = new Deferred([0.2, 1, 3, 0.5]);
        Check(deferred, loss => loss.ToModule(), Deferred.Module.functional, target, new LossOptions { Epoch = 3, Engine = engine });
        Assert.Throws<ArgumentException>(() => Deferred.Module.functional(deferred, input, target, new LossOptions { Engine = engine }));

        var plain = new Plain();
        using var module = plain.ToModule();
        Tensors.Same(module.forward(input, target), Plain.Module.functional(plain, input, target));
    }

    /// <summary>A functional call has no parameters: what a module learns is a number there.</summary>
    [Fact]
    public void A_functional_call_learns_nothing()
        => Assert.False(Learnt.Module.functional(new Learnt(), input, target).requires_grad);

    private delegate Tensor Function<TLoss>(TLoss loss, Tensor input, Tensor target, in LossOptions options);

    private void Check<TLoss>(TLoss loss, Func<TLoss, LossModule> create, Function<TLoss> functional, Tensor targets, LossOptions options)
        where TLoss : Loss
    {
        using var module = create(loss);
        var (one, other) = (input.Leaf(), input.Leaf());
        var (value, expected) = (functional(loss, one, targets, options), module.forward(other, targets, options));
        Assert.Equal(options.Engine, module.LastEngine);
        Tensors.Same(expected, value);
        var upstream = Tensors.Shares(9, [.. value.shape]);
        Tensors.Same(Tensors.Gradient(expected, other, upstream), Tensors.Gradient(value, one, upstream));
    }
}
