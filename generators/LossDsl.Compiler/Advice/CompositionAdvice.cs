using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Advice on attributes that work against each other.</summary>
internal static class CompositionAdvice
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged) => [];

    /// <summary>What is worth knowing.</summary>
    public static IEnumerable<string> Notes(Judged judged) => [];
}
