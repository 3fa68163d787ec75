using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Compilations of a user's code that references the adapter and TorchSharp, whose managed assemblies lie beside these tests. Nothing
/// runs, so no libtorch is needed.
/// </summary>
internal static class TorchCompilations
{
    /// <summary>The trait of tests that need TorchSharp's assembly: tests/run.sh leaves them out where the package cannot be had.</summary>
    public const string Needs = "Needs";

    /// <summary>The value of that trait.</summary>
    public const string TorchSharp = "TorchSharp";

    private static readonly Lazy<MetadataReference[]> Libraries = new(() =>
        [.. new[] { "LossDsl.TorchSharp.dll",
            "TorchSharp.dll" }.Select(name => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name)))]);

    /// <summary>The author's half.</summary>
    public static CSharpCompilation Create(params string[] sources) => Compilations.Create(sources).AddReferences(Libraries.Value);

    /// <summary>Both halves; the generator must not fail or report anything.</summary>
    public static CSharpCompilation Complete(params string[] sources) => Compilations.Complete(Create(sources));
}
