using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>
/// An exception in backward would end the process. Logits that were changed in place since forward give a gradient of NaN, and
/// the next call says why.
/// </summary>
public class FailureTests
{
    [Theory, BothEngines]
    public void A_failed_backward_is_told_once(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        foreach (var (create, type) in new[] { (false, ScalarType.Float64), (true, ScalarType.Float64), (false, ScalarType.Float32), (false, ScalarType.BFloat16) })
        {
            var leaf = Tensors.Numbers(1, 6, 4).to(type).requires_grad_();
            var target = Tensors.Labels(2, 4, 6);
            var logits = leaf.mul(tensor(1.0));
            var value = module.forward(logits, target);
            logits.mul_(tensor(2.0));
            var inputs = (List<Tensor>)[leaf, .. module.parameters()];
            var gradients = autograd.grad([value], inputs, retain_graph: create, create_graph: create);
            foreach (var (gradient, of) in gradients.Zip(inputs))
            {
                Assert.Equal(of.shape, gradient.shape);
                Assert.Equal(of.dtype, gradient.dtype);
                Assert.All(gradient.Values(), number => Assert.True(double.IsNaN(number)));
            }

            var error = Assert.Throws<InvalidOperationException>(() => module.forward(leaf, target));
            Assert.StartsWith("The backward pass of an earlier call of Learnt failed, and its gradient was NaN: ", error.Message);
            Assert.Contains("modified by an inplace operation", error.InnerException!.Message);

            value = module.forward(leaf, target);
            Assert.All(Tensors.Gradient(value, leaf).Values(), number => Assert.True(double.IsFinite(number)));
        }
    }

    /// <summary>Labels as well; and a functional call has no module to tell it, so the next functional call of the loss does.</summary>
    [Theory, BothEngines]
    public void Functional_calls_tell_it_too(TensorEngine engine)
    {
        var loss = new Weighed([0.2, 1, 3, 0.5]);
        var options = new LossOptions { Engine = engine };
        var (input, target) = (Tensors.Numbers(1, 6, 4).requires_grad_(), Tensors.Labels(2, 4, 6));
        var value = Weighed.Module.functional(loss, input, target, options);
        target.zero_();
        value.backward();
        Assert.All(input.grad!.Values(), number => Assert.True(double.IsNaN(number)));
        // Other losses have nothing to do with it.
        Total.Module.functional(new Total(), input, target, options).Dispose();
        var error = Assert.Throws<InvalidOperationException>(() => Weighed.Module.functional(loss, input, target, options));
        Assert.StartsWith("The backward pass of an earlier call of Weighed failed", error.Message);
        Weighed.Module.functional(loss, input, target, options).Dispose();
    }

    /// <summary>
    /// Logits that are no leaf get what forward has kept, without a copy: written to before a second backward pass, it is told
    /// like anything else that was.
    /// </summary>
    [Theory, BothEngines]
    public void A_gradient_that_was_written_to_is_not_given_again(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var (input, target) = (Tensors.Numbers(1, 6, 4).requires_grad_(), Tensors.Labels(2, 4, 6));
        var value = module.forward(input, target);
        autograd.grad([value], [input], retain_graph: true)[0].zero_();
        Assert.All(Tensors.Gradient(value, input).Values(), number => Assert.True(double.IsNaN(number)));
        Assert.Throws<InvalidOperationException>(() => module.forward(input, target));
        module.forward(input, target).Dispose();
    }

    [Theory, BothEngines]
    public void Predicted_variances_get_NaN_as_well(TensorEngine engine)
    {
        using var module = new Gaussian().ToModule();
        module.Engine = engine;
        var (input, variances) = (Tensors.Numbers(1, 6, 4).requires_grad_(), Tensors.Shares(3, 6, 4).requires_grad_());
        var target = Tensors.Numbers(2, 6, 4);
        var value = module.forward(input, target, new LossOptions { Variances = variances });
        target.zero_();
        foreach (var gradient in autograd.grad([value], [input, variances]))
        {
            Assert.Equal([6, 4], gradient.shape);
            Assert.All(gradient.Values(), number => Assert.True(double.IsNaN(number)));
        }

        Assert.Throws<InvalidOperationException>(() => module.forward(input, target, new LossOptions { Variances = variances }));
        module.forward(input, target, new LossOptions { Variances = variances }).Dispose();
    }

    /// <summary>An exception in forward is the caller's, and leaves the module as it was.</summary>
    [Theory, BothEngines]
    public void A_failed_forward_leaves_nothing_behind(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var input = Tensors.Numbers(1, 6, 4).requires_grad_();
        Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, full([6], 4, ScalarType.Int64)));
        module.forward(input, Tensors.Labels(2, 4, 6)).backward();
        Assert.All(input.grad!.Values(), number => Assert.True(double.IsFinite(number)));
    }
}
