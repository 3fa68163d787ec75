using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Advice that follows from the verdicts.</summary>
internal static class MinimiserAdvice
{
    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged) => [];

    /// <summary>What the author is told about a violated verdict if nothing special explains it.</summary>
    public static IEnumerable<Problem> General(Judged judged) => [];

    /// <summary>What is worth knowing.</summary>
    public static IEnumerable<string> Notes(Judged judged) => [];
}
