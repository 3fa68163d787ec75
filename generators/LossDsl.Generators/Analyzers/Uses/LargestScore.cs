using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL603: the class of the largest score, of a softmax loss whose largest score decides otherwise.</summary>
internal static class LargestScore
{
    /// <summary>Looks at every search for the largest.</summary>
    public static void Report(UseContext context)
    {
        foreach (var search in context.Body.Operations.OfType<IInvocationOperation>().Where(IsSearch))
        {
            if (Library.SubjectOf(search) is not { } subject || !IsAlongClasses(search))
                continue;
            // A softmax keeps the order.
            var scores = Activation.Of(MethodBody.Unconverted(subject), context.Body) is { IsSoftmax: true, Input: { } input } softmax
                && softmax.IsAlongClasses(context.Body)
                ? input
                : subject;
            if (context.TrainedBy(context.Body.VariableOf(scores)) is not { } call
                || context.LossOf(call) is not { Declaration.Head: Heads.Softmax } loss
                || Missed(context.Verdicts(loss), loss.Declaration.Goal) is not { } goal)
                continue;
            context.Report(
                UseRules.LargestScore, search.Syntax, Mend(call, search, scores),
                loss.Name, $"the largest of '{scores.Syntax}'", goal, call.IsTensor ? "Predict of its module" : "Predict");
        }
    }

    /// <summary>The goal that the largest score misses though there is a link; null if it serves any that may be meant.</summary>
    private static string? Missed(PhaseReport verdicts, Goal goal)
    {
        if (verdicts.Link.Kind == LinkKind.None)
            return null;
        var (accuracy, balanced) = (verdicts.Accuracy.Kind == VerdictKind.Violated, verdicts.Balanced.Kind == VerdictKind.Violated);
        return goal switch
        {
            Goal.Accuracy => accuracy ? "accuracy" : null,
            Goal.BalancedAccuracy => balanced ? "balanced accuracy" : null,
            Goal.None => null,
            _ => accuracy && balanced ? "accuracy, nor for balanced accuracy" : null,
        };
    }

    private static bool IsSearch(IInvocationOperation call)
        => Library.IsTorch(call, "argmax")
            || Library.IsPrimitive(call, "IndexOfMax")
            || (Library.IsTorch(call, "max") && call.Type is INamedTypeSymbol { IsTupleType: true } && ReadsIndices(call));

    /// <summary>Whether it looks among the scores of an example; a span has no axes.</summary>
    private static bool IsAlongClasses(IInvocationOperation search)
        => Library.IsPrimitive(search, "IndexOfMax")
            || Library.Argument(search, "dim") is { ConstantValue: { HasValue: true, Value: 1 or 1L or -1 or -1L } };

    /// <summary>Whether the second of what <c>max</c> gives, the indices, is read where it is called.</summary>
    private static bool ReadsIndices(IInvocationOperation call)
    {
        var value = call.Parent is IConversionOperation conversion ? conversion : (IOperation)call;
        return value.Parent switch
        {
            IFieldReferenceOperation { Field: var field } => (field.CorrespondingTupleField ?? field).Name == "Item2",
            IDeconstructionAssignmentOperation { Target: var target } => Second(target) is not IDiscardOperation,
            _ => false,
        };
    }

    private static IOperation? Second(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => Second(declaration.Expression),
        ITupleOperation { Elements: { Length: 2 } elements } => elements[1],
        _ => null,
    };

    private static ImmutableDictionary<string, string?>? Mend(LossCall call, IInvocationOperation search, IOperation scores)
        => call is { IsTensor: true, Receiver: { } receiver } && Library.IsTorch(search, "argmax")
            && Library.Argument(search, "keepdim") is null
                ? Mending.Replace($"{receiver}.Predict({scores.Syntax})")
                : null;
}
