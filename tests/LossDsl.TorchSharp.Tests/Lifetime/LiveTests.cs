using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Lifetime;

/// <summary>
/// A step leaves no tensor alive once its caller has disposed of what the step gave: neither in a scope nor outside of any. The
/// count is that of the thread, which the finaliser's work does not lower.
/// </summary>
public class LiveTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Theory, BothEngines]
    public void A_step_of_training(TensorEngine engine)
    {
        using var layer = nn.Linear(3, 4);
        layer.to(ScalarType.Float64);
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var features = Tensors.Numbers(5, 6, 3);
        Parameter[] parameters = [.. layer.parameters(), .. module.parameters()];
        AssertNothingLives(() =>
        {
            using var logits = layer.forward(features);
            using var value = module.forward(logits, target);
            value.backward();
            foreach (var parameter in parameters)
                parameter.grad = null;
        });
    }

    [Theory, BothEngines]
    public void Every_kind_of_loss(TensorEngine engine)
    {
        using var adjusted = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        using var each = new TagsEach().ToModule();
        using var hardest = new Hardest().ToModule();
        using var gaussian = new Gaussian().ToModule();
        var (leaf, variances) = (input.Leaf(), Tensors.Shares(4, 6, 4).requires_grad_());
        var (weights, numbers) = (Tensors.Shares(3, 6), Tensors.Shares(3, 6, 4));
        var transposed = Tensors.Numbers(1, 4, 6).t().requires_grad_();
        foreach (var module in (LossModule[])[adjusted, each, hardest, gaussian])
            module.Engine = engine;
        AssertNothingLives(() => Gradients(adjusted.forward(leaf, target, sample_weights: weights), [leaf]));
        AssertNothingLives(() => Gradients(adjusted.forward(transposed, target, sample_weights: weights), [transposed]));
        AssertNothingLives(() => Gradients(each.forward(leaf, numbers), [leaf, each.get_parameter("temperature")!]));
        AssertNothingLives(() => Gradients(hardest.forward(leaf, target), [leaf]));
        AssertNothingLives(() =>
            Gradients(gaussian.forward(leaf, numbers, new LossOptions { Variances = variances, ElementWeights = numbers }),
                [leaf, variances]));
    }

    [Theory, BothEngines]
    public void A_call_without_gradient(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var leaf = input.Leaf();
        AssertNothingLives(() =>
        {
            using var _ = no_grad();
            module.forward(leaf, target).Dispose();
        });
        // A graph that nobody goes back through.
        AssertNothingLives(() => module.forward(leaf, target).Dispose());
    }

    [Theory, BothEngines]
    public void A_second_derivative(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        module.to(ScalarType.Float64);
        var leaf = input.Leaf();
        AssertNothingLives(() =>
        {
            using var value = module.forward(leaf, target);
            var first = autograd.grad([value], [leaf], retain_graph: true, create_graph: true)[0];
            using (first)
            using (var square = first.mul(first))
            using (var sum = square.sum())
                Gradients(sum, [leaf]);
        });
    }

    [Theory, BothEngines]
    public void A_call_that_fails(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var leaf = input.Leaf();
        using var wrong = full([6], 4, ScalarType.Int64);
        AssertNothingLives(() => Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(leaf, wrong)));
        AssertNothingLives(() => Assert.Throws<ArgumentException>(() => module.forward(leaf, leaf)));
    }

    [Theory, BothEngines]
    public void A_backward_pass_that_fails(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var leaf = input.Leaf();
        using var one = tensor(1.0);
        AssertNothingLives(() =>
        {
            using (var logits = leaf.mul(one))
            using (var value = module.forward(logits, target))
            {
                logits.add_(one).Dispose();
                // Of the first order it does not fail, and leaves as little.
                Gradients(value, [leaf, .. module.parameters()], retain: true);
                Gradients(value, [leaf, .. module.parameters()], create: true);
            }

            Assert.Throws<InvalidOperationException>(() => module.forward(leaf, target));
        });
    }

    [Theory, BothEngines]
    public void Buffers_that_change(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        var buffer = module.get_buffer("class_weights")!;
        var leaf = input.Leaf();
        using var half = tensor(0.5);
        AssertNothingLives(() =>
        {
            buffer.mul_(half);
            module.forward(leaf, target).Dispose();
            buffer.div_(half);
            module.forward(leaf, target).Dispose();
        });
    }

    /// <summary>A module disposes of its buffers and parameters.</summary>
    [Fact]
    public void A_module_that_is_disposed()
    {
        AssertNothingLives(() => new Learnt().ToModule().Dispose());
        AssertNothingLives(() => new PolyFocal([0.2, 1, 3, 0.5]).ToModule().Dispose());
    }

    /// <summary>Disposes of a value and its gradients.</summary>
    private static void Gradients(Tensor value, IList<Tensor> of, bool retain = false, bool create = false)
    {
        using var upstream = ones_like(value);
        foreach (var gradient in autograd.grad([value], of, [upstream], retain, create))
            gradient.Dispose();
        if (!retain)
            value.Dispose();
    }

    /// <summary>Asserts that any number of steps leaves as many tensors alive as one.</summary>
    private static void AssertNothingLives(Action step)
    {
        Assert.Equal(Live(2), Live(7));
        using var scope = NewDisposeScope();
        Assert.Equal(Live(2), Live(7));

        long Live(int steps)
        {
            for (var i = 0; i < steps; i++)
                step();
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }
    }
}
