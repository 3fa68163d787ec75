using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>Registration, state, moving, and training.</summary>
[Collection("serial")]
public class ModuleTests
{
    [Fact]
    public void Fields_are_registered_under_their_names_and_tensors_become_buffers()
    {
        using var net = new Net();
        Assert.Equal(["scale", "first.weight", "first.bias"], net.named_parameters().Select(pair => pair.name));
        Assert.Equal(["counts"], net.named_buffers().Select(pair => pair.name));
        Assert.Equal(["scale", "first.weight", "first.bias", "counts"], net.state_dict().Keys);
        Assert.Same(net.first.weight, net.get_parameter("first.weight"));
        Assert.True(net.has_buffer("counts"));
        Assert.Equal(["first"], net.named_children().Select(pair => pair.name));
        Assert.Throws<InvalidOperationException>(() => net.register_buffer("counts", zeros(1)));
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", nn.ReLU()));
    }

    /// <summary>TorchSharp lists no buffer that is not persistent, and so neither moves it nor disposes of it.</summary>
    [Fact]
    public void A_buffer_that_is_not_persistent_stays_behind()
    {
        using var net = new Net();
        net.to(float64);
        Assert.Equal(ScalarType.Float32, net.get_buffer("scratch")!.dtype);
        Assert.DoesNotContain("scratch", net.named_buffers(include_nonpersistent: true).Select(pair => pair.name));
    }

    [Fact]
    public void Moving_replaces_tensors_in_fields_and_keeps_integers_and_gradients()
    {
        using var net = new Net();
        var before = net.first.weight;
        using (var loss = net.call(ones(2, 3)).sum())
            loss.backward();

        net.to(float64);

        Assert.Equal(ScalarType.Float64, net.scale.dtype);
        Assert.Equal(ScalarType.Float64, net.first.weight.dtype);
        Assert.Same(net.scale, net.get_parameter("scale"));
        Assert.True(net.first.weight.is_leaf && net.first.weight.requires_grad && net.first.weight.grad!.dtype == ScalarType.Float64);
        Assert.True(before.IsInvalid);
        Assert.Equal(ScalarType.Int64, net.counts.dtype);
        Assert.Same(net.counts, net.get_buffer("counts"));
        Assert.Throws<ArgumentException>(() => net.to(int64));
    }

    [Fact]
    public void A_loss_s_weight_is_left_behind()
    {
        using var loss = nn.CrossEntropyLoss(ones(3));
        loss.to(float64);
        Assert.Equal(ScalarType.Float32, loss.weight!.dtype);
        Assert.Empty(loss.state_dict());
    }

    [Fact]
    public void State_goes_from_one_module_to_another()
    {
        using Net from = new(), to = new();
        to.load_state_dict(from.state_dict());
        Assert.True(to.first.weight.Equals(from.first.weight));

        var state = from.state_dict();
        state.Remove("scale");
        state["other"] = ones(1);
        Assert.Throws<InvalidOperationException>(() => to.load_state_dict(state));
        var (missing, unexpected) = to.load_state_dict(state, strict: false);
        Assert.Equal("scale", Assert.Single(missing));
        Assert.Equal("other", Assert.Single(unexpected));
    }

    [Fact]
    public void Parameters_live_until_the_module_is_disposed()
    {
        Net net;
        using (NewDisposeScope())
        {
            net = new Net();
        }
        Assert.False(net.first.weight.IsInvalid);
        net.train(false);
        Assert.False(net.training || net.first.training);
        net.Dispose();
        Assert.True(net.first.weight.IsInvalid && net.scale.IsInvalid && net.counts.IsInvalid);
    }

    [Fact]
    public void Hooks_run_around_forward()
    {
        using var scope = NewDisposeScope();
        using var relu = nn.ReLU();
        var before = relu.register_forward_pre_hook((_, x) => x - 1);
        relu.register_forward_hook((_, _, y) => y * 10);
        Assert.Equal([0f, 10], relu.call(tensor(new float[] { 1, 2 })).data<float>().ToArray());
        before.remove();
        Assert.Equal([10f, 20], relu.call(tensor(new float[] { 1, 2 })).data<float>().ToArray());
    }

    [Fact]
    public void Stochastic_gradient_descent_is_its_recurrence()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new[] { 1.0 }));
        using var optimizer = optim.SGD([p], 0.1, momentum: 0.9, weight_decay: 0.5);
        double x = 1, momentum = 0;
        for (var i = 0; i < 5; i++)
        {
            optimizer.zero_grad();
            (p * p).sum().backward();
            optimizer.step();
            var gradient = 2 * x + 0.5 * x;
            momentum = i == 0 ? gradient : 0.9 * momentum + gradient;
            x -= 0.1 * momentum;
            Assert.Equal(x, p.item<double>(), 12);
        }
    }

    [Fact]
    public void Adam_is_its_recurrence()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new[] { 1.0 }));
        using var optimizer = optim.Adam([p], 0.1);
        double x = 1, first = 0, second = 0;
        for (var i = 1; i <= 5; i++)
        {
            optimizer.zero_grad();
            (p * p).sum().backward();
            optimizer.step();
            first = 0.9 * first + 0.1 * 2 * x;
            second = 0.999 * second + 0.001 * 4 * x * x;
            x -= 0.1 * (first / (1 - Math.Pow(0.9, i))) / (Math.Sqrt(second / (1 - Math.Pow(0.999, i))) + 1e-8);
            Assert.Equal(x, p.item<double>(), 12);
        }
        Assert.Equal(0.1, Assert.Single(optimizer.ParamGroups).LearningRate);
    }

    [Fact]
    public void A_small_network_learns_a_line_and_leaves_nothing_in_the_scope()
    {
        random.manual_seed(1);
        using var net = nn.Sequential(("hidden", nn.Linear(1, 16)), ("relu", nn.ReLU()), ("out", nn.Linear(16, 1)));
        using var optimizer = optim.Adam(net.parameters(), 0.02);
        using var x = linspace(-1, 1, 64).view(-1, 1);
        using var y = (3 * x - 1).detach();
        Assert.Equal(["hidden.weight", "hidden.bias", "out.weight", "out.bias"], net.named_parameters().Select(pair => pair.name));

        double first = 0, last = 0;
        for (var step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(net.call(x), y);
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
            if (step == 0)
                first = last;
        }
        Assert.True(last < first / 100, $"{first} → {last}");
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        public readonly Linear first = nn.Linear(3, 2);
        public Parameter scale = nn.Parameter(ones(1));
        public Tensor counts = tensor(new long[] { 3, 4 });

        public Net()
            : base(nameof(Net))
        {
            RegisterComponents();
            register_buffer("scratch", zeros(1), persistent: false);
            foreach (var tensor in parameters().Concat(buffers()))
                tensor.DetachFromDisposeScope();
        }

        public override Tensor forward(Tensor input) => first.call(input) * scale;
    }
}
