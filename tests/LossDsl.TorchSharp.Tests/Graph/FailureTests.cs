using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>
/// An exception in backward would end the process. A second derivative needs what the call has read as it was: where that was
/// changed in place since forward, the gradient is NaN, standard error says why, and the next call throws it.
/// </summary>
public class FailureTests
{
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void A_second_derivative_that_cannot_be_had_is_told_at_once_and_once(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        foreach (var type in (ScalarType[])[ScalarType.Float64, ScalarType.Float32, ScalarType.BFloat16])
        {
            var leaf = Tensors.Numbers(1, 6, 4).to(type).requires_grad_();
            var logits = leaf.mul(tensor(1.0));
            var value = module.forward(logits, target);
            logits.mul_(tensor(2.0));
            var inputs = (List<Tensor>)[leaf, .. module.parameters()];
            IList<Tensor> gradients = [];
            var said = Said(() => gradients = autograd.grad([value], inputs, retain_graph: true, create_graph: true));
            AssertNaN(inputs, gradients);
            const string Reason = "input, which a second derivative needs as it was in the forward pass, has been changed in place.";
            Assert.Contains($"LossDsl: this backward pass of Learnt failed, and its gradient is NaN: {Reason}", said);
            Assert.DoesNotContain("frame #", said, StringComparison.Ordinal);

            var error = Assert.Throws<InvalidOperationException>(() => module.forward(leaf, target));
            Assert.StartsWith($"The backward pass of an earlier call of Learnt failed, and its gradient was NaN: {Reason}", error.Message);
            Assert.Contains("modified by an inplace operation", error.InnerException!.Message);

            value = module.forward(leaf, target);
            Assert.All(Tensors.Gradient(value, leaf).Values(), number => Assert.True(double.IsFinite(number)));
        }
    }

    /// <summary>Several failed passes before the next call: each is told at once, and the call says how many there were.</summary>
    [Theory, BothEngines]
    public void Each_failed_pass_is_told(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var (leaf, labels) = (Tensors.Numbers(1, 6, 4).requires_grad_(), target.clone());
        var logits = leaf.mul(tensor(1.0));
        var (one, other) = (module.forward(logits, target), module.forward(leaf, labels));
        logits.mul_(tensor(2.0));
        labels.zero_();
        foreach (var (value, reason) in ((Tensor, string)[])[(one, "input"), (other, "target"), (other, "target")])
        {
            var said = Said(() => AssertNaN([leaf], autograd.grad([value], [leaf], retain_graph: true, create_graph: true)));
            Assert.Contains($"LossDsl: this backward pass of Plain failed, and its gradient is NaN: {reason}, which a second derivative "
                + "needs", said);
        }

        var error = Assert.Throws<InvalidOperationException>(() => module.forward(leaf, target));
        Assert.StartsWith(
            "3 backward passes of earlier calls of Plain failed, and their gradients were NaN. The first: input, which a second "
                + "derivative needs", error.Message);
        module.forward(leaf, target).Dispose();
    }

