using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.State;

/// <summary>Hyper-parameters that training adapts.</summary>
public class LearnableTests
{
    private readonly Tensor input = Tensors.Numbers(1, 6, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 6);

    [Fact]
    public void They_are_parameters_that_start_at_their_properties()
    {
        using var module = new Learnt { Temperature = 2.5, Gamma = 0.5 }.ToModule();
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        Assert.Equal(["gamma", "temperature"], parameters.Keys.Order());
        Assert.Equal(["gamma", "temperature"], module.state_dict().Keys.Order());
        Assert.Equal(2.5, parameters["temperature"].Value());
        Assert.Equal(0.5, parameters["gamma"].Value());
        Assert.All(parameters.Values, parameter => Assert.True(parameter.requires_grad && parameter.is_leaf && parameter.ndim == 0));
        Assert.All(parameters.Values, parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        using var bound = new Bound().ToModule();
        Assert.Empty(bound.parameters());
    }

    [Theory, BothEngines]
    public void Their_gradients_are_those_of_differences(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        module.to(ScalarType.Float64);
        var weights = Tensors.Shares(3, 6);
        foreach (var name in (string[])["temperature", "gamma"])
        {
            var parameter = module.get_parameter(name)!;
            var value = module.forward(input, target, sample_weights: weights);
            var gradient = Tensors.Gradient(value.mul(tensor(3.0)), parameter);
            var start = parameter.detach().clone();
            var expected = Tensors.Differences(
                at =>
                {
                    parameter.copy_(at);
                    return module.forward(input, target, sample_weights: weights).mul(tensor(3.0));
                },
                start);
            using (no_grad())
                parameter.copy_(start);
            Tensors.Close(expected, gradient, 1e-8);
            Assert.NotEqual(0, gradient.Value());
        }
    }

    /// <summary>Without reduction each row, or each element, has an upstream gradient of its own.</summary>
    [Theory, BothEngines]
    public void So_they_are_without_reduction(TensorEngine engine)
    {
        using var rows = new TemperedEach().ToModule();
        Check(rows, target, Tensors.Numbers(5, 6));
        using var elements = new TagsEach().ToModule();
        Check(elements, Tensors.Shares(4, 6, 4), Tensors.Numbers(5, 6, 4));

        void Check(LossModule module, Tensor targets, Tensor upstream)
        {
            module.Engine = engine;
            module.to(ScalarType.Float64);
            var weights = Tensors.Shares(3, 6);
            var parameter = module.get_parameter("temperature")!;
            var gradient = Tensors.Gradient(module.forward(input, targets, sample_weights: weights), parameter, upstream);
            var start = parameter.detach().clone();
            var expected = Tensors.Differences(
                at =>
                {
                    parameter.copy_(at);
                    return module.forward(input, targets, sample_weights: weights).mul(upstream).sum();
                },
                start);
            Tensors.Close(expected, gradient, 1e-8);
            Assert.NotEqual(0, gradient.Value());
        }
    }

    /// <summary>Logits that are three times what their labels were drawn from: the temperature is found to be 3.</summary>
    [Theory, BothEngines]
    public void A_temperature_is_learnt_back(TensorEngine engine)
    {
        const int Rows = 4000;
        var random = new Random(7);
        var scores = Tensors.Numbers(8, Rows, 4);
        var probabilities = scores.softmax(1).Values();
        var labels = new long[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var rest = random.NextDouble();
            var label = 0;
            while (label < 3 && (rest -= probabilities[(row * 4) + label]) > 0)
                label++;
            labels[row] = label;
        }

        using var module = new Tempered().ToModule();
        module.Engine = engine;
        var (logits, targets) = (scores.mul(tensor(3.0)).to(ScalarType.Float32), tensor(labels));
        var optimizer = optim.SGD(module.parameters(), 1.0);
        for (var step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            module.forward(logits, targets).backward();
            optimizer.step();
        }

        Assert.InRange(module.get_parameter("temperature")!.Value(), 2.8, 3.2);
    }

    /// <summary>Sixteen bits would round steps this small away; the parameter stays in single precision, whoever moves it.</summary>
    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void They_keep_learning_in_a_model_of_sixteen_bits(ScalarType type)
    {
        using var model = nn.Sequential(("layer", nn.Linear(3, 4)));
        using var module = new Learnt().ToModule();
        using var single = new Learnt().ToModule();
        using var holder = new Holder(model, module);
        // Optimizers made before the move know the parameter after it.
        using var optimizer = optim.SGD(module.parameters(), 1e-3);
        using var other = optim.SGD(single.parameters(), 1e-3);
        holder.to(type);
        Assert.All(model.parameters(), parameter => Assert.Equal(type, parameter.dtype));
        var logits = input.to(type);
        for (var step = 0; step < 50; step++)
        {
            using var scope = NewDisposeScope();
            Step(optimizer, module.forward(logits, target));
            Step(other, single.forward(logits.to(ScalarType.Float32), target));
        }

        foreach (var (name, parameter) in module.named_parameters())
        {
            Assert.Equal(ScalarType.Float32, parameter.dtype);
            Tensors.Same(single.get_parameter(name)!, parameter);
            Assert.NotEqual(name == "gamma" ? 2 : 1.5, parameter.Value());
        }

        static void Step(optim.Optimizer optimizer, Tensor value)
        {
            optimizer.zero_grad();
            value.backward();
            optimizer.step();
        }
    }

    /// <summary>What was learnt in double precision is single precision afterwards, not what sixteen bits leave of it.</summary>
    [Fact]
    public void What_was_learnt_survives_a_move()
    {
        using var module = new Learnt { Temperature = 1.2345678 }.ToModule();
        module.to(ScalarType.Float64);
        module.to(ScalarType.BFloat16);
        Assert.Equal((float)1.2345678, (float)module.get_parameter("temperature")!.Value());
    }

    [Theory, BothEngines]
    public void Out_of_range_is_an_error_that_names_it(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        foreach (var (name, property, value, text) in new[] { ("temperature", "Temperature", -0.5, "-0.5"),
            ("gamma", "Gamma", double.NaN, "NaN"), ("gamma", "Gamma", 200.0, "200") })
        {
            var parameter = module.get_parameter(name)!;
            var start = parameter.detach().clone();
            using (no_grad())
                parameter.copy_(tensor(value));
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, target));
            Assert.Contains($"{property} is {text}; it must be finite and in", error.Message);
            using (no_grad())
                parameter.copy_(start);
            module.forward(input, target).Dispose();
        }
    }

    /// <summary>A number that is bound and not learnt is read from the loss at each call.</summary>
    [Theory, BothEngines]
    public void Bound_numbers_are_read_at_each_call(TensorEngine engine)
    {
        var loss = new Bound { Gamma = 2 };
        using var module = loss.ToModule();
        module.Engine = engine;
        var before = module.forward(input, target).Value();
        loss.Gamma = 3;
        Assert.Same(loss, module.Declared);
        using var other = new Bound { Gamma = 3 }.ToModule();
        other.Engine = engine;
        Assert.Equal(other.forward(input, target).Value(), module.forward(input, target).Value());
        Assert.NotEqual(before, module.forward(input, target).Value());
        loss.Gamma = -1;
        Assert.Contains("Gamma is -1;", Assert.Throws<ArgumentOutOfRangeException>(() => module.forward(input, target)).Message);
    }

    /// <summary>A frozen hyper-parameter costs no gradient, and logits without one still give it theirs.</summary>
    [Theory, BothEngines]
    public void Only_what_requires_a_gradient_gets_one(TensorEngine engine)
    {
        using var module = new Learnt().ToModule();
        module.Engine = engine;
        var (temperature, gamma) = (module.get_parameter("temperature")!, module.get_parameter("gamma")!);
        gamma.requires_grad = false;
        module.forward(input, target).backward();
        Assert.NotEqual(0, temperature.grad!.Value());
        Assert.Null(gamma.grad);
        Assert.Null(input.grad);
        temperature.requires_grad = false;
        Assert.False(module.forward(input, target).requires_grad);
    }

    private sealed class Holder : nn.Module
    {
        public Holder(nn.Module model, LossModule loss)
            : base(nameof(Holder))
        {
            register_module("model", model);
            register_module("loss", loss);
        }
    }
}
