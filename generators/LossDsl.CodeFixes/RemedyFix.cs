using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using LossDsl.Compiler;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes;

/// <summary>Offers the remedies that come with a problem of a declaration, as changes of its source text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemedyFix))]
[Shared]
public sealed class RemedyFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. LanguageRules.All.Concat(CalibrationRules.All).Concat(CompositionRules.All).Select(rule => rule.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RemedyFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation
            || await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false) is not { } tree)
            return;
        var authored = new AuthoredCode(document.Project.Solution);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (DiagnosedClass.At(diagnostic.Location.SourceSpan, tree, compilation, context.CancellationToken) is not { } place)
                continue;
            var remedies = Descriptors.RemediesOf(diagnostic);
            for (var i = 0; i < remedies.Count; i++)
            {
                if (DeclarationChanges.Of(remedies[i], place, compilation, authored,
                    context.CancellationToken) is not { Count: > 0 } changes)
                    continue;
                context.RegisterCodeFix(
                    CodeAction.Create(remedies[i].Title, _ => Task.FromResult(authored.With(changes)),
                        KeyOf(diagnostic.Id, remedies[i], i)),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// What remedies of different problems have in common if one choice is to mend them all: the rule, what is done, and which
    /// of the problem's remedies it is.
    /// </summary>
    internal static string KeyOf(string id, Remedy remedy, int index)
        => $"{id}.{index.ToString(CultureInfo.InvariantCulture)}.{string.Join("+", remedy.Edits.Select(edit => edit.Kind).Distinct())}";
}
