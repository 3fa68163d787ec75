namespace LossDsl.Compiler;

/// <summary>Breaches of LDSL006: what two attributes, or two arguments of one, say together.</summary>
internal static class Contradictions
{
    /// <summary>Two attributes that contradict each other.</summary>
    /// <param name="use">The one that is to blame.</param>
    /// <param name="argument">Its argument that is to blame, if one is.</param>
    /// <param name="first">The name of an attribute.</param>
    /// <param name="second">The name of the other, which may be the same.</param>
    /// <param name="reason">Why.</param>
    public static Problem Contradicts(this Term use, string? argument, string first, string second, string reason)
        => use.Breaks(LanguageRules.Contradiction, argument, $"[{first}]", $"[{second}]", $"contradict each other: {reason}");

    /// <summary>Two arguments of one attribute, of which the first is to blame, that contradict each other.</summary>
    public static Problem ContradictsItself(this Term use, string argument, string other, string reason)
        => use.Breaks(LanguageRules.Contradiction, argument, argument, $"{other} of [{use.Name}]", $"contradict each other: {reason}");

    /// <summary>Two arguments of one attribute, of which the second is to blame, that say the same.</summary>
    public static Problem Repeats(this Term use, string first, string second)
        => use.Breaks(LanguageRules.Contradiction, second, first, $"{second} of [{use.Name}]", "say the same in two ways; keep one");
}
