using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>A call that evaluates a declared loss, whose class is known.</summary>
internal sealed class LossCall
{
    private LossCall(IInvocationOperation call, INamedTypeSymbol loss, IOperation? logits, IOperation? target, MethodBody body)
    {
        (Call, Loss, Logits, Target) = (call, loss, logits, target);
        Variable = logits is null ? null : body.VariableOf(logits);
    }

    /// <summary>The call.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>The class with the declaration.</summary>
    public INamedTypeSymbol Loss { get; }

    /// <summary>Logits or predictions; null if they cannot be seen.</summary>
    public IOperation? Logits { get; }

    /// <summary>Labels or whatever stands in their place; null if they cannot be seen.</summary>
    public IOperation? Target { get; }

    /// <summary>The local or parameter that holds them; null if none does, or not for sure.</summary>
    public ISymbol? Variable { get; }

    /// <summary>Whether it is on tensors.</summary>
    public bool IsTensor => Library.IsTensor(Call.Type);

    /// <summary>What the loss or module is called by in the code, null if it is no simple name.</summary>
    public string? Receiver
    {
        get
        {
            var receiver = ReceiverOf(Call);
            return receiver is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                or IPropertyReferenceOperation
                ? receiver.Syntax.ToString()
                : null;
        }
    }

    /// <summary>Whether a call may evaluate a loss, by its name: the cheap question that comes first.</summary>
    public static bool MayBe(IInvocationOperation call)
        => call.TargetMethod.Name is "Forward" or "ForwardBackward" or "Evaluate" or "forward" or "call" or "functional";

    /// <summary>Looks whether a call evaluates a declared loss.</summary>
    public static LossCall? Of(IInvocationOperation call, MethodBody body) => call.TargetMethod.Name switch
    {
        "Forward" or "ForwardBackward" when (DeclaredAttributes.IsOfTheLibrary(call.TargetMethod.ContainingType)
            || Declared(call.TargetMethod.ContainingType) is not null)
            && ReceiverType(call) is { } loss
            => new LossCall(call, loss, Library.Argument(call, "logits")
                ?? Library.Argument(call, "predictions"), Library.Argument(call, "targets"), body),
        "Evaluate" when call.TargetMethod.Parameters.FirstOrDefault()?.Type is { Name: "LossInputs" } inputs
            && DeclaredAttributes.IsOfTheLibrary(inputs)
            && ReceiverType(call) is { } loss
            => new LossCall(call, loss, OfInputs(call, "logits", body), OfInputs(call, "targets", body), body),
        "forward" or "call" when LossOfModule(call.Instance?.Type) is { } loss =>
            new LossCall(call, loss, ArgumentAt(call, 0), ArgumentAt(call, 1), body),
        "functional" when call.Instance is null && LossOfModule(call.TargetMethod.ContainingType) is { } loss
            => new LossCall(call, loss, Library.Argument(call, "input"), Library.Argument(call, "target"), body),
        _ => null,
    };

    private static IOperation? ArgumentAt(IInvocationOperation call, int position)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == position)?.Value;

    private static IOperation? OfInputs(IInvocationOperation call, string parameter, MethodBody body)
        => ArgumentAt(call, 0) is { } inputs && body.Origin(inputs) is IObjectCreationOperation creation
            ? Library.Argument(creation.Arguments, parameter)
            : null;

    private static INamedTypeSymbol? ReceiverType(IInvocationOperation call) => Declared(ReceiverOf(call)?.Type);

    private static IOperation? ReceiverOf(IInvocationOperation call)
        => (call.Instance is not null || call.TargetMethod.IsExtensionMethod)
            && Library.SubjectOf(call) is { } receiver ? MethodBody.Unconverted(receiver) : null;

    private static INamedTypeSymbol? LossOfModule(ITypeSymbol? module)
        => module?.ContainingType is { } outer && Library.Is(module, "LossDsl.Torch.LossModule") ? Declared(outer) : null;

    private static INamedTypeSymbol? Declared(ITypeSymbol? type)
        => type is INamedTypeSymbol named && DeclaredAttributes.Has(DeclaredAttributes.Of(named), "Loss") ? named : null;
}
