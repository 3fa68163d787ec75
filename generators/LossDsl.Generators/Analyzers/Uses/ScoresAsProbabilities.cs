using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL602: the head's link of scores whose loss has another way back to probabilities.</summary>
internal static class ScoresAsProbabilities
{
    /// <summary>Looks at every softmax and sigmoid.</summary>
    public static void Report(UseContext context)
    {
        foreach (var activation in context.Body.Operations.Select(operation => Activation.Of(operation, context.Body)).OfType<Activation>())
        {
            if (activation.Input is not { } input || !activation.IsAlongClasses(context.Body) || IsLogits(activation, context))
                continue;
            if (context.TrainedBy(context.Body.VariableOf(input)) is not { } call
                || context.LossOf(call) is not { } loss
                || !activation.IsLinkOf(loss.Declaration.Head)
                || IsMeantForEqualPriors(loss)
                || !IsRead(activation, input, context.Body))
                continue;
            var verdicts = context.Verdicts(loss);
            if (verdicts.Probabilities.Kind != VerdictKind.Violated || verdicts.Link.Kind == LinkKind.None)
                continue;
            var link = Link(call, activation, input);
            context.Report(
                UseRules.ScoresAsProbabilities, activation.Call.Syntax, link is null ? null : Mending.Replace(link),
                activation.Name, input.Syntax.ToString(), loss.Name, link
                    ?? "ToProbabilities of " + (call.IsTensor ? "its module" : "the loss"));
        }
    }

    /// <summary>
    /// Whether its numbers are taken for probabilities and have no part in training. The largest of them, or one above one half, is
    /// a matter of another rule.
    /// </summary>
    private static bool IsRead(Activation activation, IOperation input, MethodBody body)
    {
        if (activation.Destination is { } destination)
            return !IsOnlySearched(activation, destination, body);
        var flow = ValueFlow.Of(activation.Call, body);
        var isConstant = GradientModes.AreOff(activation.Call) || GradientModes.IsDetached(input, body);
        var mayBeTrained = flow.ReachesBackward || flow.LeavesComputed
            || (flow.Escapes && body.Operations.OfType<IInvocationOperation>().Any(call => Library.IsTorch(call, "backward")));
        return isConstant
            ? !flow.IsCompared || flow.IsRead || flow.Escapes || flow.LeavesComputed || flow.ReachesBackward
            : !mayBeTrained && (!flow.IsCompared || flow.IsRead || flow.Escapes);
    }

    /// <summary>Whether the member looks for the largest element of a buffer of its own, and does nothing else with it.</summary>
    private static bool IsOnlySearched(Activation activation, IOperation destination, MethodBody body)
    {
        if (body.VariableOf(destination) is not ILocalSymbol buffer)
            return false;
        var others = body.References(buffer).Where(reference => !MethodBody.Around(reference).Contains(activation.Call)).ToList();
        return others.Count > 0
            && others.All(reference => MethodBody.Around(reference).OfType<IInvocationOperation>()
                .Any(call => Library.IsPrimitive(call, "IndexOfMax")));
    }

    private static bool IsLogits(Activation activation, UseContext context)
        => context.Calls.Any(call => call.Logits is { } logits && context.Body.Origin(logits) == activation.Call);

    private static bool IsMeantForEqualPriors(DeclaredLoss loss)
        => loss.Declaration.Goal == Goal.BalancedAccuracy && loss.Uses.All(use => IsPriorOnly(use.Row));

    /// <summary>Whether it corrects the prior and does nothing else: the softmax is the posterior under equal priors.</summary>
    private static bool IsPriorOnly(AttributeRow row)
        => row is { Stage: Stage.Loss or Stage.Aggregation } or { IsLogLoss: true }
            or { Corrects.By: Correction.Scores or Correction.InversePrior };

    private static string? Link(LossCall call, Activation activation, IOperation input)
        => call.Receiver is not { } receiver || call.IsTensor != activation.Destination is null ? null
            : Library.Argument(activation.Call, "dtype") is not null ? null
            : activation.Destination is null ? $"{receiver}.ToProbabilities({input.Syntax})"
            : MethodBody.Unconverted(input) is ILocalReferenceOperation or IParameterReferenceOperation
                ? $"{receiver}.ToProbabilities({input.Syntax}, {activation.Destination.Syntax})"
                : null;
}
