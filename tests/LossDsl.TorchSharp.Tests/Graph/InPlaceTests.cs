using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>
/// The gradient is that of forward, whatever becomes of the tensors of the call before backward: as with libtorch's own
/// cross-entropy, whose backward pass does not look at the logits again.
/// </summary>
public class InPlaceTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void Logits_as_with_cross_entropy(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        foreach (var type in (ScalarType[])[ScalarType.Float64, ScalarType.Float32])
        {
            Tensors.Close(Changed((z, t) => nn.functional.cross_entropy(z, t)), Changed((z, t) => module.forward(z, t)), 1e-6);

            Tensor Changed(Func<Tensor, Tensor, Tensor> loss)
            {
                var leaf = input.to(type).Leaf();
                var logits = leaf.mul(tensor(1.0));
                var value = loss(logits, target);
                logits.mul_(tensor(2.0)).add_(tensor(5.0));
                value.backward();
                return leaf.grad!;
            }
        }
    }

    /// <summary>
    /// Everything that a call may read, one after the other; passes that come again, and those with an upstream gradient.
    /// </summary>
    [Theory, BothEngines]
    public void Everything_that_a_call_reads(TensorEngine engine)
    {
        var weights = Tensors.Shares(3, 6);
        using var weighed = new Weighed([0.2, 1, 3, 0.5]).ToModule();
        using var learnt = new Learnt().ToModule();
        using var each = new TagsEach().ToModule();
        using var gaussian = new Gaussian().ToModule();
        using var masked = new Masked().ToModule();
        using var influence = new Influence().ToModule();
        Check(weighed, target, new LossOptions { SampleWeights = weights, Mask = Tensors.Shares(4, 6).gt(tensor(0.3)) },
            weighed.get_buffer("class_weights")!);
        Check(learnt, target, default);
        Check(each, Tensors.Shares(5, 6, 4),
            new LossOptions { ElementWeights = Tensors.Shares(6, 6, 4), Mask = Tensors.Shares(7, 6, 4).gt(tensor(0.3)) });
        Check(gaussian, Tensors.Numbers(5, 6, 4), new LossOptions { Variances = Tensors.Shares(6, 6, 4).requires_grad_() });
        Check(masked, zeros([6], ScalarType.Int64), new LossOptions { ClassMask = tensor(new[] { true, true, false, true }) });
        Check(influence, target, new LossOptions { FeatureNorms = weights });

        void Check(LossModule module, Tensor targets, LossOptions options, params Tensor[] buffers)
        {
            module.Engine = engine;
            var leaf = input.Leaf();
            var logits = leaf.mul(tensor(1.0));
            var inputs = new[] { logits, options.Variances }.Where(tensor => tensor is not null).Concat(module.parameters()).Cast<Tensor>()
                .ToList();
            Tensor[] changed = [logits, targets, .. module.parameters(), .. buffers, .. Given(options)];
            var value = module.forward(logits, targets, options);
            var upstream = Tensors.Shares(8, [.. value.shape]);
            var expected = Gradients().Select(gradient => gradient.clone()).ToList();
            foreach (var tensor in changed)
            {
                using (no_grad())
                    tensor.copy_(tensor.dtype == ScalarType.Bool ? tensor.logical_not() : ones_like(tensor));
                foreach (var (before, after) in expected.Zip(Gradients()))
                    Tensors.Same(before, after);
            }

            IList<Tensor> Gradients() => autograd.grad([value], inputs, [upstream], retain_graph: true);
        }

        static IEnumerable<Tensor> Given(LossOptions options)
            => ((Tensor?[])[options.SampleWeights, options.ElementWeights, options.Mask, options.ClassMask, options.FeatureNorms,
                options.Variances]).OfType<Tensor>();
    }

    /// <summary>A pass that needs nothing of what was changed does not keep one that follows from its second derivative.</summary>
    [Theory, BothEngines]
    public void Unchanged_tensors_still_give_a_second_derivative(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var leaf = input.Leaf();
        var value = module.forward(leaf, target);
        var plain = autograd.grad([value], [leaf], retain_graph: true)[0].clone();
        var first = autograd.grad([value], [leaf], retain_graph: true, create_graph: true)[0];
        Tensors.Close(plain, first.detach(), 1e-15);
        Assert.Contains(Tensors.Gradient(first.mul(first).sum(), leaf).Values(), number => number != 0);
    }
}
