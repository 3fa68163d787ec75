using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>All rules, group by group.</summary>
public static class RuleTable
{
    /// <summary>The category of the rules of the language: what is not allowed.</summary>
    public const string Language = "LossDsl";

    /// <summary>The category of rules about what the minimiser of the population risk decides.</summary>
    public const string Calibration = "LossDsl.Calibration";

    /// <summary>The category of rules about how losses are used.</summary>
    public const string Usage = "LossDsl.Usage";

    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. LanguageRules.All, .. CalibrationRules.All, .. CompositionRules.All, .. UseRules.All];
}
