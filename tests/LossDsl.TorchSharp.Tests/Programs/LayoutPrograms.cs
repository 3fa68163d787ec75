using System;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Images and texts, whose logits have the classes last in memory.</summary>
public class LayoutPrograms
{
    /// <summary>A network per pixel, channels last, and marks of bytes with 255 where nothing is known.</summary>
    [Theory, BothEngines]
    public void Segmentation(TensorEngine engine)
    {
        const int Classes = 4;
        using var network = nn.Linear(3, Classes);
        network.to(ScalarType.Float64);
        using var loss = new Pixels().ToModule();
        loss.Engine = engine;
        var (images, marks) = (Tensors.Numbers(1, 2, 6, 5, 3), Tensors.Labels(2, Classes, 2, 6, 5).to(ScalarType.Byte));
        marks[0, 2] = tensor((byte)255);

        var expected = Step(logits => nn.functional.cross_entropy(logits, marks.to(ScalarType.Int64), ignore_index: 255));
        var actual = Step(logits => loss.forward(logits, marks));
        foreach (var (one, other) in expected.Zip(actual))
            Tensors.Close(one, other, 1e-13);
        // In memory the gradient of the logits lies as they do, without a copy on its way back through the permutation.
        Assert.Equal([6 * 5 * Classes, 1, 5 * Classes, Classes], actual[1].stride());

        Tensor[] Step(Func<Tensor, Tensor> criterion)
        {
            network.zero_grad();
            var logits = network.call(images).permute(0, 3, 1, 2);
            Assert.False(logits.is_contiguous());
            var value = criterion(logits);
            var gradient = autograd.grad([value], [logits], retain_graph: true)[0];
            value.backward();
            return [value.detach(), gradient, .. network.parameters().Select(parameter => parameter.grad!.clone())];
        }
    }

    /// <summary>Logits (N,T,V) of a language model, words to ignore: transposed, or flattened.</summary>
    [Theory, BothEngines]
    public void A_language_model(TensorEngine engine)
    {
        const int Words = 11;
        using var network = nn.Sequential(("embedding", nn.Embedding(Words, 6)), ("scores", nn.Linear(6, Words)));
        network.to(ScalarType.Float64);
        using var loss = new NextWord().ToModule();
        loss.Engine = engine;
        var text = Tensors.Labels(1, Words, 3, 8);
        var (context, next) = (text.narrow(1, 0, 7), text.narrow(1, 1, 7).clone());
        next[1, 3] = tensor(-100L);

        var expected = Step((logits, target) => nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten()));
        foreach (var actual in new[]
        {
            Step((logits, target) => loss.forward(logits.transpose(1, 2), target)),
            Step((logits, target) => loss.forward(logits.flatten(0, 1), target.flatten())),
        })
        {
            foreach (var (one, other) in expected.Zip(actual))
                Tensors.Close(one, other, 1e-13);
            Assert.True(actual[1].is_contiguous());
        }

        Tensor[] Step(Func<Tensor, Tensor, Tensor> criterion)
        {
            network.zero_grad();
            var logits = network.call(context);
            var value = criterion(logits, next);
            var gradient = autograd.grad([value], [logits], retain_graph: true)[0];
            value.backward();
            return [value.detach(), gradient, .. network.parameters().Select(parameter => parameter.grad!.clone())];
        }
    }
}
