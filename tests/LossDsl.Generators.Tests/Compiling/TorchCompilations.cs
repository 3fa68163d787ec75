using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests;

/// <summary>
/// Compilations of a user's code that references the adapter and TorchSharp. Both are compiled here, from the sources of the
/// adapter and of the stand-in: nothing runs, so no libtorch is needed, and tests without TorchSharp stay without.
/// </summary>
internal static class TorchCompilations
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Libraries = new(Compile);

    /// <summary>The author's half.</summary>
    public static CSharpCompilation Create(params string[] sources) => Compilations.Create(sources).AddReferences(Libraries.Value);

    /// <summary>Both halves; the generator must not fail or report anything.</summary>
    public static CSharpCompilation Complete(params string[] sources) => Compilations.Complete(Create(sources));

    private static IReadOnlyList<MetadataReference> Compile()
    {
        var torch = Emit("TorchSharp", "tests/TorchSharp", []);
        return [torch, Emit("LossDsl.TorchSharp", "src/LossDsl.TorchSharp", [torch])];
    }

    private static MetadataReference Emit(string name, string folder, IEnumerable<MetadataReference> references)
    {
        var root = Path.Combine(Here(), "../../..", folder);
        var sources = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "native"))
            .Select(File.ReadAllText);
        var compilation = Compilations.Create([.. sources]).AddReferences(references).WithAssemblyName(name);
        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(true).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress));
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException($"{name} does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
