using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL605: a tensor that is looked at and left to the garbage collector.</summary>
internal static class NeverDisposed
{
    /// <summary>Looks at every call on tensors, where no file opens a scope that would dispose them.</summary>
    public static void Report(UseContext context)
    {
        foreach (var call in context.Calls.Where(call => call.IsTensor
            && (IsForgotten(call.Call) || IsForgottenLocal(call.Call, context.Body))))
        {
            if (context.OpensScopes)
                return;
            var isLocal = call.Call.Parent is IVariableInitializerOperation
                && call.Call.Syntax.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()?.Declaration.Variables.Count == 1;
            context.Report(
                UseRules.NeverDisposed, call.Call.Syntax, isLocal ? Mending.DeclareUsing() : null,
                    $"{call.Loss.Name}.Module.{call.Call.TargetMethod.Name}");
        }
    }

    private static bool IsForgotten(IOperation value)
        => value.Parent is IExpressionStatementOperation
            or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }
            || Reads.IsLookedAt(value);

    private static bool IsForgottenLocal(IOperation value, MethodBody body)
        => value.Parent is IVariableInitializerOperation initializer
            && initializer is { Parent: IVariableDeclaratorOperation { Symbol: { IsRef: false } local } }
            && !MethodBody.Around(initializer).Any(outer => outer is IUsingDeclarationOperation)
            && !MethodBody.Around(initializer).OfType<IUsingOperation>()
            .Any(scope => scope.Resources.DescendantsAndSelf().Contains(initializer))
            && body.References(local).All(Reads.IsLookedAt);
}
