using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators;

/// <summary>What the author of a class says of it in documentation comments.</summary>
internal static class AuthoredDocumentation
{
    // What comes from elsewhere may have remarks as well. Editors take these names whatever their case.
    private static readonly string[] Remarks = ["<remarks", "<inheritdoc", "<include"];

    /// <summary>Whether there may be remarks among it. The comments are read as text, since compilers leave them alone unless asked.</summary>
    public static bool HasRemarks(INamedTypeSymbol type, CancellationToken cancellation)
        => GeneratedHalf.AuthoredParts(type, cancellation)
            .SelectMany(part => part.GetLeadingTrivia())
            .Where(IsDocumentation)
            .Any(comment => Remarks.Any(tag => comment.ToFullString().IndexOf(tag, StringComparison.OrdinalIgnoreCase) >= 0));

    private static bool IsDocumentation(SyntaxTrivia trivia)
        => trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            || (StartsWith(trivia, "///") && !StartsWith(trivia, "////")) || StartsWith(trivia, "/**");

    private static bool StartsWith(SyntaxTrivia trivia, string opening) => trivia.ToString().StartsWith(opening, StringComparison.Ordinal);
}
