using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>The problems of a loss and its parts, or of a class that is none, that are still to be mended.</summary>
/// <param name="project">Its project.</param>
/// <param name="name">Its name, as documentation comments refer to it.</param>
internal sealed class PendingClass(ProjectId project, string name)
{
    private readonly List<(string Id, string Message)> pending = [];

    /// <summary>The project of the class.</summary>
    public ProjectId Project => project;

    /// <summary>Whether nothing is left that can be mended.</summary>
    public bool IsDone => pending.Count == 0;

    /// <summary>Adds a problem by what it says, which it says again as long as it is there.</summary>
    public void Add(string id, string message) => pending.Add((id, message));

    /// <summary>
    /// Adds the changes for the next problem that is there. If they would meet those for another class, which may be nested in
    /// this one, the problem waits.
    /// </summary>
    public void Advance(
        Dictionary<SyntaxTree, List<TextChange>> changes, string key, Compilation compilation, AuthoredCode authored,
            CancellationToken cancellation)
    {
        var problems = Find(compilation) is { } loss ? DiagnosedClass.ProblemsOf(loss, cancellation) : [];
        while (pending.Count > 0)
        {
            var next = problems.FindIndex(found => found.Problem.Rule.Id == pending[0].Id && found.Problem.Message == pending[0].Message);
            if (next >= 0 && ChangesFor(problems[next].Problem, key, problems[next].Place, compilation, authored,
                cancellation) is { Count: > 0 } mine)
            {
                if (Join(changes, mine))
                    pending.RemoveAt(0);
                return;
            }

            pending.RemoveAt(0);
        }
    }

    private INamedTypeSymbol? Find(Compilation compilation)
        => DocumentationCommentId.GetSymbolsForDeclarationId(name, compilation).OfType<INamedTypeSymbol>()
            .FirstOrDefault(symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly));

    private static Dictionary<SyntaxTree, List<TextChange>>? ChangesFor(
        Problem problem, string key, DiagnosedClass place, Compilation compilation, AuthoredCode authored, CancellationToken cancellation)
    {
        for (var i = 0; i < problem.Remedies.Count; i++)
        {
            if (RemedyFix.KeyOf(problem.Rule.Id, problem.Remedies[i], i) == key)
                return DeclarationChanges.Of(problem.Remedies[i], place, compilation, authored, cancellation);
        }

        return null;
    }

    /// <summary>Adds changes to others, unless they meet. The same change, as of a type that contains both classes, is made once.</summary>
    private static bool Join(Dictionary<SyntaxTree, List<TextChange>> changes, Dictionary<SyntaxTree, List<TextChange>> mine)
    {
        bool Meets(SyntaxTree tree, TextChange change) => changes.TryGetValue(tree, out var others)
            && others.Any(other => !other.Equals(change) && (other.Span.IntersectsWith(change.Span)));

        if (mine.Any(pair => pair.Value.Any(change => Meets(pair.Key, change))))
            return false;
        foreach (var pair in mine)
        {
            var others = changes.TryGetValue(pair.Key, out var there) ? there : [];
            changes[pair.Key] = [.. others.Concat(pair.Value).Distinct().OrderBy(change => change.Span.Start)
                .ThenBy(change => change.Span.Length)];
        }

        return true;
    }
}
