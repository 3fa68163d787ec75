using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL604: the number of a loss that is shaped for training, read where nothing is trained.</summary>
internal static class TrainingLossInEvaluation
{
    private static readonly string[] Layers =
        ["BatchNorm", "InstanceNorm", "GroupNorm", "LayerNorm", "Dropout", "AlphaDropout", "FeatureAlphaDropout"];

    /// <summary>Looks at every call on tensors.</summary>
    public static void Report(UseContext context)
    {
        foreach (var call in context.Calls.Where(call => call.IsTensor))
        {
            if (IsRead(call.Call, context.Body)
                && !ValueFlow.Of(call.Call, context.Body).ReachesBackward
                && (GradientModes.AreOff(call.Call) || IsAfterEval(call, context.Body))
                && context.LossOf(call) is { } loss
                && Shaping(loss) is { Count: > 0 } parts)
                context.Report(UseRules.TrainingLossInEvaluation, call.Call.Syntax, null, loss.Name,
                    string.Join(" and ", parts.Select(part => $"[{part}]")));
        }
    }

    /// <summary>The attributes that act for the sake of training, or for some of its epochs.</summary>
    private static List<string> Shaping(DeclaredLoss loss)
        => [.. loss.Uses.Where(use => use.Row.Stage is Stage.MarginedScores or Stage.Selection
                || use.Row.ShapesTraining
                || IsScheduled(use.Row, use.Use))
            .Select(use => use.Row.Name).Distinct()];

    private static bool IsScheduled(AttributeRow row, AttributeUse use)
        => row.Parameters.Any(parameter => parameter.Role is ParameterRole.From or ParameterRole.Ramp && use[parameter.Name] is not null);

    private static bool IsRead(IOperation value, MethodBody body)
        => Reads.IsValueRead(value)
            || (value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                && body.References(local).Any(Reads.IsValueRead));

    /// <summary>
    /// Whether the last switch of the network before the call is to evaluation, and nothing is trained all the same, as where layers
    /// are frozen.
    /// </summary>
    private static bool IsAfterEval(LossCall call, MethodBody body)
    {
        var switches = GradientModes.Before(call.Call).OfType<IExpressionStatementOperation>()
            .Select(statement => statement.Operation).OfType<IInvocationOperation>().Where(IsSwitch);
        return switches.LastOrDefault(switching => MayProduce(switching, call.Logits, body)) is { TargetMethod.Name: "eval" } eval
            && !body.Operations.OfType<IInvocationOperation>()
            .Any(later => later.Syntax.SpanStart > eval.Syntax.SpanStart && Trains(later));
    }

    private static bool IsSwitch(IInvocationOperation call)
        => call.TargetMethod.Name is "eval" or "train" && Library.Is(call.Instance?.Type, "TorchSharp.torch.nn.Module");

    private static bool Trains(IInvocationOperation call)
        => IsSwitch(call) && call.TargetMethod.Name == "train" || Library.IsOfOptimizer(call, "step");

    /// <summary>
    /// Whether a network that is switched may be what produced the logits: the one that is seen to, else any but a mere
    /// layer.
    /// </summary>
    private static bool MayProduce(IInvocationOperation switching, IOperation? logits, MethodBody body)
    {
        var network = MethodBody.Unconverted(switching.Instance!);
        return logits is not null
            && body.Origin(logits) is IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance: { } producer }
            ? Symbol(producer) is { } symbol && SymbolEqualityComparer.Default.Equals(Symbol(network), symbol)
            : Symbol(network) is not null && !Layers.Any(layer => network.Type!.Name.StartsWith(layer, System.StringComparison.Ordinal))
                && !Library.Is(network.Type, "LossDsl.Torch.LossModule");
    }

    /// <summary>What names a network: a variable, or a member of the object itself.</summary>
    private static ISymbol? Symbol(IOperation network) => MethodBody.Unconverted(network) switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } => member,
        IInstanceReferenceOperation { Type: { } type } => type,
        _ => null,
    };
}
