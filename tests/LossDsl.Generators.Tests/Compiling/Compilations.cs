using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Generators.Tests;

/// <summary>Compilations of a user's code, as strict as a user's project can be.</summary>
internal static class Compilations
{
    /// <summary>How the author's code is parsed: documentation comments are read, so that missing ones show.</summary>
    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    /// <summary>How the author's code is compiled: every warning is an error.</summary>
    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        generalDiagnosticOption: ReportDiagnostic.Error,
        nullableContextOptions: NullableContextOptions.Enable,
        allowUnsafe: false);

    /// <summary>The runtime, and the library.</summary>
    public static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>Every analyzer that the package has.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [new LossAnalyzer(), new CalibrationAnalyzer(), new UseAnalyzer()];

    /// <summary>The author's half: each source a file <c>File0.cs</c>, <c>File1.cs</c>, ….</summary>
    public static CSharpCompilation Create(params string[] sources) => Create(LanguageVersion.Latest, sources);

    /// <summary>The author's half in a version of the language.</summary>
    public static CSharpCompilation Create(LanguageVersion version, params string[] sources) => CSharpCompilation.Create(
        "User",
        sources.Select((source, i) =>
            CSharpSyntaxTree.ParseText(source, ParseOptions.WithLanguageVersion(version), path: $"/user/File{i}.cs")),
        References,
        version < LanguageVersion.CSharp8 ? Options.WithNullableContextOptions(NullableContextOptions.Disable) : Options);

    /// <summary>A driver of the generator of kernels that records why its steps ran.</summary>
    public static GeneratorDriver Driver() => Driver(new LossGenerator());

    /// <summary>A driver of some generators that records why their steps ran.</summary>
    public static GeneratorDriver Driver(params IIncrementalGenerator[] generators) => CSharpGeneratorDriver.Create(
        generators.Select(GeneratorExtensions.AsSourceGenerator),
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Every generator that the package has.</summary>
    public static GeneratorDriver All() => Driver(new LossGenerator(), new CalibrationGenerator());

    /// <summary>Runs the generator of kernels.</summary>
    public static GeneratorDriver Run(params string[] sources) => Driver().RunGenerators(Create(sources));

    /// <summary>Runs the generator of kernels and gives its files by name.</summary>
    public static ImmutableSortedDictionary<string, string> Generate(params string[] sources) => Generate(Create(sources));

    /// <summary>Runs the generator of kernels on a compilation of the author's and gives its files by name.</summary>
    public static ImmutableSortedDictionary<string, string> Generate(CSharpCompilation authored)
    {
        var result = Driver().RunGenerators(authored).GetRunResult().Results.Single();
        if (result.Exception is not null)
            throw new InvalidOperationException("The generator failed.", result.Exception);
        return result.GeneratedSources.ToImmutableSortedDictionary(s => s.HintName, s => s.SourceText.ToString());
    }

    /// <summary>All halves; the generators must not fail or report anything.</summary>
    public static CSharpCompilation Complete(params string[] sources) => Complete(Create(sources));

    /// <summary>
    /// All halves of a compilation of the author's, in which other generators may write too; none may fail or report
    /// anything.
    /// </summary>
    public static CSharpCompilation Complete(CSharpCompilation authored, params IIncrementalGenerator[] others)
    {
        var driver = Driver([new LossGenerator(), new CalibrationGenerator(), .. others])
            .WithUpdatedParseOptions((CSharpParseOptions)authored.SyntaxTrees.First().Options)
            .RunGeneratorsAndUpdateCompilation(authored, out var complete, out var diagnostics);
        if (driver.GetRunResult().Results.FirstOrDefault(result => result.Exception is not null) is { Exception: { } failure })
            throw new InvalidOperationException("A generator failed.", failure);
        if (!diagnostics.IsEmpty)
            throw new InvalidOperationException($"The generator is to be silent, but says {diagnostics[0]}");
        return (CSharpCompilation)complete;
    }

    /// <summary>
    /// What the real analyzers say about both halves, in the order of the source, under the settings of a project or none.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, AnalyzerOptions? settings = null)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            settings ?? new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception), concurrentAnalysis: true,
                logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(compilation, Analyzers, options)
            .GetAnalyzerDiagnosticsAsync();
        if (failures.Count != 0)
            throw new AggregateException("The analyzer failed.", failures);
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What the C# compiler says, without complaints about documentation that the author left out in his own files.
    /// </summary>
    public static IEnumerable<Diagnostic> Complaints(Compilation compilation)
        => compilation.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden
            && !(d.Id == "CS1591" && d.Location.SourceTree?.FilePath.StartsWith("/user/", StringComparison.Ordinal) == true));

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(path => Path.GetDirectoryName(path) == runtime)
                .Append(Path.Combine(AppContext.BaseDirectory, "LossDsl.dll"))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
