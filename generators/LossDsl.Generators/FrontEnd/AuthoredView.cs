using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// A compilation as every generator sees it: without what any of them writes. Analyzers see it all, so that the same text may
/// mean something else to them.
/// </summary>
internal static class AuthoredView
{
    private static readonly ConditionalWeakTable<Compilation, Compilation> Views = new();

    private static readonly string[] GeneratedEndings = [".g.cs", ".g.i.cs", ".generated.cs"];

    /// <summary>The compilation without the output of generators; itself if none but our own is in it.</summary>
    public static Compilation Of(Compilation complete) => Views.GetValue(complete, Reduced);

    /// <summary>The class in such a view, or null if no part of it is there.</summary>
    public static INamedTypeSymbol? Find(INamedTypeSymbol type, Compilation view, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences.Where(reference => view.ContainsSyntaxTree(reference.SyntaxTree))
            .Select(reference => view.GetSemanticModel(reference.SyntaxTree)
                .GetDeclaredSymbol(reference.GetSyntax(cancellation), cancellation))
            .OfType<INamedTypeSymbol>().FirstOrDefault();

    private static Compilation Reduced(Compilation complete)
    {
        var own = complete.SyntaxTrees.Where(GeneratedHalf.Contains).ToList();
        var root = own.Count > 0 ? Above(Above(Above(own[0].FilePath))) : null;
        var others = complete.SyntaxTrees.Where(tree => !GeneratedHalf.Contains(tree)
            && (root is null ? LooksGenerated(tree) : IsOfAGenerator(tree.FilePath, root))).ToList();
        return others.Count == 0 ? complete : complete.RemoveSyntaxTrees(others.Concat(own));
    }

    /// <summary>Roslyn puts the files of a generator into folders named after its assembly and its type, all under one root.</summary>
    private static bool IsOfAGenerator(string path, string root)
    {
        if (root.Length == 0 ? Path.IsPathRooted(path) : !path.StartsWith(root, System.StringComparison.Ordinal))
            return false;
        return path.Substring(root.Length).TrimStart('/', '\\').Split('/', '\\').Length > 2;
    }

    // Without a file of our own nothing tells where that root is.
    private static bool LooksGenerated(SyntaxTree tree)
        => GeneratedEndings.Any(ending => tree.FilePath.EndsWith(ending, System.StringComparison.OrdinalIgnoreCase))
            || IsOfAGenerator(tree.FilePath, "");

    private static string Above(string path) => Path.GetDirectoryName(path) ?? "";
}