    /// <summary>Whatever it was that was changed.</summary>
    [Theory, BothEngines]
    public void What_was_changed_is_named(TensorEngine engine)
    {
        var (labels, weights, variances) = (target.clone(), Tensors.Shares(3, 6), Tensors.Shares(4, 6, 4).requires_grad_());
        var numbers = Tensors.Numbers(5, 6, 4);
        using var weighed = new Weighed([0.2, 1, 3, 0.5]).ToModule();
        using var learnt = new Learnt().ToModule();
        using var gaussian = new Gaussian().ToModule();
        Check(weighed, "target", labels, z => weighed.forward(z, labels, weights));
        Check(weighed, "sample_weights", weights, z => weighed.forward(z, labels, weights));
        Check(weighed, "class_weights", weighed.get_buffer("class_weights")!, z => weighed.forward(z, labels, weights));
        Check(learnt, "temperature", learnt.get_parameter("temperature")!, z => learnt.forward(z, target));
        Check(learnt, "gamma", learnt.get_parameter("gamma")!, z => learnt.forward(z, target));
        Check(gaussian, "variances", variances, z => gaussian.forward(z, numbers, new LossOptions { Variances = variances }));

        void Check(LossModule module, string name, Tensor changed, Func<Tensor, Tensor> call)
        {
            module.Engine = engine;
            var z = Tensors.Numbers(1, 6, 4).requires_grad_();
            var value = call(z);
            using (no_grad())
                changed.copy_(changed.clone());
            AssertNaN([z], autograd.grad([value], [z], create_graph: true));
            var error = Assert.Throws<InvalidOperationException>(() => call(z));
            Assert.Contains($"NaN: {name}, which a second derivative needs", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A functional call has no module to tell it, so the next functional call of the loss does.</summary>
    [Theory, BothEngines]
    public void Functional_calls_tell_it_too(TensorEngine engine)
    {
        var loss = new Weighed([0.2, 1, 3, 0.5]);
        var options = new LossOptions { Engine = engine };
        var (input, labels) = (Tensors.Numbers(1, 6, 4).requires_grad_(), target.clone());
        var value = Weighed.Module.functional(loss, input, labels, options);
        labels.zero_();
        value.backward(create_graph: true);
        AssertNaN([input], [input.grad!]);
        // Other losses have nothing to do with it.
        Total.Module.functional(new Total(), input, labels, options).Dispose();
        var error = Assert.Throws<InvalidOperationException>(() => Weighed.Module.functional(loss, input, labels, options));
        Assert.StartsWith("The backward pass of an earlier call of Weighed failed", error.Message);
        Weighed.Module.functional(loss, input, labels, options).Dispose();
    }

    /// <summary>
    /// Logits that are no leaf get what forward has made, without a copy: written to before a second backward pass, it is told
    /// like anything else that was.
    /// </summary>
    [Theory, BothEngines]
    public void A_gradient_that_was_written_to_is_not_given_again(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        foreach (var create in (bool[])[false, true])
        {
            var input = Tensors.Numbers(1, 6, 4).requires_grad_();
            var value = module.forward(input, target);
            autograd.grad([value], [input], retain_graph: true)[0].zero_();
            AssertNaN([input], autograd.grad([value], [input], create_graph: create));
            var error = Assert.Throws<InvalidOperationException>(() => module.forward(input, target));
            Assert.Contains("the gradient that an earlier pass has given has been changed in place", error.Message,
                StringComparison.Ordinal);
            module.forward(input, target).Dispose();
        }
    }

    /// <summary>A writer that takes nothing any more must not end the process.</summary>
    [Theory, BothEngines]
    public void Standard_error_may_be_closed(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var labels = target.clone();
        var input = Tensors.Numbers(1, 6, 4).requires_grad_();
        var value = module.forward(input, labels);
        labels.zero_();
        var (before, closed) = (Console.Error, new StringWriter());
        closed.Dispose();
        Console.SetError(closed);
        try
        {
            AssertNaN([input], autograd.grad([value], [input], create_graph: true));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Throws<InvalidOperationException>(() => module.forward(input, target));
    }

    /// <summary>An exception in forward is the caller's, and leaves the module as it was.</summary>
    [Theory, BothEngines]
    public void A_failed_forward_leaves_nothing_behind(TensorEngine engine)
    {
        using var module = new Plain().ToModule();
        module.Engine = engine;
        var input = Tensors.Numbers(1, 6, 4).requires_grad_();
        Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, full([6], 4, ScalarType.Int64)));
        module.forward(input, target).backward();
        Assert.All(input.grad!.Values(), number => Assert.True(double.IsFinite(number)));
    }

    private static void AssertNaN(IList<Tensor> inputs, IList<Tensor> gradients)
    {
        foreach (var (of, gradient) in inputs.Zip(gradients))
        {
            Assert.Equal(of.shape, gradient.shape);
            Assert.Equal(of.dtype, gradient.dtype);
            Assert.All(gradient.Values(), number => Assert.True(double.IsNaN(number)));
        }
    }

    /// <summary>What something writes on standard error, which tests that run beside this one may write on too.</summary>
    private static string Said(Action action)
    {
        var (before, text) = (Console.Error, new StringWriter());
        Console.SetError(TextWriter.Synchronized(text));
        try
        {
            action();
            return text.ToString();
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
