using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Models of sixteen bits, with the scale of the loss that half precision needs.</summary>
public class PrecisionPrograms
{
    [Theory]
    [InlineData(ScalarType.BFloat16, TensorEngine.Kernels, 1)]
    [InlineData(ScalarType.BFloat16, TensorEngine.Operators, 1)]
    [InlineData(ScalarType.Float16, TensorEngine.Kernels, 1024)]
    [InlineData(ScalarType.Float16, TensorEngine.Operators, 1024)]
    public void A_model_of_sixteen_bits(ScalarType type, TensorEngine engine, float scale)
    {
        var (points, labels) = Blobs.Draw(1, 60, type);
        using var network = Blobs.Network(type);
        using var loss = new Tempered().ToModule();
        loss.Engine = engine;
        loss.to(type);
        using var weight = tensor(scale);
        using var rate = tensor(0.2f / scale);
        for (var step = 0; step < 60; step++)
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            loss.zero_grad();
            var scores = network.call(points);
            Assert.Equal(type, scores.dtype);
            // As TorchSharp's own loss has it in single precision.
            var wide = scores.detach().to(ScalarType.Float32).requires_grad_();
            var temperature = loss.get_parameter("temperature")!.detach();
            var expected = nn.functional.cross_entropy(wide.div(temperature), labels);
            var value = loss.forward(scores, labels);
            Tensors.Close(expected, value, 1e-6);
            var theirs = Tensors.Gradient(expected.mul(weight), wide);
            var ours = autograd.grad([value.mul(weight)], [scores], retain_graph: true)[0];
            Assert.Equal(type, ours.dtype);
            Tensors.Close(theirs.to(type), ours, type == ScalarType.Float16 ? 1e-3 : 8e-3);

            value.mul(weight).backward();
            using var _ = no_grad();
            foreach (var parameter in network.parameters().Concat(loss.parameters()))
                parameter.sub_(parameter.grad!.to(ScalarType.Float32).mul(rate).to(parameter.dtype));
        }

        Assert.True(Blobs.Accuracy(network, points, labels) > 0.9);
        Assert.NotEqual(1, loss.get_parameter("temperature")!.Value());
    }
}
