using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using LossDsl.Compiler;
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
    private const string Adapter = "LossDsl.TorchSharp.dll";

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>Gives every loss either its declaration, as the front end of the generator reads it, or its error.</summary>
    public static void Read(IReadOnlyList<DeclaredLoss> losses)
    {
        var compilation = Compilation(losses.Select(static loss => Parse(loss.Source, loss.Name)));
        foreach (var loss in losses)
        {
            var declaration = DeclarationReader.Read(compilation.GetTypeByMetadataName($"{DeclarationWriter.Namespace}.{loss.Name}")!,
                CancellationToken.None)!;
            var errors = LossCompiler.Check(declaration).Where(static problem => problem.Rule.Severity == ProblemSeverity.Error).ToList();
            if (errors.Count == 0)
                loss.Declaration = declaration;
            else
                loss.Error = string.Join("; ", errors.Select(static problem => $"{problem.Rule.Id}: {problem.Message}"));
        }
    }

    /// <summary>Gives every loss that breaks no rule either its factory or what the compiler has against it.</summary>
    /// <returns>The assembly; null if no loss compiles.</returns>
    public static byte[]? Compile(IReadOnlyList<DeclaredLoss> losses)
    {
        foreach (var loss in losses)
            loss.CompileError = GeneratorFailure(loss);

        // What does not compile is named and taken out, so that it cannot take the others with it.
        while (losses.Where(static loss => loss.Error is null && loss.CompileError is null).ToList() is { Count: > 0 } sound)
        {
            var written = Compilation(
                sound.SelectMany(static loss => new[] { Parse(loss.Source, loss.Name), Parse(loss.FactorySource, loss.Name) }));
            CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: Parsing)
                .RunGeneratorsAndUpdateCompilation(written, out var complete, out var generatorDiagnostics);

            using var image = new MemoryStream();
            var emitted = complete.Emit(image);
            var errors = generatorDiagnostics.Concat(emitted.Diagnostics).Concat(Analyze(complete)).Where(IsError).ToList();
            if (errors.Count == 0)
            {
                Load(image.ToArray(), sound);
                return image.ToArray();
            }

            Blame(errors, sound);
        }

        return null;
    }

    /// <summary>
    /// Gives every loss that breaks no rule its factory from an assembly that <see cref="Compile"/> made of the same losses.
    /// </summary>
    public static void Load(byte[] image, IEnumerable<DeclaredLoss> losses)
    {
        var assembly = Assembly.Load(image);
        foreach (var loss in losses.Where(static loss => loss.Error is null))
        {
            loss.Create = assembly.GetType($"{DeclarationWriter.Namespace}.{DeclarationWriter.FactoryOf(loss.Name)}", throwOnError: true)!
                .GetMethod("Create")!.CreateDelegate<Func<IReadOnlyDictionary<string, double[]>, IReadOnlyDictionary<string, double[]>, Loss>>();
        }
    }

    // A generator that throws says neither where nor why, and takes all the others with it.
    private static string? GeneratorFailure(DeclaredLoss loss)
    {
        try
        {
            if (loss.Declaration is { } declaration)
            {
                LossCompiler.Compile(declaration);
                if (HasTorchSharp)
                    LossCompiler.CompileTorch(declaration);
            }

            return null;
        }
        catch (Exception e)
        {
            return $"the generator throws {e.GetType().Name}: {e.Message}";
        }
    }

    private static SyntaxTree Parse(string source, string name) => CSharpSyntaxTree.ParseText(source, Parsing, name + ".cs");

    private static CSharpCompilation Compilation(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        DeclarationWriter.Namespace,
        trees,
        References(),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release));

    // A generator or an analyzer that threw says so in a warning.
    private static bool IsError(Diagnostic diagnostic)
        => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS8785" or "AD0001";

    private static ImmutableArray<Diagnostic> Analyze(Microsoft.CodeAnalysis.Compilation compilation)
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
                loss.CompileError ??= $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        }
    }

    private static IEnumerable<MetadataReference> References()
        => Platform
            .Where(static path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal)
                    || file is "netstandard.dll" or "LossDsl.dll" or Adapter or "TorchSharp.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path));

    private static string[] Platform => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    // Where the program has TorchSharp and the adapter, the generator finds them and writes modules too.
    private static bool HasTorchSharp => Platform.Any(static path => Path.GetFileName(path) == Adapter);
}
