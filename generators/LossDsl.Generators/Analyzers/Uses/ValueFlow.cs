using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>
/// What becomes of a tensor in one member: of itself, and of what is computed from it. Variables are followed to all their
/// references, in whatever order these run.
/// </summary>
internal sealed class ValueFlow
{
    // The same numbers, or some of them.
    private static readonly HashSet<string> Kept =
        ["cpu", "cuda", "to", "type", "clone", "contiguous", "squeeze", "unsqueeze", "view", "reshape", "flatten", "select", "narrow",
            "slice", "index", "gather"];

    private static readonly HashSet<string> Orders = ["argmax", "argmin", "argsort", "gt", "ge", "lt", "le", "eq", "ne", "greater", "less"];

    private static readonly HashSet<string> Unread = ["shape", "device", "dtype", "requires_grad", "is_sparse", "Handle", "IsInvalid"];

    private readonly MethodBody body;
    private readonly HashSet<(IOperation Value, bool Computed)> seen = [];

    private ValueFlow(MethodBody body) => this.body = body;

    /// <summary>Whether a backward pass starts from it, or from what is computed from it.</summary>
    public bool ReachesBackward { get; private set; }

    /// <summary>
    /// Whether something computed from it leaves the member, as its result or into an object: a backward pass may follow.
    /// </summary>
    public bool LeavesComputed { get; private set; }

    /// <summary>Whether it is given to code, or kept where code, that is out of sight gets at it.</summary>
    public bool Escapes { get; private set; }

    /// <summary>Whether its numbers are read, or it is the result of the member.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Whether it is compared, with a number or among itself.</summary>
    public bool IsCompared { get; private set; }

    /// <summary>Follows a value.</summary>
    public static ValueFlow Of(IOperation value, MethodBody body)
    {
        var flow = new ValueFlow(body);
        flow.Follow(value, false);
        return flow;
    }

    private void Follow(IOperation value, bool computed)
    {
        if (!seen.Add((value, computed)))
            return;
        switch (value.Parent)
        {
            case IExpressionStatementOperation or IUsingOperation or null:
                break;
            case IConversionOperation { Type.SpecialType: not SpecialType.None and not SpecialType.System_Object }:
                IsRead = true;
                break;
            case IConversionOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation
                or ISwitchExpressionOperation or ITupleOperation:
                Follow(value.Parent, computed);
                break;
            case IReturnOperation:
                Leave(computed);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowVariable(local, computed);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                Assign(assignment, computed);
                break;
            case ICompoundAssignmentOperation { Target: var changed }:
                FollowTarget(changed, true);
                break;
            case IAssignmentOperation:
                break;
            case IBinaryOperation { OperatorKind: >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan }:
                IsCompared = true;
                break;
            case IBinaryOperation or IUnaryOperation:
                Follow(value.Parent, true);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call }:
                Pass(value, call, computed);
                break;
            case IInvocationOperation call:
                Pass(value, call, computed);
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation when Library.IsTensor(value.Parent.Type):
                Follow(value.Parent, computed);
                break;
            case IPropertyReferenceOperation { Property.Name: var property }:
                IsRead |= !Unread.Contains(property);
                break;
            default:
                Escape(computed);
                break;
        }
    }

    private void FollowVariable(ISymbol variable, bool computed)
    {
        foreach (var reference in body.References(variable))
            Follow(reference, computed);
    }

    private void Assign(IAssignmentOperation assignment, bool computed)
    {
        if (assignment is IDeconstructionAssignmentOperation { Target: var pair })
        {
            foreach (var target in Elements(pair))
                FollowTarget(target, computed);
            return;
        }

        FollowTarget(assignment.Target, computed || assignment is ICompoundAssignmentOperation);
        Follow(assignment, computed);
    }

    private void FollowTarget(IOperation target, bool computed)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration: FollowTarget(declaration.Expression, computed); break;
            case ILocalReferenceOperation { Local: var local }: FollowVariable(local, computed); break;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }:
                FollowVariable(parameter,
                computed); break;
            case IDiscardOperation: break;
            default: Escape(computed); break;
        }
    }

    private void Pass(IOperation value, IInvocationOperation call, bool computed)
    {
        var name = call.TargetMethod.Name;
        var isSubject = Library.SubjectOf(call) is { } subject && (subject == value || MethodBody.Unconverted(subject) == value);
        if (!Library.IsTorch(call, name))
        {
            // Whatever computes a tensor may be differentiated.
            if (Library.IsTensor(call.Type))
                Follow(call, true);
            else
                Escape(computed);
        }
        else if (name == "backward" && isSubject)
            ReachesBackward = true;
        else if (name == "Dispose")
            return;
        else if (Orders.Contains(name))
            IsCompared = true;
        else if (call.Type is INamedTypeSymbol { IsTupleType: true })
            FollowPair(call, computed);
        else if (!Library.IsTensor(call.Type) || name == "detach")
            IsRead = true;
        else if (!isSubject && name.EndsWith("_", StringComparison.Ordinal))
            Escape(true);
        else
            Follow(call, computed || !Kept.Contains(name));
    }

    /// <summary>Of <c>max</c>, <c>topk</c> and the like: the values, and the indices, which the order alone decides.</summary>
    private void FollowPair(IInvocationOperation call, bool computed)
    {
        var pair = call.Parent is IConversionOperation conversion ? conversion : (IOperation)call;
        switch (pair.Parent)
        {
            case IFieldReferenceOperation field:
                FollowElement(field, computed);
                break;
            case IDeconstructionAssignmentOperation { Target: var target } when Elements(target) is { Length: 2 } elements:
                IsCompared |= elements[1] is not IDiscardOperation;
                FollowTarget(elements[0], computed);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                foreach (var reference in body.References(local))
                {
                    if (reference.Parent is IFieldReferenceOperation field)
                        FollowElement(field, computed);
                    else
                        Escape(computed);
                }

                break;
            case IExpressionStatementOperation:
                break;
            default:
                Escape(computed);
                break;
        }
    }

    private void FollowElement(IFieldReferenceOperation element, bool computed)
    {
        if ((element.Field.CorrespondingTupleField ?? element.Field).Name == "Item2")
            IsCompared = true;
        else
            Follow(element, computed);
    }

    private void Leave(bool computed)
    {
        if (computed)
            LeavesComputed = true;
        else
            IsRead = true;
    }

    private void Escape(bool computed)
    {
        Escapes = true;
        LeavesComputed |= computed;
    }

    private static IOperation[] Elements(IOperation target) => target switch
    {
        IDeclarationExpressionOperation declaration => Elements(declaration.Expression),
        ITupleOperation tuple => [.. tuple.Elements],
        _ => [target],
    };
}
