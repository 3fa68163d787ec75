using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>What a loss is consistent for, phase by phase.</summary>
internal static class ConsistencyNote
{
    public static IEnumerable<string> Of(Judged judged)
    {
        if (judged.Declaration.Head != Heads.Softmax)
            yield break;
        var phases = judged.Report.Phases;
        foreach (var phase in phases)
        {
            if (Rule(phase) is { } rule)
                yield return phases.Count == 1 ? $"Predicts {rule}."
                    : FormattableString.Invariant($"From epoch {phase.From} on it predicts {rule}.");
        }
    }

    private static string? Rule(PhaseReport phase) => (phase.Accuracy, phase.Balanced) switch
    {
        ({ Holds: true, Off: null }, { Holds: true, Off: null }) => "the class of the largest P(y|x), and of the largest P(y|x)/π_y",
        ({ Holds: true, Off: null }, _) => "the class of the largest P(y|x)",
        (_, { Holds: true, Off: null }) => "the class of the largest P(y|x)/π_y",
        _ => null,
    };
}
