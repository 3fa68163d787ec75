using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Whether every attribute has a meaning for the declared number of classes.</summary>
internal static class ClassCountCheck
{
    public static void Run(Declaration declaration, IReadOnlyList<Term> uses, ProblemList found)
    {
        foreach (var use in uses)
        {
            if (declaration.Classes is { } classes && classes < use.Row.LeastClasses)
                found.Add(LanguageRules.OutOfRange, use, null, "The number of classes", use.Name, ParameterCheck.Text(classes),
                    $"at least {ParameterCheck.Text(use.Row.LeastClasses)}");
        }
    }
}
