using System.Collections.Immutable;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL601: what a softmax or a sigmoid gave, passed to a loss that applies one itself.</summary>
internal static class ProbabilitiesAsLogits
{
    /// <summary>Looks at every call.</summary>
    public static void Report(UseContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.Logits is { } logits
                && (Given(logits, context.Body) ?? Written(call, context.Body)) is { } activation
                && context.LossOf(call) is { } loss
                && AppliesLink(loss, activation))
                context.Report(
                    UseRules.ProbabilitiesAsLogits, logits.Syntax, Mend(logits, activation, context.Body),
                    logits.Syntax.ToString(), activation.Name, loss.Name);
        }
    }

    /// <summary>
    /// Whether the logits become probabilities by a link. Terms that are functions of the scores have none; a sigmoid may bound
    /// scores that are scaled afterwards.
    /// </summary>
    private static bool AppliesLink(DeclaredLoss loss, Activation activation)
    {
        var uses = loss.Uses;
        return loss.Declaration.Head is not Heads.Identity
            && uses.Any(use => use.Row.Terms is not null)
            && !uses.Any(use => use.Row.TakesCosines)
            && (activation.IsSoftmax || loss.Declaration.Head != Heads.Softmax || !uses.Any(use => use.Row.Scales is not null));
    }

    private static Activation? Given(IOperation logits, MethodBody body)
        => Activation.Of(body.Origin(logits), body) is { Destination: null } activation ? activation : null;

    /// <summary>A function on spans that wrote the logits, if they were not touched by anything else but reads.</summary>
    private static Activation? Written(LossCall call, MethodBody body)
    {
        if (call.Variable is not { } variable)
            return null;
        var written = body.Operations.Select(operation => Activation.Of(operation, body))
            .FirstOrDefault(activation => activation?.Destination is { } destination
                && IsIn(variable, destination, body)
                && MethodBody.Precedes(activation.Call, call.Call));
        return written?.Input is { } input
            && !IsIn(variable, input, body)
            && body.References(variable).All(reference => IsHarmless(reference, call, body))
                ? written
                : null;
    }

    private static bool IsIn(ISymbol variable, IOperation value, MethodBody body)
        => SymbolEqualityComparer.Default.Equals(body.VariableOf(value), variable);

    private static bool IsHarmless(IOperation reference, LossCall call, MethodBody body)
        => MethodBody.Around(reference).Any(outer => outer == call.Logits || Activation.Of(outer, body) is { Destination: not null })
            || reference == call.Logits
            || (reference.Parent is IArrayElementReferenceOperation element && !MethodBody.IsWritten(element))
            || reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" };

    private static ImmutableDictionary<string, string?>? Mend(IOperation logits, Activation activation, MethodBody body)
    {
        if (activation.Input is not { } input)
            return null;
        if (MethodBody.Unconverted(logits) == activation.Call)
            return Mending.Replace(input.Syntax.ToString());
        // Elsewhere another expression may have another value.
        return MethodBody.Unconverted(input) is ILocalReferenceOperation or IParameterReferenceOperation
            && body.VariableOf(input) is not null
            && (activation.Destination is null
                || MethodBody.Unconverted(activation.Destination) is ILocalReferenceOperation or IParameterReferenceOperation)
                ? Mending.Replace(input.Syntax.ToString())
                : null;
    }
}
