using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL606: rows drawn by weights for the training of a loss that corrects the prior and declares no sampler.</summary>
internal static class WeightedSampler
{
    /// <summary>Looks at every call.</summary>
    public static void Report(UseContext context)
    {
        if (!context.Body.Operations.Any(WeightedDraw.MayBe))
            return;
        var told = new HashSet<(IOperation Draw, string Loss)>();
        foreach (var call in context.Calls)
        {
            if (WeightedDraw.Of(call, context.Body) is { } draw
                && Trains(call, context.Body)
                && context.LossOf(call) is { } loss
                && Corrector(loss) is { } corrector
                && told.Add((draw.Call, loss.Name)))
                context.Report(UseRules.WeightedSampler, draw.Call.Syntax, null, draw.Weights.Syntax.ToString(), loss.Name, corrector);
        }
    }

    private static bool Trains(LossCall call, MethodBody body)
        => call.IsTensor ? ValueFlow.Of(call.Call, body).ReachesBackward : call.Call.TargetMethod.Name == "ForwardBackward";

    /// <summary>The attribute that corrects the prior, of a loss that somebody judges by decisions and that declares no sampler.</summary>
    private static string? Corrector(DeclaredLoss loss)
    {
        var uses = loss.Uses;
        return loss.Declaration is { Head: Heads.Softmax, Goal: not Goal.None } && !uses.Any(use => use.Row.Stage == Stage.Sampling)
            ? uses.Select(use => use.Row)
                .FirstOrDefault(row => row.Corrects is not null)?.Name
            : null;
    }
}
