using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL602: the head's link of scores whose loss has another way back to probabilities.</summary>
internal static class ScoresAsProbabilities
{
    // What corrects the prior and nothing else: the softmax is the posterior under equal priors.
    private static readonly string[] PriorOnly = ["Loss", "CrossEntropy", "LogitAdjustment", "InverseFrequency", "Mean", "Sum", "NoReduction"];

    /// <summary>Looks at every softmax and sigmoid.</summary>
    public static void Report(UseContext context)
    {
        foreach (var activation in context.Body.Operations.Select(operation => Activation.Of(operation, context.Body)).OfType<Activation>())
        {
            if (activation.Input is not { } input || IsOnlyCompared(activation) || IsLogits(activation, context))
                continue;
            if (context.TrainedBy(context.Body.VariableOf(input)) is not { } call
                || context.LossOf(call) is not { } loss
                || !activation.IsLinkOf(loss.Declaration.Head)
                || IsMeantForEqualPriors(loss))
                continue;
            var verdicts = context.Verdicts(loss);
            if (verdicts.Probabilities.Kind != VerdictKind.Violated || verdicts.Link.Kind == LinkKind.None)
                continue;
            var link = Link(call, activation, input);
            context.Report(
                UseRules.ScoresAsProbabilities, activation.Call.Syntax, link is null ? null : Mending.Replace(link),
                activation.Name, input.Syntax.ToString(), loss.Name, link ?? "ToProbabilities of " + (call.IsTensor ? "its module" : "the loss"));
        }
    }

    /// <summary>The largest of the probabilities, or one above one half, is a matter of another rule.</summary>
    private static bool IsOnlyCompared(Activation activation)
        => activation.Call.Parent is IInvocationOperation { TargetMethod.Name: "argmax" or "gt" or "ge" or "lt" or "le" }
            or IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual,
            };

    private static bool IsLogits(Activation activation, UseContext context)
        => context.Calls.Any(call => call.Logits is { } logits && context.Body.Origin(logits) == activation.Call);

    private static bool IsMeantForEqualPriors(DeclaredLoss loss)
        => loss.Declaration.Goal == Goal.BalancedAccuracy && loss.Uses.All(use => PriorOnly.Contains(use.Row.Name));

    private static string? Link(LossCall call, Activation activation, Microsoft.CodeAnalysis.IOperation input)
        => call.Receiver is not { } receiver || call.IsTensor != activation.Destination is null ? null
            : activation.Destination is null ? $"{receiver}.ToProbabilities({input.Syntax})"
            : MethodBody.Unconverted(input) is ILocalReferenceOperation or IParameterReferenceOperation
                ? $"{receiver}.ToProbabilities({input.Syntax}, {activation.Destination.Syntax})"
                : null;
}
