using System.Collections.Immutable;
using System.Linq;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>How the names of the library must be written at an attribute: as they are under <c>using LossDsl</c>, else in full.</summary>
internal sealed class LibraryNames(Compilation compilation, AttributeSyntax place)
{
    private const string Library = "LossDsl";

    private readonly SemanticModel model = compilation.GetSemanticModel(place.SyntaxTree);

    /// <summary>An attribute with its arguments, without brackets.</summary>
    public string Attribute(string text)
    {
        var unit = SyntaxFactory.ParseCompilationUnit($"[{text}] class X;");
        return InFull(text, unit.DescendantNodes().OfType<AttributeSyntax>().First(), 1);
    }

    /// <summary>An expression.</summary>
    public string Expression(string text) => InFull(text, SyntaxFactory.ParseExpression(text), 0);

    private string InFull(string text, SyntaxNode parsed, int offset)
    {
        foreach (var name in parsed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(IsFirst).Reverse())
        {
            if (Prefix(name.Identifier.ValueText, name.Parent is AttributeSyntax) is { } prefix)
                text = text.Insert(name.SpanStart - offset, prefix);
        }

        return text;
    }

    /// <summary>Whether it is looked up where it stands, rather than in what stands before it.</summary>
    private static bool IsFirst(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        QualifiedNameSyntax qualified => qualified.Left == name,
        NameEqualsSyntax or NameColonSyntax or AliasQualifiedNameSyntax => false,
        // nameof names a property of the class.
        _ => !name.Ancestors().OfType<InvocationExpressionSyntax>().Any(),
    };

    private string? Prefix(string name, bool isAttribute)
    {
        string[] candidates = isAttribute ? [name, name + "Attribute"] : [name];
        if (candidates.All(candidate => compilation.GetTypeByMetadataName($"{Library}.{candidate}") is null)
            || candidates.SelectMany(candidate => LookUp(candidate)).OfType<ITypeSymbol>().Any(DeclaredAttributes.IsOfTheLibrary))
            return null;
        return LookUp(Library).All(symbol => symbol is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true }) ? Library + "."
            : $"global::{Library}.";
    }

    private ImmutableArray<ISymbol> LookUp(string name)
        => model.LookupNamespacesAndTypes(place.SpanStart, name: name);
}
