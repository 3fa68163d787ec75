using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators;

/// <summary>Names as C# must write them.</summary>
internal static class CSharpNames
{
    /// <summary>The identifier, with an @ if it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
