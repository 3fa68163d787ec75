using System;
using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Checks;

/// <summary>Links of modules: what they refuse, and rows in which a mask leaves one class.</summary>
public class LinkTests
{
    [Fact]
    public void A_prior_of_the_wrong_length_is_refused()
    {
        using var knowing = new CountedLink([7000, 2000, 1000]).ToModule();
        using var asking = new FocalLink().ToModule();
        using var input = Tensors.Numbers(3, 2, 3);
        using var two = tensor(new[] { 0.5, 0.5 });
        using var three = tensor(new[] { 0.2, 0.3, 0.5 });
        using var four = tensor(new[] { 0.25, 0.25, 0.25, 0.25 });
        Refuses("target_prior", "target_prior has 2 entries for 3 classes.", () => knowing.ToProbabilities(input, two));
        Refuses("target_prior", "target_prior has 4 entries for 3 classes.", () => asking.ToProbabilities(input, four, three));
        Refuses("training_prior", "training_prior has 2 entries for 3 classes.", () => asking.ToProbabilities(input, three, two));
        Refuses("target_prior", "target_prior has 2 dimensions; it needs one, of one share per class.",
            () => knowing.ToProbabilities(input, three.reshape(1, 3)));
        Refuses("training_prior", "training_prior[1] is 0;", () => asking.ToProbabilities(input, three, tensor(new[] { 0.5, 0, 0.5 })));
    }

    /// <summary>The one class that is open has it all, whatever its score, and other rows are as without it.</summary>
    [Fact]
    public void One_open_class_has_the_whole_probability_in_single_precision()
    {
        using var plain = new Plain().ToModule();
        using var focal = new FocalLink().ToModule();
        using var counted = new CountedLink([7000, 2000, 1000]).ToModule();
        using var smoothed = new SmoothedLink().ToModule();
        using var nullVector = new NullVectorLink().ToModule();
        (LossModule Module, Func<Tensor, Tensor> Link)[] links =
        [
            (plain, plain.ToProbabilities), (focal, focal.ToProbabilities), (counted, counted.ToProbabilities),
            (smoothed, smoothed.ToProbabilities), (nullVector, nullVector.ToProbabilities),
        ];
        const float Closed = float.NegativeInfinity;
        float[] rows = [Closed, 3, Closed, 0.5f, -0.25f, 1, Closed, Closed, -80, 90, Closed, Closed];
        foreach (var (module, link) in links)
        {
            using var input = tensor(rows).reshape(4, 3);
            using var probabilities = link(input);
            Assert.Equal(ScalarType.Float32, probabilities.dtype);
            var numbers = probabilities.Values();
            Assert.Equal([0, 1, 0], numbers[..3]);
            Assert.Equal([0, 0, 1, 1, 0, 0], numbers[6..]);
            using var alone = link(tensor(rows[3..6]).reshape(1, 3));
            Assert.Equal(alone.Values(), numbers[3..6]);
            Assert.All(numbers[3..6], share => Assert.InRange(share, 1e-3, 1 - 1e-3));
        }
    }

    private static void Refuses(string parameter, string message, Func<Tensor> call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(parameter, error.ParamName);
        Assert.StartsWith(message, error.Message);
    }
}

/// <summary>A link by an expression, without a prior of its own.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
public sealed partial class FocalLink;

/// <summary>The same with class counts.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(Gamma = 2)]
[InverseFrequency]
public sealed partial class CountedLink;

/// <summary>An expression that is right at minimisers only.</summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[Focal(2)]
[LabelSmoothing(0.1)]
public sealed partial class SmoothedLink;

/// <summary>A link without expression, by the gradient of the loss.</summary>
[Loss(Head.Softmax)]
[Brier]
[LogitPenalty(0.1)]
public sealed partial class NullVectorLink;
