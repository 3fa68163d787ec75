using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Conformance;

/// <summary>
/// Compiles declarations the way a user's build does: the generator and the analyzers of the language over all of them,
/// in one compilation in memory.
/// </summary>
internal static class LossAssembly
{
    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>Gives every loss either its factory or its error.</summary>
    public static void Compile(IReadOnlyList<DeclaredLoss> losses)
    {
        // What does not compile is named and taken out, so that it cannot take the others with it.
        while (losses.Where(static loss => loss.Error is null).ToList() is { Count: > 0 } sound)
        {
            var written = CSharpCompilation.Create(
                "LossDsl.Conformance.Declared",
                sound.Select(static loss => CSharpSyntaxTree.ParseText(loss.Source, Parsing, loss.Name + ".cs")),
                References(),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable,
                    optimizationLevel: OptimizationLevel.Release));
            CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: Parsing)
                .RunGeneratorsAndUpdateCompilation(written, out var complete, out var generatorDiagnostics);

            using var image = new MemoryStream();
            var emitted = complete.Emit(image);
            var errors = generatorDiagnostics.Concat(emitted.Diagnostics).Concat(Analyze(complete)).Where(IsError).ToList();
            if (errors.Count == 0)
            {
                Load(image.ToArray(), sound);
                return;
            }

            Blame(errors, sound);
        }
    }

    // A generator or an analyzer that threw says so in a warning.
    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS8785" or "AD0001";

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        var analyzers = typeof(LossGenerator).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();
        if (analyzers.IsEmpty)
            return [];
        return compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    // Attaches each error to the losses in whose file, written or generated, it stands; one that stands nowhere
    // concerns all.
    private static void Blame(List<Diagnostic> errors, List<DeclaredLoss> sound)
    {
        foreach (var error in errors)
        {
            var file = Path.GetFileName(error.Location.SourceTree?.FilePath ?? "");
            var guilty = sound.Where(loss => file.Split('.').Contains(loss.Name)).ToList();
            foreach (var loss in guilty.Count > 0 ? guilty : sound)
                loss.Error ??= $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        }
    }

    private static void Load(byte[] image, List<DeclaredLoss> losses)
    {
        var assembly = Assembly.Load(image);
        foreach (var loss in losses)
        {
            loss.Create = assembly.GetType($"{DeclarationWriter.Namespace}.{DeclarationWriter.FactoryOf(loss.Name)}", throwOnError: true)!
                .GetMethod("Create")!.CreateDelegate<Func<long[]?, double[]?, Loss>>();
        }
    }

    private static IEnumerable<MetadataReference> References()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "LossDsl.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path));
}
