using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>What has another value in each pass of a loop.</summary>
internal sealed class LoopValues(ILoopOperation loop, MethodBody body)
{
    /// <summary>
    /// Whether an expression has: it names a variable that the loop sets, or calls what is not a function of tensors, as loaders of
    /// data are.
    /// </summary>
    public bool Vary(IOperation value) => value.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => IsSet(local, part),
        IParameterReferenceOperation { Parameter: var parameter } => IsWritten(parameter),
        IInvocationOperation call => IsInside(call) && !IsOfTensors(call),
        _ => false,
    });

    private bool IsSet(ILocalSymbol local, IOperation reference)
        => body.Origin(reference) is var origin && origin != reference
            ? Vary(origin)
            : IsWritten(local) || local.DeclaringSyntaxReferences.Any(declared => loop.Syntax.Span.Contains(declared.Span));

    private bool IsWritten(ISymbol variable)
        => body.References(variable).Any(reference => MethodBody.IsWritten(reference) && IsInside(reference));

    private bool IsInside(IOperation operation) => loop.Syntax.Span.Contains(operation.Syntax.Span);

    private static bool IsOfTensors(IInvocationOperation call)
        => Library.IsTorch(call, call.TargetMethod.Name) || Library.Is(call.Instance?.Type, "TorchSharp.torch.nn.Module");
}
