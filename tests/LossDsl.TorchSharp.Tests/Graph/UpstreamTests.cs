using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>
/// Upstream gradients that the type of the input cannot hold, that are infinite where nothing counts, and values changed in
/// place.
/// </summary>
public class UpstreamTests
{
    [Theory, BothEngines]
    public void A_loss_scale_beyond_half_precision(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        using var module = new Plain().ToModule();
        module.Engine = engine;
        const int rows = 4096;
        var wide = Tensors.Numbers(1, rows, 10).to(ScalarType.Float16).to(ScalarType.Float32);
        var target = Tensors.Labels(2, 10, rows);
        var half = wide.to(ScalarType.Float16).requires_grad_();
        var upstream = tensor(65536f);
        var gradient = autograd.grad([module.forward(half, target)], [half], [upstream])[0];

        var single = wide.clone().requires_grad_();
        var expected = autograd.grad([module.forward(single, target)], [single], [upstream])[0];
        Assert.Equal(ScalarType.Float16, gradient.dtype);
        Assert.Equal(expected.to(ScalarType.Float16).data<Half>().ToArray(), gradient.data<Half>().ToArray());
    }

    [Theory, BothEngines]
    public void Small_gradients_of_many_rows_are_kept_for_the_scale(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        using var module = new Plain().ToModule();
        module.Engine = engine;
        const int rows = 65536;
        var half = Tensors.Numbers(3, rows, 4).to(ScalarType.Float16).requires_grad_();
        var target = Tensors.Labels(4, 4, rows);
        var gradient = autograd.grad([module.forward(half, target)], [half], [tensor(16384f)])[0];
        Assert.Equal(rows * 4, gradient.data<Half>().ToArray().Count(entry => entry != Half.Zero));
    }

    [Theory, BothEngines]
    public void An_infinite_slope_where_a_row_is_masked(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        using var module = new Each().ToModule();
        module.Engine = engine;
        var input = Tensors.Numbers(5, 3, 4).requires_grad_();
        var mask = tensor([true, false, true]);
        var losses = module.forward(input, Tensors.Labels(6, 4, 3), mask: mask);
        var gradient = autograd.grad([losses.sqrt().sum()], [input])[0];
        Assert.All(gradient.data<double>().ToArray(), entry => Assert.True(double.IsFinite(entry)));
        Assert.Equal([0.0, 0, 0, 0], gradient[1].data<double>().ToArray());
    }

    [Theory, BothEngines]
    public void Unreduced_values_can_be_changed_in_place(TensorEngine engine)
    {
        using var scope = NewDisposeScope();
        using var module = new Each().ToModule();
        module.Engine = engine;
        var input = Tensors.Numbers(7, 3, 4).requires_grad_();
        var target = Tensors.Labels(8, 4, 3);
        var plain = autograd.grad([module.forward(input, target).sum()], [input])[0];
        var doubled = module.forward(input, target);
        using Scalar two = 2.0;
        doubled.mul_(two);
        var gradient = autograd.grad([doubled.sum()], [input])[0];
        Assert.Equal(plain.data<double>().ToArray().Select(entry => 2 * entry), gradient.data<double>().ToArray());
    }

    [Fact]
    public void Rows_without_weight_keep_their_key_in_a_second_derivative()
    {
        using var scope = NewDisposeScope();
        using var module = new Hardest().ToModule();
        var target = Tensors.Labels(10, 3, 6);
        for (var draw = 0; draw < 40; draw++)
        {
            var input = Tensors.Numbers(100 + draw, 6, 3).requires_grad_();
            var weights = tensor([0.0, 1, 0, 1, 0.5, 1]);
            var first = autograd.grad([module.forward(input, target, weights)], [input])[0];
            var again = autograd.grad([module.forward(input, target, weights)], [input], create_graph: true)[0];
            Assert.True(first.allclose(again, 1e-12, 1e-14), $"draw {draw}");
        }
    }
}
