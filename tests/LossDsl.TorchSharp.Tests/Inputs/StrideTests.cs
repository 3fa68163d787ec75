using System;
using System.Collections.Generic;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Inputs;

/// <summary>Logits wherever they lie in memory: loss and gradient of their contiguous copy.</summary>
public class StrideTests
{
    private static readonly Dictionary<string, Func<ScalarType, Tensor>> Layouts = new()
    {
        ["transposed"] = type => Numbers(type, 4, 6).t(),
        ["channels last"] = type => Numbers(type, 3, 5, 2, 4).permute(0, 3, 1, 2),
        ["channels first of three"] = type => Numbers(type, 5, 4, 3).permute(2, 1, 0),
        ["positions transposed"] = type => Numbers(type, 3, 4, 5, 2).transpose(2, 3),
        ["narrow in the classes"] = type => Numbers(type, 6, 9).narrow(1, 3, 4),
        ["narrow in the rows"] = type => Numbers(type, 9, 4).narrow(0, 2, 6),
        ["narrow in the positions"] = type => Numbers(type, 3, 4, 9).narrow(2, 1, 5),
        ["narrow in two positions"] = type => Numbers(type, 3, 4, 6, 5).narrow(3, 1, 3),
        ["every second class"] = type => Numbers(type, 6, 8).slice(1, 0, 8, 2),
        ["every third row"] = type => Numbers(type, 16, 4).slice(0, 1, 16, 3),
        ["every second position"] = type => Numbers(type, 3, 4, 9).slice(2, 1, 9, 2),
        ["one row for all"] = type => Numbers(type, 1, 4).expand(6, 4),
        ["one class for all"] = type => Numbers(type, 6, 1).expand(6, 4),
        ["one position for all"] = type => Numbers(type, 6, 4, 1).expand(6, 4, 5),
        ["one number for all"] = type => Numbers(type, 1, 1).expand(6, 4),
        ["one number for all positions"] = type => Numbers(type, 1, 1, 1).expand(6, 4, 3),
        ["a step in a vector"] = type => Numbers(type, 8).slice(0, 0, 8, 2),
        ["overlapping rows"] = type => Numbers(type, 16).as_strided([6, 4], [2, 1], 1),
        ["one sample"] = type => Numbers(type, 7, 4).t().unsqueeze(0),
    };

    public static TheoryData<string, TensorEngine, ScalarType> Cases()
    {
        var data = new TheoryData<string, TensorEngine, ScalarType>();
        foreach (var layout in Layouts.Keys)
        {
            foreach (var type in (ScalarType[])[ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16])
                data.Add(layout, TensorEngine.Kernels, type);
            data.Add(layout, TensorEngine.Operators, ScalarType.Float64);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Strided_logits_are_like_their_copy(string layout, TensorEngine engine, ScalarType type)
    {
        var strided = Layouts[layout](type);
        var shape = strided.shape;
        Assert.Equal(layout == "narrow in the rows", strided.is_contiguous());
        var copy = strided.contiguous().clone();
        strided.requires_grad_();
        copy.requires_grad_();
        var target = Tensors.Labels(2, (int)shape[shape.Length == 1 ? 0 : 1], shape.Length == 1 ? [] : [shape[0], .. shape[2..]]);
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        var (value, expected) = (module.forward(strided, target), module.forward(copy, target));
        var (gradient, expectedGradient) = (Tensors.Gradient(value, strided), Tensors.Gradient(expected, copy));
        if (engine == TensorEngine.Kernels)
        {
            Tensors.Same(expected, value);
            Tensors.Same(expectedGradient, gradient);
        }
        else
        {
            Tensors.Close(expected, value, 1e-14);
            Tensors.Close(expectedGradient, gradient, 1e-14);
        }
    }

    /// <summary>
    /// The gradient lies like its logits, without the gaps of a slice: as libtorch lays out what has the shape of something.
    /// </summary>
    [Theory, BothEngines]
    public void The_gradient_lies_like_the_logits(TensorEngine engine)
    {
        using var module = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        module.Engine = engine;
        foreach (var layout in (string[])["transposed", "channels last", "channels first of three", "narrow in the classes",
            "every second class", "one sample", "narrow in the rows"])
        {
            foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float16])
            {
                var logits = Layouts[layout](type).requires_grad_();
                var target = Tensors.Labels(2, (int)logits.shape[1], [logits.shape[0], .. logits.shape[2..]]);
                Assert.Equal(empty_like(logits).stride(), Tensors.Gradient(module.forward(logits, target), logits).stride());
            }
        }
    }

    /// <summary>Labels, masks, weights, numbers and variances too.</summary>
    [Theory, BothEngines]
    public void So_is_everything_else_of_a_call(TensorEngine engine)
    {
        using var softmax = new PolyFocal([0.2, 1, 3, 0.5]).ToModule();
        softmax.Engine = engine;
        var input = Tensors.Numbers(1, 6, 4);
        var target = Tensors.Labels(2, 4, 12).slice(0, 0, 12, 2);
        var weights = Tensors.Shares(3, 6, 2).select(1, 1);
        var mask = Tensors.Numbers(4, 6, 2).gt(tensor(-1.0)).select(1, 1);
        Assert.False(target.is_contiguous() || weights.is_contiguous() || mask.is_contiguous());
        Tensors.Same(
            softmax.forward(input, target.contiguous(), new LossOptions { SampleWeights = weights.contiguous(), Mask = mask.contiguous() }),
            softmax.forward(input, target, new LossOptions { SampleWeights = weights, Mask = mask }));

        using var gaussian = new Gaussian().ToModule();
        gaussian.Engine = engine;
        var numbers = Tensors.Numbers(5, 4, 6).t();
        var elementWeights = Tensors.Shares(6, 1, 4).expand(6, 4);
        var (strided, contiguous) =
            (Tensors.Shares(7, 4, 6).t().requires_grad_(), Tensors.Shares(7, 4, 6).t().contiguous().requires_grad_());
        Assert.False(strided.is_contiguous());
        var expected = gaussian.forward(input, numbers.contiguous(),
            new LossOptions { ElementWeights = elementWeights.contiguous(), Variances = contiguous });
        var value = gaussian.forward(input, numbers, new LossOptions { ElementWeights = elementWeights, Variances = strided });
        Tensors.Same(expected, value);
        Tensors.Same(Tensors.Gradient(expected, contiguous), Tensors.Gradient(value, strided));
    }

    private static Tensor Numbers(ScalarType type, params long[] shape) => Tensors.Numbers(1, shape).to(type);
}
