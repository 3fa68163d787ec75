using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>Whether tensors are computed without gradients where an operation stands.</summary>
internal static class GradientModes
{
    /// <summary>Whether <c>no_grad</c> or <c>inference_mode</c> is in force around an operation.</summary>
    public static bool AreOff(IOperation operation)
        => MethodBody.Around(operation).OfType<IUsingOperation>().Any(scope => StopsGradients(scope.Resources))
            || Before(operation).OfType<IUsingDeclarationOperation>().Any(scope => StopsGradients(scope.DeclarationGroup));

    /// <summary>Whether a tensor is detached from what it was computed from.</summary>
    public static bool IsDetached(IOperation tensor, MethodBody body)
    {
        while (body.Origin(tensor) is IInvocationOperation
            {
                TargetMethod.Name: "detach" or "cpu" or "cuda" or "to" or "clone" or "contiguous",
                Instance: { } first,
            } call
            && Library.IsTensor(first.Type))
        {
            if (call.TargetMethod.Name == "detach")
                return true;
            tensor = first;
        }

        return false;
    }

    /// <summary>The statements that have run before an operation, in order: those before it in the blocks around it.</summary>
    public static IEnumerable<IOperation> Before(IOperation operation)
        => MethodBody.Around(operation).OfType<IBlockOperation>().Reverse()
            .SelectMany(block => block.Operations.TakeWhile(statement => statement.Syntax.Span.End <= operation.Syntax.SpanStart));

    private static bool StopsGradients(IOperation resources)
        => resources.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call
            => Library.IsTorch(call, "no_grad", "inference_mode")
                && call.Arguments.All(argument => argument.Value.ConstantValue is not { HasValue: true, Value: false }));
}
