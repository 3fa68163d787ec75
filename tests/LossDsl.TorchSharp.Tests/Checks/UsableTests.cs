using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>Modules and tensors that are no more, or have no memory to read: each says so, and which it is.</summary>
public class UsableTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);
    private readonly Tensor weights = Tensors.Shares(3, 6);

    [Fact]
    public void A_disposed_module()
    {
        using var counted = new CountedLink([7000, 2000, 1000]).ToModule();
        using var focal = new FocalLink().ToModule();
        foreach (var module in (LossModule[])[new Plain().ToModule(), new Learnt().ToModule(), new PolyFocal([1, 2, 3, 4]).ToModule()])
        {
            module.Dispose();
            var name = module.Declared.GetType().Name;
            var error = Assert.Throws<ObjectDisposedException>(() => module.forward(input, target));
            Assert.StartsWith($"The module of {name} has been disposed.", error.Message);
            Assert.Equal($"{name}.Module", error.ObjectName);
        }

        focal.Dispose();
        counted.Dispose();
        var scores = Tensors.Numbers(3, 2, 3);
        Assert.Throws<ObjectDisposedException>(() => focal.ToProbabilities(scores));
        Assert.Throws<ObjectDisposedException>(() => counted.Predict(scores));
        // With what holds it.
        var inner = new Plain().ToModule();
        new Holder(inner).Dispose();
        Assert.Throws<ObjectDisposedException>(() => inner.forward(input, target));
    }

    [Fact]
    public void Disposed_tensors()
    {
        var gone = Tensors.Shares(3, 6, 4);
        gone.Dispose();
        Check("input", new Plain().ToModule(), gone, target);
        Check("target", new Plain().ToModule(), input, gone);
        Check("sample_weights", new Plain().ToModule(), input, target, new LossOptions { SampleWeights = gone });
        Check("element_weights", new Tags().ToModule(), input, input, new LossOptions { ElementWeights = gone });
        Check("mask", new Plain().ToModule(), input, target, new LossOptions { Mask = gone });
        Check("class_mask", new Masked().ToModule(), input, target, new LossOptions { ClassMask = gone });
        Check("feature_norms", new Influence().ToModule(), input, target, new LossOptions { FeatureNorms = gone });
        Check("variances", new Gaussian().ToModule(), input, input, new LossOptions { Variances = gone });
        var weighted = new PolyFocal([1, 2, 3, 4]).ToModule();
        weighted.get_buffer("class_weights")!.Dispose();
        Check("class_weights", weighted, input, target);
        var learnt = new Learnt().ToModule();
        learnt.get_parameter("gamma")!.Dispose();
        Check("gamma", learnt, input, target);

        static void Check(string name, LossModule module, Tensor input, Tensor target, LossOptions options = default)
            => Refuse.Call<ArgumentException>(module, name, $"{name} has been disposed.", input, target, options);
    }

    [Fact]
    public void Sparse_tensors()
    {
        Refuse.Call<ArgumentException>(new Plain().ToModule(), "input", "input is sparse; pass input.to_dense().", input.to_sparse(),
            target);
        Refuse.Call<ArgumentException>(new Tags().ToModule(), "target", "target is sparse; pass target.to_dense().", input,
            Tensors.Shares(3, 6, 4).to_sparse());
        Refuse.Call<ArgumentException>(
            new Plain().ToModule(), "sample_weights", "sample_weights is sparse; pass sample_weights.to_dense().",
            input, target, new LossOptions { SampleWeights = weights.to_sparse() });
        Refuse.Nothing(new Plain().ToModule(), input.to_sparse().to_dense(), target);
        using var focal = new FocalLink().ToModule();
        Assert.StartsWith("input is sparse;", Assert.Throws<ArgumentException>(() => focal.ToProbabilities(input.to_sparse())).Message);
    }

    [Fact]
    public void Tensors_on_meta()
    {
        const string Text = "is on meta, where tensors have no values; pass one of another device.";
        using var module = new Plain().ToModule();
        foreach (var engine in (TensorEngine[])[TensorEngine.Auto, TensorEngine.Operators])
        {
            module.Engine = engine;
            var error = Assert.Throws<ArgumentException>(() => module.forward(input.to(META), target.to(META)));
            Assert.StartsWith($"input {Text}", error.Message);
            Assert.Equal("input", error.ParamName);
        }

        using var focal = new FocalLink().ToModule();
        Assert.StartsWith($"input {Text}", Assert.Throws<ArgumentException>(() => focal.ToProbabilities(input.to(META))).Message);
        using var learnt = new Learnt().ToModule();
        learnt.to(META);
        Assert.StartsWith($"temperature {Text}", Assert.Throws<ArgumentException>(() => learnt.forward(input, target)).Message);
    }

    private sealed class Holder : nn.Module
    {
        public Holder(LossModule loss)
            : base(nameof(Holder))
            => register_module("loss", loss);
    }
}
