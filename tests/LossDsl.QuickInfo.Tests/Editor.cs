using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.QuickInfo.Tests;

/// <summary>An editor in miniature, with the real generators and the quick-info service that editors use.</summary>
internal sealed class Editor : IDisposable
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(LossAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AdhocWorkspace workspace = new();
    private Project project;

    /// <summary>An editor with source files open.</summary>
    /// <param name="generators">The generators, in the order in which the project refers to them.</param>
    /// <param name="sources">The files.</param>
    public Editor(IReadOnlyList<IIncrementalGenerator> generators, params string[] sources)
    {
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "User", "User", LanguageNames.CSharp, null, null,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), ParseOptions, [], [], References,
                [new Analyzers(generators)]));
        for (var file = 0; file < sources.Length; file++)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{file}.cs", SourceText.From(sources[file]), null,
                $"/user/File{file}.cs");
        project = solution.GetProject(id)!;
    }

    /// <summary>Whether the project has verdicts and links.</summary>
    public bool Verdicts
    {
        init => project = project.Solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project.Id), ".globalconfig",
                SourceText.From($"is_global = true\nbuild_property.LossDslVerdicts = {value}\n"), filePath: "/user/.globalconfig")
                    .GetProject(project.Id)!;
    }

    /// <summary>What the editor shows where a text stands for the first time, section by section.</summary>
    public async Task<IReadOnlyList<(string Kind, string Text)>> Hover(string text)
    {
        foreach (var document in project.Documents)
        {
            var position = (await document.GetTextAsync()).ToString().IndexOf(text, StringComparison.Ordinal);
            if (position < 0)
                continue;
            var shown = await QuickInfoService.GetService(document)!.GetQuickInfoAsync(document, position, CancellationToken.None)
                ?? throw new InvalidOperationException($"Nothing is shown at '{text}'.");
            return [.. shown.Sections.Select(section => (section.Kind, section.Text))];
        }

        throw new ArgumentException($"No file holds '{text}'.", nameof(text));
    }

    /// <inheritdoc/>
    public void Dispose() => workspace.Dispose();

    /// <summary>The generators, as a project refers to them.</summary>
    private sealed class Analyzers(IEnumerable<IIncrementalGenerator> generators) : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> generators = [.. generators.Select(GeneratorExtensions.AsSourceGenerator)];

        public override string? FullPath => null;

        public override object Id => this;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => generators;
    }
}
