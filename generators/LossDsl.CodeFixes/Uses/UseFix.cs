using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using LossDsl.Compiler;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>
/// Mends uses of a loss as their diagnostics say: another expression in the place of one, or a <c>using</c> before a local.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseFix))]
[Shared]
public sealed class UseFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [UseRules.ProbabilitiesAsLogits.Id, UseRules.ScoresAsProbabilities.Id, UseRules.LargestScore.Id, UseRules.NeverDisposed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            if (diagnostic.Properties.TryGetValue(Mending.Replacement, out var replacement) && replacement is not null)
                Offer($"Use '{replacement}'", new TextChange(span, replacement));
            else if (diagnostic.Properties.ContainsKey(Mending.UsingLocal)
                && root?.FindNode(span).FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } statement)
                Offer("Declare it with 'using'", new TextChange(new TextSpan(statement.SpanStart, 0), "using "));

            void Offer(string title, TextChange change) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))), diagnostic.Id),
                    diagnostic);
        }
    }
}
