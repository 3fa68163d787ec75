using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>Losses of TorchSharp, which may be added to declared ones.</summary>
internal static class OtherLosses
{
    private static readonly string[] Endings = ["_loss", "entropy", "_div", "_with_logits"];

    /// <summary>Whether one of them takes what a variable holds.</summary>
    public static bool Take(ISymbol variable, MethodBody body)
        => body.Operations.OfType<IInvocationOperation>().Any(call
            => IsLoss(call) && call.Arguments.Any(argument =>
                SymbolEqualityComparer.Default.Equals(body.VariableOf(argument.Value), variable)));

    private static bool IsLoss(IInvocationOperation call)
        => Endings.Any(ending => call.TargetMethod.Name.EndsWith(ending, StringComparison.Ordinal))
            || (call is { TargetMethod.Name: "forward" or "call", Instance.Type: { } type }
                && (Library.Is(type, "TorchSharp.Loss") || Library.Is(type, "TorchSharp.WeightedLoss"))
                && !Library.Is(type, "LossDsl.Torch.LossModule"));
}
