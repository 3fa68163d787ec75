namespace LossDsl.Compiler;

/// <summary>Problems and changes of an attribute, where it stands.</summary>
internal static class TermProblems
{
    /// <summary>A problem with it, or with one of its arguments.</summary>
    public static Problem Breaks(this Term term, Rule rule, string? argument, params string[] arguments)
        => new(rule, term.Index, argument, arguments.ToEquatable()) { Part = term.Part };

    /// <summary>A change of it.</summary>
    public static Edit Edit(this Term term, EditKind kind, string? argument = null, string? text = null)
        => new(kind, term.Index) { Part = term.Part, Argument = argument, Text = text };
}
