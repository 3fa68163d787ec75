using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LossDsl.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators.Tests;

/// <summary>An editor in miniature: a solution with the real generators, analyzers and fix.</summary>
internal sealed class FixWorkspace : IDisposable
{
    private static readonly RemedyFix Fix = new();

    private readonly AdhocWorkspace workspace = new();

    /// <summary>Projects of source files, each <c>File0.cs</c>, <c>File1.cs</c>, ….</summary>
    public FixWorkspace(params string[][] projects)
    {
        Solution = workspace.CurrentSolution;
        for (var i = 0; i < projects.Length; i++)
        {
            var project = ProjectId.CreateNewId();
            Solution = Solution.AddProject(ProjectInfo.Create(
                project, VersionStamp.Default, $"User{i}", $"User{i}", LanguageNames.CSharp, null, null, Compilations.Options,
                    Compilations.ParseOptions, [], [], Compilations.References, [new Generators()]));
            for (var file = 0; file < projects[i].Length; file++)
                Solution = Solution.AddDocument(DocumentId.CreateNewId(project), $"File{file}.cs", SourceText.From(projects[i][file]), null,
                    $"/user/{i}/File{file}.cs");
        }
    }

    /// <summary>The rules whose diagnostics the fix knows.</summary>
    public static IReadOnlyCollection<string> Fixable => Fix.FixableDiagnosticIds;

    /// <summary>The solution as it is now.</summary>
    public Solution Solution { get; private set; }

    /// <summary>The first file.</summary>
    public Document Document => Documents[0];

    /// <summary>The files, project by project.</summary>
    public IReadOnlyList<Document> Documents
        => [.. Solution.Projects.OrderBy(project => project.Name, StringComparer.Ordinal)
            .SelectMany(project => project.Documents.OrderBy(document => document.Name, StringComparer.Ordinal))];

    /// <summary>What the analyzers say about all projects, in the order of the files.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(Solution solution)
    {
        var all = new List<Diagnostic>();
        foreach (var project in solution.Projects)
            all.AddRange(await Diagnose(project));
        return [.. all];
    }

    /// <summary>What the C# compiler says about all projects, the generated halves included.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Complaints()
    {
        var all = new List<Diagnostic>();
        foreach (var project in Solution.Projects)
            all.AddRange(Compilations.Complaints((await project.GetCompilationAsync())!));
        return all;
    }

    /// <summary>The fixes that are offered for a diagnostic of a file.</summary>
    public static async Task<List<CodeAction>> Offered(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        if (Fix.FixableDiagnosticIds.Contains(diagnostic.Id))
            await Fix.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    /// <summary>Applies a fix.</summary>
    public async Task Apply(CodeAction action)
        => Solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    /// <summary>Applies the fix for all diagnostics of an id.</summary>
    public async Task ApplyToAll(FixAllScope scope, string id, string key)
    {
        var context = new FixAllContext(Document, Fix, scope, key, [id], new Diagnostics(id), CancellationToken.None);
        await Apply((await Fix.GetFixAllProvider().GetFixAsync(context))!);
    }

    /// <summary>The text of a file.</summary>
    public string Text(int file) => Documents[file].GetTextAsync().Result.ToString();

    /// <inheritdoc/>
    public void Dispose() => workspace.Dispose();

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project)
        => await Compilations.Analyze((await project.GetCompilationAsync())!);

    /// <summary>The real generators, as a project refers to them.</summary>
    private sealed class Generators : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> generators =
            [new LossGenerator().AsSourceGenerator(), new CalibrationGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => nameof(Generators);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => generators;
    }

    private sealed class Diagnostics(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => (await Diagnose(project)).Where(diagnostic => diagnostic.Id == id);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document,
            CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic =>
                diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
