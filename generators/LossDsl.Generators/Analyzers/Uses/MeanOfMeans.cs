using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL607: gradients accumulated over batches of which each divides by a sum of its own, or selects its own examples.</summary>
internal static class MeanOfMeans
{
    private const string Normalizer = "give every call one 'normalizer', or declare [Sum] or [Mean(Per.External)]";

    /// <summary>Looks at every backward pass of a loss.</summary>
    public static void Report(UseContext context)
    {
        var invocations = context.Body.Operations.OfType<IInvocationOperation>().ToList();
        foreach (var backward in invocations.Where(call => Library.IsTorch(call, "backward")))
        {
            if (Library.SubjectOf(backward) is not { } subject
                || context.Calls.FirstOrDefault(call => call.Call == Scaled(subject, context.Body)) is not { } call
                || MethodBody.Around(backward).OfType<ILoopOperation>().FirstOrDefault() is not { } loop
                || !MethodBody.Around(call.Call).Contains(loop)
                || !Accumulates(loop, backward, invocations)
                || !TakesBatches(call, loop, context.Body)
                || Library.Argument(call.Call, "normalizer") is not null
                || Library.Argument(call.Call, "options") is not null
                || context.LossOf(call) is not { } loss)
                continue;
            if (Reason(loss, Library.Argument(call.Call, "mask") is not null) is var (reason, remedy))
                context.Report(UseRules.MeanOfMeans, backward.Syntax, null, loss.Name, reason, remedy);
        }
    }

    /// <summary>What a value was computed by, but for factors that are the same for all batches or at least numbers.</summary>
    private static IOperation Scaled(IOperation value, MethodBody body)
    {
        while (true)
        {
            value = body.Origin(value);
            switch (value)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient when Library.IsTensor(quotient.LeftOperand.Type):
                    value = quotient.LeftOperand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "div" } call when Library.IsTorch(call, "div"):
                    value = Library.SubjectOf(call)!;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>
    /// Whether each pass has examples of its own: target or mask change in the loop, loss and network do not. Several heads on one
    /// batch, and several passes over it, have one denominator.
    /// </summary>
    private static bool TakesBatches(LossCall call, ILoopOperation loop, MethodBody body)
    {
        var examples = new LoopValues(loop, body);
        var isVaried = call.Call.Arguments.Any(argument => argument.Parameter?.Name is "target" or "mask" && examples.Vary(argument.Value));
        var network = call.Logits is { } logits
            && body.Origin(logits) is IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance: { } producer }
            ? producer
            : null;
        return isVaried
            && (call.Call.Instance is not { } module || !examples.Vary(module))
            && (network is null || !examples.Vary(network));
    }

    /// <summary>Whether several passes of the loop come before one step.</summary>
    private static bool Accumulates(ILoopOperation loop, IInvocationOperation backward, List<IInvocationOperation> invocations)
    {
        var steps = invocations.Where(call => Library.IsOfOptimizer(call, "step")).ToList();
        var inside = steps.Where(step => MethodBody.Around(step).Contains(loop)).ToList();
        var isCleared = invocations.Any(call => call.TargetMethod.Name == "zero_grad" && MethodBody.Around(call).Contains(loop)
            && ConditionOf(call, loop) is null);
        if (isCleared)
            return false;
        return inside.Count > 0
            ? ConditionOf(backward, loop) is null
            && inside.All(step => ConditionOf(step, loop) is { } condition && CountsBatches(condition))
            : steps.Any(step => MethodBody.Precedes(loop, step));
    }

    /// <summary>The innermost condition between an operation and a loop around it.</summary>
    private static IConditionalOperation? ConditionOf(IOperation operation, ILoopOperation loop)
        => MethodBody.Around(operation).TakeWhile(outer => outer != loop).OfType<IConditionalOperation>().FirstOrDefault();

    private static bool CountsBatches(IConditionalOperation condition)
        => condition.Condition.DescendantsAndSelf().Any(part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder });

    /// <summary>What differs from batch to batch, and what to do; null if nothing does for sure.</summary>
    private static (string Reason, string Remedy)? Reason(DeclaredLoss loss, bool isMasked)
    {
        var uses = loss.Uses;
        if (uses.FirstOrDefault(use => use.Row.Stage == Stage.Selection).Row is { } selection)
            return ($"has a selection of its own ([{selection.Name}])", "take a step for each batch");
        var aggregations = uses.Where(use => use.Row.Stage == Stage.Aggregation).ToList();
        if (aggregations.Any(use => use.Row.Reduces != Reduction.Mean || use.Use["Over"] is not null))
            return null;
        var by = aggregations.Select(use => use.Use["By"]?.Choice).FirstOrDefault() ?? "Default";
        var isSoftmax = loss.Declaration.Head == Heads.Softmax;
        if (by == "SampleWeights")
            return ("divides by its own sum of sample weights", Normalizer);
        if (isSoftmax && by is "Default" or "WeightSum" or "Torch"
            && uses.Any(use => use.Row.Stage == Stage.Weight && use.Row.Weight is not null))
            return ("divides by its own sum of weights", Normalizer);
        var ignores = isMasked || uses.Any(use => use.Row.Stage == Stage.Loss && use.Use["IgnoreIndex"] is not null);
        return ignores && by is "Default" or "Valid" or "Torch" or "Elements" ? ("divides by what it does not ignore", Normalizer) : null;
    }
}
