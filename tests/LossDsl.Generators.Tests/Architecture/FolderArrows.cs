using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Which file of a source folder refers to which, by the names of the language: types and members that code names or constructs,
/// not those that comments do. Folders are ranked, and an arrow may point to what is listed before.
/// </summary>
internal sealed class FolderArrows
{
    private readonly string source;
    private readonly CSharpCompilation compilation;
    private readonly HashSet<(string From, string To)> arrows = [];

    /// <summary>Reads a source folder.</summary>
    /// <param name="source">The folder that is compiled, all that is below it but bin and obj.</param>
    /// <param name="references">What it is compiled against.</param>
    /// <param name="languageVersion">The version of the language.</param>
    public FolderArrows(string source, IEnumerable<MetadataReference> references, LanguageVersion languageVersion = LanguageVersion.Preview)
    {
        this.source = source;
        var options = CSharpParseOptions.Default.WithLanguageVersion(languageVersion);
        var trees = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file));
        compilation = CSharpCompilation.Create(
            "Source", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        foreach (var tree in compilation.SyntaxTrees)
            Follow(tree);
    }

    /// <summary>Every arrow from file to file, paths relative to the source folder.</summary>
    public IReadOnlySet<(string From, string To)> Arrows => arrows;

    /// <summary>What the compiler does not understand: where there is anything, arrows may be missing.</summary>
    public IEnumerable<string> Errors
        => compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString());

    /// <summary>Every folder that has files, below one of the source folder or it itself (".").</summary>
    public IEnumerable<string> Folders(string below = ".") => compilation.SyntaxTrees.Select(tree => FolderOf(Relative(tree.FilePath)))
        .Where(folder => below == "." || folder == below || folder.StartsWith(below + "/", StringComparison.Ordinal)).Distinct();

    /// <summary>Arrows between listed folders that point to a folder listed later, as "from → to".</summary>
    /// <param name="order">Folders from the lowest to the highest, as <see cref="Folders"/> writes them.</param>
    public IEnumerable<string> Upward(params string[] order) => arrows
        .Where(arrow => Array.IndexOf(order, FolderOf(arrow.From)) is >= 0 and var rank && Array.IndexOf(order, FolderOf(arrow.To)) > rank)
        .Select(arrow => $"{arrow.From} → {arrow.To}")
        .Order(StringComparer.Ordinal);

    /// <summary>Pairs of folders that refer to each other.</summary>
    public IEnumerable<(string, string)> TwoWayPairs(string below = ".")
    {
        var folders = Folders(below).ToHashSet();
        var between = arrows.Select(arrow => (From: FolderOf(arrow.From), To: FolderOf(arrow.To)))
            .Where(arrow => arrow.From != arrow.To && folders.Contains(arrow.From) && folders.Contains(arrow.To)).ToHashSet();
        return between.Where(arrow => string.CompareOrdinal(arrow.From, arrow.To) < 0 && between.Contains((arrow.To, arrow.From)));
    }

    /// <summary>
    /// The files of the largest circle: each leads to each other. Alone in it means that there is no circle.
    /// </summary>
    public IReadOnlyCollection<string> LargestCircle(string below = ".")
    {
        var folders = Folders(below).ToHashSet();
        var targets = arrows.Where(arrow => folders.Contains(FolderOf(arrow.From)) && folders.Contains(FolderOf(arrow.To)))
            .ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = targets.Select(file => file.Key).ToDictionary(file => file, Reachable);
        return reached.Keys.Select(Circle).MaxBy(circle => circle.Count) ?? [];

        HashSet<string> Circle(string file)
            => [file, .. reached[file].Where(other => reached.TryGetValue(other, out var back) && back.Contains(file))];

        HashSet<string> Reachable(string file)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>([file]);
            while (open.TryPop(out var next))
            {
                foreach (var target in targets[next])
                {
                    if (seen.Add(target))
                        open.Push(target);
                }
            }

            return seen;
        }
    }

    private static string FolderOf(string file) => file.Contains('/') ? file[..file.LastIndexOf('/')] : ".";

    private string Relative(string path) => Path.GetRelativePath(source, path).Replace('\\', '/');

    private void Follow(SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax && model.GetSymbolInfo(node).Symbol is { } symbol)
                Follow(tree.FilePath, symbol);
        }
    }

    private void Follow(string from, ISymbol symbol)
    {
        var declared = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
        if (declared.Kind is not (SymbolKind.NamedType or SymbolKind.Method or SymbolKind.Property or SymbolKind.Field or SymbolKind.Event))
            return;
        // What the compiler adds stands where its type does.
        var places = declared.DeclaringSyntaxReferences;
        if (places.IsEmpty)
            places = declared.ContainingType?.DeclaringSyntaxReferences ?? [];
        var files = places.Select(place => place.SyntaxTree.FilePath).ToList();
        if (files.Contains(from))
            return;
        foreach (var file in files)
            arrows.Add((Relative(from), Relative(file)));
    }
}
