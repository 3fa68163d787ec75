using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about attributes that work against each other; LDSL201 and on, LDSL401 and on.</summary>
public static class CompositionRules
{
    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];
}
