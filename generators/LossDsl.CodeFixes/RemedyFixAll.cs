using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>
/// Mends many problems at once. Remedies of one class are applied one after the other, and each only if its problem is still
/// there: of two attributes of which either is superfluous beside the other, only one may go.
/// </summary>
internal sealed class RemedyFixAll : FixAllProvider
{
    /// <summary>The only one there is.</summary>
    public static RemedyFixAll Instance { get; } = new();

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var diagnostics = await DiagnosticsOf(context).ConfigureAwait(false);
        return diagnostics.IsEmpty || context.CodeActionEquivalenceKey is not { } key ? null : CodeAction.Create(
            $"Fix all {string.Join(", ", context.DiagnosticIds.OrderBy(id => id, System.StringComparer.Ordinal))}",
            cancellation => Fix(context.Solution, diagnostics, key, cancellation),
            key);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                var all = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (var project in context.Solution.Projects)
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return all.ToImmutable();
            default:
                return [];
        }
    }

    private static async Task<Solution> Fix(Solution solution, ImmutableArray<Diagnostic> diagnostics, string key,
        CancellationToken cancellation)
    {
        var classes = await Pending(solution, diagnostics, cancellation).ConfigureAwait(false);
        while (classes.Count > 0)
        {
            var authored = new AuthoredCode(solution);
            var changes = new Dictionary<SyntaxTree, List<TextChange>>();
            foreach (var one in classes)
            {
                if (await solution.GetProject(one.Project)!.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation)
                    one.Advance(changes, key, compilation, authored, cancellation);
            }

            solution = authored.With(changes);
            classes.RemoveAll(one => one.IsDone);
        }

        return solution;
    }

    private static async Task<List<PendingClass>> Pending(Solution solution, ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellation)
    {
        var classes = new Dictionary<(ProjectId, string), PendingClass>();
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document
                || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
                || DiagnosedClass.At(diagnostic.Location.SourceSpan, tree, compilation, cancellation) is not { } place
                || DocumentationCommentId.CreateDeclarationId(place.Loss) is not { } name)
                continue;
            if (!classes.TryGetValue((document.Project.Id, name), out var pending))
                classes.Add((document.Project.Id, name), pending = new PendingClass(document.Project.Id, name));
            pending.Add(diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        }

        return [.. classes.Values];
    }
}
