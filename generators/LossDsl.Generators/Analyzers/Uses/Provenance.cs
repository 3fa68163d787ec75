using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>What values come from beyond the variables that <see cref="MethodBody"/> sees through.</summary>
internal static class Provenance
{
    // The same numbers or some of them by position, as tensors or as collections.
    private static readonly string[] OfTensors =
    [
        "cpu", "cuda", "to", "to_type", "type", "long", "int", "float", "double", "clone", "contiguous", "detach", "alias",
        "flatten", "reshape", "view", "squeeze", "unsqueeze", "narrow", "slice", "select", "split", "chunk", "unbind",
        "data", "item", "ToInt64",
    ];

    private static readonly string[] OfCollections = ["ToArray", "ToList", "AsEnumerable", "Cast", "Skip", "Take", "Chunk", "Reverse"];

    /// <summary>A value and those that it is copied or cut out of, one after the other, without conversions and variables.</summary>
    public static IEnumerable<IOperation> Line(IOperation value, MethodBody body)
    {
        var seen = new HashSet<IOperation>();
        for (IOperation? next = value; next is not null && seen.Add(value = body.Origin(next)); next = Whole(value, body))
            yield return value;
    }

    /// <summary>The operations that a value is computed from.</summary>
    public static IEnumerable<IOperation> Parts(IOperation value, MethodBody body)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>([value]);
        while (open.Count > 0)
        {
            foreach (var part in open.Pop().DescendantsAndSelf())
            {
                yield return part;
                if (part is ILocalReferenceOperation { IsDeclaration: false, Local: var local } && seen.Add(local)
                    && (body.Origin(part) is var origin && origin != part ? origin : Given(local, body)) is { } before)
                    open.Push(before);
            }
        }
    }

    /// <summary>What a value is copied or cut out of; null if it is not.</summary>
    private static IOperation? Whole(IOperation value, MethodBody body) => value switch
    {
        IInvocationOperation call when Library.IsTorch(call, OfTensors) || IsOfCollections(call) => Library.SubjectOf(call),
        IInvocationOperation { TargetMethod: { Name: "Tensor", ContainingType: var type }, Arguments: { Length: 1 } index }
            when Library.Is(type, "TorchSharp.torch.TensorIndex") => index[0].Value,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } whole } => whole,
        IArrayElementReferenceOperation { ArrayReference: var whole } => whole,
        ICollectionExpressionOperation { Elements: { Length: 1 } elements } => (elements[0] as ISpreadOperation)?.Operand,
        ILocalReferenceOperation { Local: var local } when LoopOver(local,
            body) is { LoopControlVariable: IVariableDeclaratorOperation } loop
            => loop.Collection,
        _ => null,
    };

    private static bool IsOfCollections(IInvocationOperation call)
        => OfCollections.Contains(call.TargetMethod.Name)
            && (Library.Is(call.TargetMethod.ContainingType, "System.Linq.Enumerable")
                || Library.Is(call.TargetMethod.ContainingType, "System.Collections.Generic.List")
                || Library.Is(call.TargetMethod.ContainingType, "TorchSharp.Utils.TensorAccessor"));

    /// <summary>What a loop or a deconstruction takes the value of a variable from.</summary>
    private static IOperation? Given(ILocalSymbol local, MethodBody body)
        => LoopOver(local, body)?.Collection
            ?? (body.References(local).Any(MethodBody.IsWritten) ? null
                : body.Operations.OfType<IDeconstructionAssignmentOperation>().FirstOrDefault(pair => Declares(pair.Target, local))?.Value);

    private static IForEachLoopOperation? LoopOver(ILocalSymbol local, MethodBody body)
        => body.References(local).Any(MethodBody.IsWritten) ? null
            : body.Operations.OfType<IForEachLoopOperation>()
            .FirstOrDefault(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default));

    private static bool Declares(IOperation target, ILocalSymbol local)
        => target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(declared
            => declared.IsDeclaration && SymbolEqualityComparer.Default.Equals(declared.Local, local));
}
