using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Rules about how losses are used; LDSL601 and on.</summary>
public static class UseRules
{
    /// <summary>Every rule, in the order of their numbers.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];
}
