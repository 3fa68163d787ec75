using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>A call of a softmax or a logistic function.</summary>
internal sealed class Activation
{
    private Activation(IInvocationOperation call, bool isSoftmax, IOperation? input)
        => (Call, IsSoftmax, Input) = (call, isSoftmax, input);

    /// <summary>The call.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>Whether it is a softmax.</summary>
    public bool IsSoftmax { get; }

    /// <summary>The scores; null for the last of several layers.</summary>
    public IOperation? Input { get; }

    /// <summary>Where a function on spans writes the probabilities; null for one on tensors.</summary>
    public IOperation? Destination { get; private set; }

    /// <summary>What it is called.</summary>
    public string Name => IsSoftmax ? "softmax" : "sigmoid";

    /// <summary>Whether it is the link of a head.</summary>
    public bool IsLinkOf(Heads head) => head == (IsSoftmax ? Heads.Softmax : Heads.Sigmoid);

    /// <summary>
    /// Whether it makes the probabilities of an example add up to 1, as the link of a head does: over axis 1 of a tensor. The last
    /// axis may be another, and what is not written out may be any. A sigmoid has no axis.
    /// </summary>
    public bool IsAlongClasses(MethodBody body)
    {
        if (!IsSoftmax || Destination is not null || Call.TargetMethod.Name == "softmax2d")
            return true;
        var call = Call.TargetMethod.Name is "forward" or "call" ? body.Origin(Call.Instance!) as IInvocationOperation : Call;
        return Library.Is(Call.Instance?.Type, "TorchSharp.Modules.Softmax2d")
            || (call is not null && Library.Argument(call, "dim") is { ConstantValue: { HasValue: true, Value: 1 or 1L } });
    }

    /// <summary>Looks whether an operation is such a call.</summary>
    public static Activation? Of(IOperation operation, MethodBody body)
    {
        if (operation is not IInvocationOperation call)
            return null;
        if (Library.IsTorch(call, "softmax", "softmax2d", "sigmoid"))
            return new Activation(call, call.TargetMethod.Name != "sigmoid", Library.SubjectOf(call));
        if (Library.IsPrimitive(call, "SoftMax", "Sigmoid") && Library.Argument(call, "destination") is { } destination)
            return new Activation(call, call.TargetMethod.Name == "SoftMax", Library.SubjectOf(call)) { Destination = destination };
        if (call is not { TargetMethod.Name: "forward" or "call", Instance: { } module, Arguments.Length: 1 })
            return null;
        if (IsSoftmaxModule(module.Type) is { } softmax)
            return new Activation(call, softmax, call.Arguments[0].Value);
        return Library.Is(module.Type, "TorchSharp.Modules.Sequential")
            && body.Origin(module) is IInvocationOperation { TargetMethod.Name: "Sequential" } layers
            && LastLayer(layers) is { } last
            && IsSoftmaxModule(last.Type) is { } ends
                ? new Activation(call, ends, null)
                : null;
    }

    private static bool? IsSoftmaxModule(ITypeSymbol? type)
        => Library.Is(type, "TorchSharp.Modules.Softmax") || Library.Is(type, "TorchSharp.Modules.Softmax2d") ? true
            : Library.Is(type, "TorchSharp.Modules.Sigmoid") ? false
            : null;

    /// <summary>The last of layers that are all written out, with or without names.</summary>
    private static IOperation? LastLayer(IInvocationOperation layers)
    {
        if (layers.Arguments.LastOrDefault() is not { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation array }
            || array.Initializer?.ElementValues is not { Length: > 0 } values)
            return null;
        var last = MethodBody.Unconverted(values[values.Length - 1]);
        return last is ITupleOperation tuple ? MethodBody.Unconverted(tuple.Elements[tuple.Elements.Length - 1]) : last;
    }
}
