using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Where dispose scopes of TorchSharp are opened. They hold for whatever is called from inside.</summary>
internal static class DisposeScopes
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Known = new();

    /// <summary>Whether any file names one; by text, because an answer about every file must be cheap.</summary>
    public static bool AreOpenedIn(Compilation compilation) => compilation.SyntaxTrees.Any(tree => Known.GetValue(tree, Look).Value);

    private static StrongBox<bool> Look(SyntaxTree tree) => new(!IsGenerated(tree) && tree.GetText().ToString().Contains("DisposeScope"));

    // Our own files for TorchSharp speak of scopes and open none for the author.
    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", System.StringComparison.OrdinalIgnoreCase);
}
