using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Advice on attributes that work against each other.</summary>
internal static class CompositionAdvice
{
    private static readonly Func<Judged, IEnumerable<Problem>>[] Rules =
    [
        CorrectionRules.Problems, AdjustedLink.Problems, SmoothingRule.Problems, PenaltyRule.Problems, ClassMargins.Problems,
            OtherGoal.Problems,
        ScaleJump.Problems, OpposingTerms.Problems, RepeatedTerm.Problems, UnscaledMargin.Problems, LearnableMix.Problems,
    ];

    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged) => Rules.SelectMany(rule => rule(judged));

    /// <summary>What is worth knowing.</summary>
    public static IEnumerable<string> Notes(Judged judged) => CompositionNotes.Of(judged);
}
