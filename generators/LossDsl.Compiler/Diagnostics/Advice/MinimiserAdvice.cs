using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Advice that follows from the verdicts.</summary>
internal static class MinimiserAdvice
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
        => judged.Declaration.Head == Heads.Identity ? []
            : [
                .. RisingLoss.Problems(judged), .. ConfidenceCap.Problems(judged), .. UnboundedRisk.Problems(judged),
                .. SmoothingStrength.Problems(judged), .. HingeConsistency.Problems(judged), .. CosineScale.Problems(judged),
                .. ClassScales.Problems(judged), .. NormalizedTie.Problems(judged), .. MissingLink.Problems(judged),
                .. OutputThreshold.Problems(judged),
            ];

    /// <summary>What the author is told about a violated verdict if nothing special explains it.</summary>
    public static IEnumerable<Problem> General(Judged judged) => GoalMissed.Problems(judged);

    /// <summary>What is worth knowing.</summary>
    public static IEnumerable<string> Notes(Judged judged)
        => judged.Declaration.Head == Heads.Identity ? []
            : [
                .. ConsistencyNote.Of(judged), .. CosineScale.Notes(judged), .. SmoothingStrength.Notes(judged),
                .. UnboundedRisk.Notes(judged),
                .. OutputThreshold.Notes(judged), .. MissingLink.Notes(judged), .. GradientNote.Of(judged),
            ];
}
