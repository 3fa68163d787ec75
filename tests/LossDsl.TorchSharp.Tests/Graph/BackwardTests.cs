using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>One node of the graph: what it takes from above, what it gives, and when.</summary>
public class BackwardTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void The_gradient_is_that_of_differences(TensorEngine engine)
    {
        var target = Tensors.Labels(2, 4, 6);
        foreach (var (module, targets, options) in Modules())
        {
            using var _ = module;
            module.Engine = engine;
            var z = input.Leaf();
            var value = module.forward(z, targets, options);
            var upstream = Tensors.Numbers(9, [.. value.shape]);
            var expected = Tensors.Differences(at => module.forward(at, targets, options).mul(upstream).sum(), input);
            Tensors.Close(expected, Tensors.Gradient(value, z, upstream), 1e-8);
        }

        IEnumerable<(LossModule Module, Tensor Target, LossOptions Options)> Modules()
        {
            yield return (new PolyFocal([0.2, 1, 3, 0.5]).ToModule(), target, new LossOptions { SampleWeights = Tensors.Shares(3, 6) });
            yield return (new Each().ToModule(), target, default);
            yield return (new Hardest().ToModule(), target, default);
            yield return (new Total().ToModule(), target, default);
            yield return (new Weighed([0.2, 1, 3, 0.5]).ToModule(), target, new LossOptions { SampleWeights = Tensors.Shares(3, 6) });
            yield return (new Masked().ToModule(), ones([6], ScalarType.Int64),
                new LossOptions { ClassMask = tensor(new[] { true, true, false, true }) });
            yield return (new Influence().ToModule(), target, new LossOptions { FeatureNorms = Tensors.Shares(3, 6) });
            yield return (new Tags().ToModule(), Tensors.Shares(3, 6, 4), new LossOptions { ElementWeights = Tensors.Shares(4, 6, 4) });
            yield return (new TagsEach().ToModule(), Tensors.Shares(3, 6, 4),
                new LossOptions { Mask = Tensors.Shares(4, 6, 4).gt(tensor(0.5)) });
            yield return (new Regression().ToModule(), Tensors.Numbers(3, 6, 4), default);
            yield return (new Gaussian().ToModule(), Tensors.Numbers(3, 6, 4), new LossOptions { Variances = Tensors.Shares(4, 6, 4) });
        }
    }

    /// <summary>Upstream times what forward has kept, bit for bit; for an upstream of 1 itself.</summary>
    [Theory, BothEngines]
    public void Backward_scales_the_gradient_of_forward(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        var z = input.Leaf();
        var value = module.forward(z, target);
        var gradient = autograd.grad([value], [z], retain_graph: true)[0];
        var tripled = autograd.grad([value], [z], [tensor(3.0)], retain_graph: true)[0];
        Tensors.Same(gradient.mul(tensor(3.0)), tripled);
        Assert.False(gradient.requires_grad);
        // Above is another node, which knows nothing of the loss.
        Tensors.Same(tripled, Tensors.Gradient(value.mul(tensor(3.0)), z));

        using var each = new Each().ToModule();
        each.Engine = engine;
        var rows = each.forward(z, target);
        var upstream = Tensors.Numbers(3, 6);
        var ones = autograd.grad([rows], [z], [ones_like(rows)], retain_graph: true)[0];
        Tensors.Same(ones.mul(upstream.unsqueeze(1)), Tensors.Gradient(rows, z, upstream));
    }

    [Theory, BothEngines]
    public void A_second_backward_gives_the_same(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var z = input.Leaf();
        var value = module.forward(z, target).mul(tensor(0.3));
        var inputs = (List<Tensor>)[z, .. module.parameters()];
        var first = autograd.grad([value], inputs, retain_graph: true).Select(gradient => gradient.clone()).ToList();
        var second = autograd.grad([value], inputs, retain_graph: true);
        var third = autograd.grad([value], inputs);
        foreach (var (one, other, another) in first.Zip(second, third))
        {
            Tensors.Same(one, other);
            Tensors.Same(one, another);
        }

        value = module.forward(z, target).mul(tensor(0.3));
        value.backward(retain_graph: true);
        value.backward();
        Tensors.Same(first[0].add(first[0]), z.grad!);
    }

    /// <summary>The gradient of a leaf is the leaf's: whoever writes to it does not write to what forward has kept.</summary>
    [Theory, BothEngines]
    public void The_gradient_of_a_leaf_may_be_written_to(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var z = input.Leaf();
        var value = module.forward(z, target);
        value.backward(retain_graph: true);
        var first = z.grad!.clone();
        z.grad!.zero_();
        value.backward();
        Tensors.Same(first, z.grad!);
    }

    [Theory, BothEngines]
    public void Two_losses_on_one_tensor_add_up(TensorEngine engine)
    {
        using var one = new Plain().ToModule();
        using var other = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        (one.Engine, other.Engine) = (engine, engine);
        var z = input.Leaf();
        var expected = Tensors.Gradient(one.forward(z, target), z).add(Tensors.Gradient(other.forward(z, target), z));
        foreach (var logits in (Tensor[])[input.Leaf(), input.Leaf().mul(tensor(1.0))])
        {
            logits.retain_grad();
            one.forward(logits, target).add(other.forward(logits, target)).backward();
            Tensors.Close(expected, logits.grad!, 1e-15);
        }

        // Twice the same module, and once more the same logits.
        z = input.Leaf();
        var twice = one.forward(z, target);
        twice.add(one.forward(z, target)).add(twice).backward();
        Tensors.Close(Tensors.Gradient(one.forward(input.requires_grad_(), target), input).mul(tensor(3.0)), z.grad!, 1e-15);
    }

    /// <summary>Micro-batches whose losses are divided by what the big batch is divided by.</summary>
    [Theory, BothEngines]
    public void Micro_batches_add_up_to_the_batch(TensorEngine engine)
    {
        double[] weights = [0.2, 1, 3, 0.5];
        using var module = new Weighed(weights).ToModule();
        using var external = new External().ToModule();
        (module.Engine, external.Engine) = (engine, engine);
        var rowWeights = Tensors.Shares(3, 6);
        var whole = input.Leaf();
        module.forward(whole, target, sample_weights: rowWeights).backward();
        var plain = input.Leaf();
        external.forward(plain, target, normalizer: 6).backward();
        var normalizer = tensor(weights).take(target).mul(rowWeights).sum().Value();

        var (leaf, plainLeaf) = (input.Leaf(), input.Leaf());
        foreach (var start in (long[])[0, 2, 4])
        {
            var labels = target.narrow(0, start, 2);
            module.forward(leaf.narrow(0, start, 2), labels, sample_weights: rowWeights.narrow(0, start, 2), normalizer: normalizer)
                .backward();
            external.forward(plainLeaf.narrow(0, start, 2), labels, normalizer: 6).backward();
        }

        Tensors.Close(whole.grad!, leaf.grad!, 1e-14);
        Tensors.Close(plain.grad!, plainLeaf.grad!, 1e-14);
        using var mean = new Plain().ToModule();
        mean.Engine = engine;
        var known = input.Leaf();
        mean.forward(known, target).backward();
        Tensors.Close(known.grad!, plainLeaf.grad!, 1e-14);
    }

    [Theory, BothEngines]
    public void A_module_at_the_end_of_a_network(TensorEngine engine)
    {
        using var layer = nn.Linear(3, 4);
        layer.to(ScalarType.Float64);
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var features = Tensors.Numbers(5, 6, 3);
        module.forward(layer.forward(features), target).backward();
        var ours = layer.parameters().Select(parameter => parameter.grad!.clone()).ToList();
        layer.zero_grad();
        nn.functional.cross_entropy(layer.forward(features), target).backward();
        foreach (var (expected, actual) in layer.parameters().Zip(ours))
            Tensors.Close(expected.grad!, actual, 1e-14);
    }
}
