using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// Which breaches are not the author's: another generator wrote the member, base or modifier that stands in the way. Who looks for
/// it in the source finds nothing, so the message says where it comes from.
/// </summary>
internal static class OthersMembers
{
    private const string Origin = " (it comes from another generator; change what makes that write it)";

    // Of the rules about what a class is and has, the last argument of the message says what stands in the way.
    private static readonly Rule[] OfClasses = [LanguageRules.MustBePlainClass, LanguageRules.MustBePlainPart, LanguageRules.NameTaken];

    /// <summary>The breaches of a class; those that it has with the files of other generators alone say so.</summary>
    /// <param name="problems">The breaches, as all files together have them.</param>
    /// <param name="type">The class.</param>
    /// <param name="complete">The compilation with what generators wrote.</param>
    /// <param name="cancellation">Stops the work when its result is no longer wanted.</param>
    public static IReadOnlyList<Problem> Named(
        IReadOnlyList<Problem> problems, INamedTypeSymbol type, Compilation complete, CancellationToken cancellation)
    {
        if (!problems.Any(IsOfClass))
            return problems;
        var view = AuthoredView.Of(complete);
        if (view == complete || AuthoredView.Find(type, view, cancellation) is not { } seen)
            return problems;
        // A class that is no loss without them is told so as a whole.
        if (DeclarationReader.Read(seen, cancellation) is not { } authored)
            return problems;
        var own = LossCompiler.Check(authored, cancellation).Where(IsOfClass).Select(Said).ToList();
        return [.. problems.Select(problem => IsOfClass(problem) && !own.Contains(Said(problem)) ? FromElsewhere(problem) : problem)];
    }

    private static bool IsOfClass(Problem problem) => OfClasses.Contains(problem.Rule);

    // Other parts may have other indices, and remedies change nothing about what is said.
    private static (Rule, EquatableArray<string>) Said(Problem problem) => (problem.Rule, problem.Arguments);

    private static Problem FromElsewhere(Problem problem) => problem with
    {
        Arguments = problem.Arguments
            .Select((argument, i) => i == problem.Arguments.Count - 1 ? argument + Origin : argument).ToEquatable(),
    };
}
