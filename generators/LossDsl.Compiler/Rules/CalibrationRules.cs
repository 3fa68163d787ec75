using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about verdicts: what the minimiser decides, and the way back to probabilities; LDSL101 and on, LDSL301 and on.</summary>
public static class CalibrationRules
{
    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];
}
