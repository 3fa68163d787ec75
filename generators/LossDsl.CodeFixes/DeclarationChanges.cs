using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>
/// What a remedy comes to in source text. Everything that it does not name stays as it is, comments and line breaks included.
/// </summary>
internal sealed class DeclarationChanges
{
    private readonly Dictionary<AttributeSyntax, AttributeEdits> attributes = [];
    private readonly HashSet<TypeDeclarationSyntax> madePartial = [];

    private DeclarationChanges()
    {
    }

    /// <summary>The changes, file by file and each in the order of the text; null if one of the edits cannot be made.</summary>
    public static Dictionary<SyntaxTree, List<TextChange>>? Of(
        Remedy remedy, DiagnosedClass place, Compilation compilation, AuthoredCode authored, CancellationToken cancellation)
    {
        var changes = new DeclarationChanges();
        return remedy.Edits.All(edit => changes.Take(edit, place, compilation, authored, cancellation)) ? changes.Text() : null;
    }

    private bool Take(Edit edit, DiagnosedClass place, Compilation compilation, AuthoredCode authored, CancellationToken cancellation)
    {
        if (edit.Kind == EditKind.MakePartial)
            return place.ClassOf(edit) is { } made && MakePartial(made.Type, authored, cancellation);
        if (place.AttributeOf(edit, cancellation) is not var (data, syntax) || !authored.Contains(syntax.SyntaxTree))
            return false;
        if (!attributes.TryGetValue(syntax, out var edits))
            attributes.Add(syntax, edits = new AttributeEdits(data, syntax, new LibraryNames(compilation, syntax)));
        return edits.Take(edit);
    }

    private bool MakePartial(INamedTypeSymbol type, AuthoredCode authored, CancellationToken cancellation)
    {
        for (var each = type; each is not null; each = each.ContainingType)
        {
            foreach (var part in GeneratedHalf.AuthoredParts(each, cancellation))
            {
                if (part is not TypeDeclarationSyntax declaration || !authored.Contains(part.SyntaxTree))
                    return false;
                if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                    madePartial.Add(declaration);
            }
        }

        return true;
    }

    private Dictionary<SyntaxTree, List<TextChange>> Text()
    {
        var trees = attributes.Keys.Select(syntax => syntax.SyntaxTree).Concat(madePartial.Select(type => type.SyntaxTree)).Distinct();
        return trees.ToDictionary(tree => tree, OfTree).Where(pair => pair.Value.Count > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private List<TextChange> OfTree(SyntaxTree tree)
    {
        var text = tree.GetText();
        var changes = new List<TextChange>();
        var removed = new List<TextSpan>();
        var edited = attributes.Values.Where(edits => edits.Syntax.SyntaxTree == tree).ToList();
        foreach (var edits in edited)
            edits.Write(text, changes, removed);

        var gone = new HashSet<AttributeSyntax>(edited.Where(edits => edits.IsRemoved).Select(edits => edits.Syntax));
        foreach (var list in gone.Select(attribute => (AttributeListSyntax)attribute.Parent!).Distinct())
            removed.AddRange(Removal.Of(list.Attributes, gone.Contains, list.Span, text));

        changes.AddRange(Removal.Tidy(text, removed));
        changes.AddRange(madePartial.Where(type => type.SyntaxTree == tree)
            .Select(type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial ")));
        return [.. changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.Length)];
    }
}
