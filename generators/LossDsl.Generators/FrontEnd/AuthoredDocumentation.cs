using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators;

/// <summary>What the author of a class says of it in documentation comments.</summary>
internal static class AuthoredDocumentation
{
    // The tags that editors show of a class, the best first. They show the first of each alone.
    private static readonly string[] Shown = ["remarks", "value", "returns", "summary"];

    // What comes from elsewhere has a summary, and may have remarks.
    private static readonly string[] FromElsewhere = ["inheritdoc", "include"];
    private static readonly string[] OfElsewhere = ["remarks", "summary"];

    /// <summary>
    /// The best tag that editors show of a class and that is not among it; remarks if all are. The comments are read as text, since
    /// compilers leave them alone unless asked.
    /// </summary>
    public static string FreeTag(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var comments = GeneratedHalf.AuthoredParts(type, cancellation)
            .SelectMany(part => part.GetLeadingTrivia())
            .Where(IsDocumentation)
            .Select(comment => comment.ToFullString()).ToList();
        // Editors take the names of tags whatever their case.
        bool Has(string tag) => comments.Any(comment => comment.IndexOf("<" + tag, StringComparison.OrdinalIgnoreCase) >= 0);

        var hasElsewhere = FromElsewhere.Any(Has);
        return Shown.FirstOrDefault(tag => !Has(tag) && !(hasElsewhere && OfElsewhere.Contains(tag))) ?? Shown[0];
    }

    private static bool IsDocumentation(SyntaxTrivia trivia)
        => trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            || (StartsWith(trivia, "///") && !StartsWith(trivia, "////")) || StartsWith(trivia, "/**");

    private static bool StartsWith(SyntaxTrivia trivia, string opening) => trivia.ToString().StartsWith(opening, StringComparison.Ordinal);
}
