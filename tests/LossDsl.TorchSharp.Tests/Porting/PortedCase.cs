using System;
using System.Collections.Generic;
using LossDsl.Torch;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>One call of a loss of TorchSharp, and the module that has to equal it.</summary>
/// <param name="Name">Which call, for messages.</param>
/// <param name="Module">Our module.</param>
/// <param name="Input">Logits or predictions.</param>
/// <param name="Target">Our target.</param>
/// <param name="Theirs">TorchSharp's loss of an input.</param>
internal sealed record PortedCase(string Name, LossModule Module, Tensor Input, Tensor Target, Func<Tensor, Tensor> Theirs)
{
    /// <summary>What the call gives besides.</summary>
    public LossOptions Options { get; init; }

    /// <summary>What is still done to our value.</summary>
    public Func<Tensor, Tensor> Afterwards { get; init; } = value => value;

    /// <summary>What both give for an input: value, and gradient for an upstream gradient.</summary>
    public static (double[] Value, double[] Gradient) Evaluate(Tensor input, Func<Tensor, Tensor> loss, Func<long[], Tensor> upstream)
    {
        using var scope = NewDisposeScope();
        var leaf = input.detach().clone().requires_grad_();
        var value = loss(leaf);
        var gradient = autograd.grad([value], [leaf], [upstream(value.shape)])[0];
        return (Numbers(value), Numbers(gradient));
    }

    /// <summary>Our loss of an input on one engine.</summary>
    public Tensor Ours(Tensor input, TensorEngine engine) => Afterwards(Module.forward(input, Target, Options with { Engine = engine }));

    private static double[] Numbers(Tensor tensor)
    {
        using var numbers = tensor.detach().contiguous();
        return numbers.data<double>().ToArray();
    }
}

/// <summary>A loss of TorchSharp under some options, and our declaration of it.</summary>
/// <param name="Call">TorchSharp's call, as it stands in the table.</param>
/// <param name="Declared">Our class.</param>
/// <param name="Cases">What is compared.</param>
internal sealed record Port(string Call, Type Declared, Func<IEnumerable<PortedCase>> Cases)
{
    /// <summary>What besides the declaration makes the two equal.</summary>
    public string Remark { get; init; } = "";
}
