using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL604: the number of a loss that is shaped for training, read where nothing is trained.</summary>
internal static class TrainingLossInEvaluation
{
    private static readonly string[] ForTraining =
    [
        "LogitAdjustment", "LogOddsAdjustment", "ClassDependentTemperature", "Seesaw", "SoftmaxEqualization", "LabelSmoothing", "PriorSmoothing",
        "InverseFrequency", "EffectiveNumber", "AlphaBalance", "GradientRatioWeights", "InfluenceBalance", "Equalization", "Rebalancing",
    ];

    /// <summary>Looks at every call on tensors.</summary>
    public static void Report(UseContext context)
    {
        foreach (var call in context.Calls.Where(call => call.IsTensor))
        {
            if (IsRead(call.Call, context.Body)
                && (IsWithoutGradients(call.Call) || IsAfterEval(call.Call))
                && context.LossOf(call) is { } loss
                && Shaping(loss) is { Count: > 0 } parts)
                context.Report(UseRules.TrainingLossInEvaluation, call.Call.Syntax, null, loss.Name, string.Join(" and ", parts.Select(part => $"[{part}]")));
        }
    }

    /// <summary>The attributes that act for the sake of training, or for some of its epochs.</summary>
    private static List<string> Shaping(DeclaredLoss loss)
        => [.. loss.Uses.Where(use => use.Row.Stage is Stage.MarginedScores or Stage.Selection
                || ForTraining.Contains(use.Row.Name)
                || use.Use["FromEpoch"] is not null
                || use.Use["RampEpochs"] is not null)
            .Select(use => use.Row.Name).Distinct()];

    private static bool IsRead(IOperation value, MethodBody body)
        => Reads.IsValueRead(value)
            || (value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                && body.References(local).Any(Reads.IsValueRead));

    private static bool IsWithoutGradients(IOperation call)
        => MethodBody.Around(call).OfType<IUsingOperation>().Any(scope => StopsGradients(scope.Resources))
            || Before(call).OfType<IUsingDeclarationOperation>().Any(scope => StopsGradients(scope.DeclarationGroup));

    private static bool StopsGradients(IOperation resources)
        => resources.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call
            => Library.IsTorch(call, "no_grad", "inference_mode")
                && call.Arguments.All(argument => argument.Value.ConstantValue is not { HasValue: true, Value: false }));

    /// <summary>Whether the last switch of a network before the call is to evaluation.</summary>
    private static bool IsAfterEval(IOperation call)
        => Before(call).OfType<IExpressionStatementOperation>().Select(statement => statement.Operation).OfType<IInvocationOperation>()
            .LastOrDefault(switching => switching.TargetMethod.Name is "eval" or "train" && Library.Is(switching.Instance?.Type, "TorchSharp.torch.nn.Module"))
            ?.TargetMethod.Name == "eval";

    /// <summary>The statements that have run before a call, in order: those before it in the blocks around it.</summary>
    private static IEnumerable<IOperation> Before(IOperation call)
        => MethodBody.Around(call).OfType<IBlockOperation>().Reverse()
            .SelectMany(block => block.Operations.TakeWhile(statement => statement.Syntax.Span.End <= call.Syntax.SpanStart));
}
