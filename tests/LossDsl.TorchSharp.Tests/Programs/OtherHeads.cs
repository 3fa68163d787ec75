using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Several labels at once, and numbers with an uncertainty of their own.</summary>
public class OtherHeads
{
    /// <summary>Which of several tags apply, as what is true or false.</summary>
    [Theory, BothEngines]
    public void Several_labels(TensorEngine engine)
    {
        using var network = nn.Linear(3, 5);
        network.to(ScalarType.Float64);
        using var loss = new Single().ToModule();
        loss.Engine = engine;
        var (features, tags) = (Tensors.Numbers(1, 20, 3), Tensors.Shares(2, 20, 5).gt(tensor(0.5)));
        nn.functional.binary_cross_entropy_with_logits(network.call(features), tags.to(ScalarType.Float64)).backward();
        var expected = network.parameters().Select(parameter => parameter.grad!.clone()).ToList();
        network.zero_grad();
        loss.forward(network.call(features), tags).backward();
        foreach (var (one, parameter) in expected.Zip(network.parameters()))
            Tensors.Close(one, parameter.grad!, 1e-13);
    }

    /// <summary>
    /// Mean and variance from one network: the value of TorchSharp's own loss, which gives variances no gradient, and the gradient of
    /// the same loss composed of operators.
    /// </summary>
    [Theory, BothEngines]
    public void A_regression_that_knows_its_error(TensorEngine engine)
    {
        using var network = nn.Linear(3, 2);
        network.to(ScalarType.Float64);
        using var loss = new Gaussian().ToModule();
        loss.Engine = engine;
        var (features, values) = (Tensors.Numbers(1, 30, 3), Tensors.Numbers(2, 30));
        var expected = Step((mean, variance) => Composed.Gaussian(mean, values, variance));
        var actual = Step((mean, variance) => loss.forward(mean, values, new LossOptions { Variances = variance }));
        foreach (var (one, other) in expected.Zip(actual))
            Tensors.Close(one, other, 1e-12);
        Tensors.Close(Step((mean, variance) => nn.functional.gaussian_nll_loss(mean, values, variance))[0], actual[0], 1e-6);

        Tensor[] Step(Func<Tensor, Tensor, Tensor> criterion)
        {
            network.zero_grad();
            var outputs = network.call(features);
            var value = criterion(outputs.select(1, 0), outputs.select(1, 1).exp());
            value.backward();
            return [value.detach(), .. network.parameters().Select(parameter => parameter.grad!.clone())];
        }
    }
}
