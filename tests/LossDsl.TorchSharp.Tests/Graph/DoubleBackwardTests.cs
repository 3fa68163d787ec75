using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Graph;

/// <summary>
/// Under create_graph a gradient can be differentiated again, by whatever engine the loss was computed: like that of the loss
/// composed of TorchSharp's operators, and like differences of the gradient.
/// </summary>
public class DoubleBackwardTests
{
    private static readonly double[] Weights = [0.2, 1, 3, 0.5];

    private readonly Tensor input = Tensors.Numbers(1, 5, 4);
    private readonly Tensor target = Tensors.Labels(2, 4, 5);

    [Theory, BothEngines]
    public void Two_components_with_class_weights(TensorEngine engine)
    {
        using var module = new PolyFocal(Weights).ToModule();
        Check(module, engine, (z, _) => Composed.PolyFocal(z, target, tensor(Weights)), target);
    }

    [Theory, BothEngines]
    public void Learnable_hyper_parameters(TensorEngine engine)
    {
        using var module = new Learnt { Gamma = 2.5 }.ToModule();
        Check(module, engine, (z, learnt) => Composed.Focal(z, target, learnt["temperature"], learnt["gamma"]).mean(), target);
    }

    [Theory, BothEngines]
    public void A_modulator_that_is_a_constant(TensorEngine engine)
    {
        // Differences would see the modulator move.
        using var module = new Stopped().ToModule();
        Check(module, engine, (z, learnt) => Composed.Focal(z, target, learnt["temperature"], tensor(2.0), stop: true).mean(), target,
            differences: false);
    }

    [Theory, BothEngines]
    public void The_loss_of_each_row(TensorEngine engine)
    {
        using var module = new Each().ToModule();
        Check(module, engine, (z, _) => Composed.Focal(z, target, tensor(1.0), tensor(2.0)), target);
        using var tempered = new TemperedEach().ToModule();
        Check(tempered, engine, (z, learnt) => Composed.Focal(z, target, learnt["temperature"], tensor(0.0)), target);
    }

    [Theory, BothEngines]
    public void The_loss_of_each_element(TensorEngine engine)
    {
        var tags = Tensors.Shares(3, 5, 4).gt(tensor(0.5)).to(ScalarType.Float64);
        using var module = new Tags().ToModule();
        Check(module, engine, (z, _) => Composed.Tags(z, tags).mean(), tags);
        using var each = new TagsEach().ToModule();
        Check(each, engine, (z, learnt) =>
            nn.functional.binary_cross_entropy_with_logits(z.div(learnt["temperature"]), tags, reduction: nn.Reduction.None), tags);
    }

    /// <summary>Which rows are selected is a constant; what they lose is not.</summary>
    [Theory, BothEngines]
    public void Selected_rows(TensorEngine engine)
    {
        using var module = new Hardest().ToModule();
        var z = Tensors.Numbers(1, 6, 4);
        var labels = Tensors.Labels(2, 4, 6);
        Check(module, engine, (logits, _) => Composed.Focal(logits, labels, tensor(1.0), tensor(2.0)).topk(3).Item1.mean(), labels, z);
    }

    [Theory, BothEngines]
    public void Predicted_variances(TensorEngine engine)
    {
        using var module = new Gaussian().ToModule();
        module.Engine = engine;
        var (values, variances) = (Tensors.Numbers(3, 5, 4), Tensors.Shares(4, 5, 4));
        var (one, other) = (SecondOrder(Ours), SecondOrder((z, v) => Composed.Gaussian(z, values, v)));
        foreach (var (expected, actual) in other.Zip(one))
            Tensors.Close(expected, actual, 1e-10);

        Tensor Ours(Tensor z, Tensor v) => module.forward(z, values, new LossOptions { Variances = v });

        Tensor[] SecondOrder(Func<Tensor, Tensor, Tensor> loss)
        {
            var (z, v) = (input.Leaf(), variances.Leaf());
            var first = autograd.grad([loss(z, v)], [z, v], retain_graph: true, create_graph: true);
            var mixed = first[0].mul(Tensors.Numbers(6, 5, 4)).sum().add(first[1].mul(Tensors.Numbers(7, 5, 4)).sum());
            return [.. first, .. autograd.grad([mixed], [z, v])];
        }
    }

    /// <summary>A third derivative: the graph of a gradient is made of operators that autograd knows.</summary>
    [Theory, BothEngines]
    public void A_third_time(TensorEngine engine)
    {
        using var module = new PolyFocal(Weights).ToModule();
        module.Engine = engine;
        var (ours, theirs) = (Third(z => module.forward(z, target)), Third(z => Composed.PolyFocal(z, target, tensor(Weights))));
        Tensors.Close(theirs, ours, 1e-9);

        Tensor Third(Func<Tensor, Tensor> loss)
        {
            var z = input.Leaf();
            var gradient = loss(z);
            for (var seed = 6; seed < 8; seed++)
                gradient = autograd.grad([gradient], [z], retain_graph: true, create_graph: true)[0].mul(Tensors.Numbers(seed, 5, 4)).sum();
            return autograd.grad([gradient], [z])[0];
        }
    }

    private void Check(
        LossModule module, TensorEngine engine, Func<Tensor, Dictionary<string, Tensor>, Tensor> composed, Tensor targets,
            Tensor? at = null, bool differences = true)
    {
        at ??= input;
        module.Engine = engine;
        module.to(ScalarType.Float64);
        var names = module.named_parameters().Select(pair => pair.name).ToArray();
        var ours = SecondOrder(z => module.forward(z, targets), [.. names.Select(name => (Tensor)module.get_parameter(name)!)]);
        Assert.Equal(engine, module.LastEngine);
        var learnt = names.ToDictionary(name => name, name => module.get_parameter(name)!.Leaf());
        var theirs = SecondOrder(z => composed(z, learnt), [.. names.Select(name => learnt[name])]);
        foreach (var (expected, actual) in theirs.Zip(ours))
            Tensors.Close(expected, actual, 1e-10);
        if (differences)
            Tensors.Close(Tensors.Differences(Slope, at), ours[1 + names.Length], 1e-8);

        // With the gradient of forward, which no operator computed if the engine is kernels.
        Tensor Slope(Tensor z)
        {
            using var _ = enable_grad();
            var leaf = z.Leaf();
            var inputs = (List<Tensor>)[leaf, .. module.parameters()];
            var value = module.forward(leaf, targets);
            var gradients = autograd.grad([value], inputs, [Upstream(value)]);
            return Mixed(gradients).detach();
        }

        Tensor[] SecondOrder(Func<Tensor, Tensor> loss, Tensor[] parameters)
        {
            var inputs = (Tensor[])[at.Leaf(), .. parameters];
            var value = loss(inputs[0]);
            var upstream = Upstream(value).requires_grad_();
            var first = autograd.grad([value], inputs, [upstream], retain_graph: true, create_graph: true);
            return [.. first, .. autograd.grad([Mixed(first)], [.. inputs, upstream])];
        }

        static Tensor Upstream(Tensor value) => Tensors.Shares(8, [.. value.shape]);

        static Tensor Mixed(IList<Tensor> gradients)
            => gradients.Select((gradient, i) => gradient.mul(Tensors.Numbers(10 + i, [.. gradient.shape])).sum())
                .Aggregate((sum, term) => sum.add(term));
    }
}
