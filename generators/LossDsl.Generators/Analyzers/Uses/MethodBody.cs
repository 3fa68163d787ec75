using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>
/// The code of one member, and where values in it come from: through conversions and through variables that get their value
/// where they are declared and never again. Anything else is an origin of its own.
/// </summary>
internal sealed class MethodBody
{
    private readonly Dictionary<ISymbol, List<IOperation>> references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> initialValues = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> rewritten = new(SymbolEqualityComparer.Default);

    /// <summary>The code of a member, lambdas and local functions in it included.</summary>
    public MethodBody(ImmutableArray<IOperation> blocks)
    {
        Operations = [.. blocks.SelectMany(block => block.DescendantsAndSelf())];
        foreach (var operation in Operations)
        {
            if (VariableHere(operation) is { } variable)
            {
                if (!references.TryGetValue(variable, out var all))
                    references.Add(variable, all = []);
                all.Add(operation);
                if (IsWritten(operation))
                    rewritten.Add(variable);
            }
            else if (operation is IVariableDeclaratorOperation { Symbol: { IsRef: false } local } declarator
                && declarator.GetVariableInitializer() is { } initializer
                // Code that is being written may start a variable with itself.
                && !initializer.Value.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(VariableHere(part), local)))
            {
                initialValues[local] = initializer.Value;
            }
        }
    }

    /// <summary>Every operation, a parent before its children.</summary>
    public IReadOnlyList<IOperation> Operations { get; }

    /// <summary>Every place where a local or parameter stands.</summary>
    public IReadOnlyList<IOperation> References(ISymbol variable) => references.TryGetValue(variable, out var all) ? all : [];

    /// <summary>What a value was computed by.</summary>
    public IOperation Origin(IOperation value)
    {
        value = Unconverted(value);
        while (value is ILocalReferenceOperation { Local: var local } && InitialValue(local) is { } initial)
            value = Unconverted(initial);
        return value;
    }

    /// <summary>
    /// The local or parameter that holds a value from its declaration on, null if there is none. Of spans of a buffer it is the
    /// one that holds the buffer, of a tensor detached or copied the one that holds the first.
    /// </summary>
    public ISymbol? VariableOf(IOperation value)
    {
        while (true)
        {
            value = Whole(value);
            if (VariableHere(value) is not { } variable || rewritten.Contains(variable))
                return null;
            if (variable is not ILocalSymbol local || InitialValue(local) is not { } initial || VariableHere(Whole(initial)) is null)
                return variable;
            value = initial;
        }
    }

    /// <summary>Without conversions, such as those from an array to a span.</summary>
    public static IOperation Unconverted(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IArgumentOperation argument: value = argument.Value; break;
                case IConversionOperation conversion: value = conversion.Operand; break;
                default: return value;
            }
        }
    }

    /// <summary>Whether one operation has run, if it runs at all, whenever the other is reached: no branch leads round it.</summary>
    public static bool Precedes(IOperation first, IOperation second)
    {
        if (first.Syntax.Span.End > second.Syntax.SpanStart)
            return false;
        for (var outer = first.Parent; outer is not null; outer = outer.Parent)
        {
            if (second.Syntax.Ancestors().Contains(outer.Syntax) && outer is not ISwitchOperation and not IConditionalOperation)
                return true;
            if (outer is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ITryOperation
                or IConditionalAccessOperation
                or ICoalesceOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    /// <summary>The operations around one, from the inside out, up to the function that it belongs to.</summary>
    public static IEnumerable<IOperation> Around(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null and not IAnonymousFunctionOperation
            and not ILocalFunctionOperation; outer = outer.Parent)
            yield return outer;
    }

    /// <summary>Whether a variable or element may get another value where it stands.</summary>
    public static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or IAddressOfOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        ITupleOperation tuple => IsTarget(tuple),
        IInvocationOperation { TargetMethod.Name: var name, Instance: { } changed } => changed == reference && IsInPlace(name)
            && Library.IsTensor(changed.Type),
        _ => false,
    };

    private IOperation? InitialValue(ILocalSymbol local)
        => !rewritten.Contains(local) && initialValues.TryGetValue(local, out var value) ? value : null;

    private static ISymbol? VariableHere(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>The buffer that spans are cut out of, the tensor that others are copies of.</summary>
    private static IOperation Whole(IOperation value)
    {
        while (true)
        {
            value = Unconverted(value);
            switch (value)
            {
                case IInvocationOperation { TargetMethod: { Name: "AsSpan", IsExtensionMethod: true } } invocation:
                    value =
                    invocation.Arguments[0]; break;
                case IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } span } when Library.IsSpan(span.Type):
                    value =
                    span; break;
                case IInvocationOperation { TargetMethod.Name: "detach" or "clone" or "contiguous" or "cpu", Instance: { } tensor }
                    when Library.IsTensor(tensor.Type):
                    value = tensor;
                    break;
                default: return value;
            }
        }
    }

    private static bool IsInPlace(string method) => method.EndsWith("_", StringComparison.Ordinal) && method != "requires_grad_";

    private static bool IsTarget(IOperation tuple) => tuple.Parent switch
    {
        IDeconstructionAssignmentOperation assignment => assignment.Target == tuple,
        ITupleOperation outer => IsTarget(outer),
        _ => false,
    };
}
