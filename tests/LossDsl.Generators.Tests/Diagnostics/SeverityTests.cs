using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>The author decides how serious a rule is: in an .editorconfig, for a rule or a category, and in the source.</summary>
public class SeverityTests
{
    private const string Sigmoid = "using LossDsl;\n[Loss(Head.Sigmoid)]\n[CrossEntropy]\n";

    /// <summary>A rule's severity from an .editorconfig, as the compiler hands it to analyzers.</summary>
    [Theory]
    [InlineData("dotnet_diagnostic.LDSL014.severity = none", null)]
    [InlineData("dotnet_diagnostic.LDSL014.severity = suggestion", DiagnosticSeverity.Info)]
    [InlineData("dotnet_diagnostic.LDSL014.severity = warning", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_diagnostic.LDSL013.severity = none", DiagnosticSeverity.Error)]
    [InlineData("dotnet_analyzer_diagnostic.category-LossDsl.severity = none", null)]
    [InlineData("dotnet_analyzer_diagnostic.category-LossDsl.severity = warning", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_analyzer_diagnostic.category-LossDsl.Calibration.severity = none", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.LDSL014.severity = error\ndotnet_analyzer_diagnostic.category-LossDsl.severity = none",
        DiagnosticSeverity.Error)]
    public async Task AnEditorConfigDecides(string lines, DiagnosticSeverity? expected)
    {
        using var workspace = new FixWorkspace([Sigmoid + "[Confidence(0.9)]\npartial class X;"]);
        var project = workspace.Document.Project;
        var solution = workspace.Solution
            .WithProjectCompilationOptions(project.Id, Compilations.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .AddAnalyzerConfigDocument(DocumentId.CreateNewId(project.Id), ".editorconfig",
                SourceText.From($"root = true\n[*.cs]\n{lines}\n"), filePath: "/user/0/.editorconfig");
        project = solution.GetProject(project.Id)!;
        var reported = await Compilations.Analyze((await project.GetCompilationAsync())!, project.AnalyzerOptions);
        Assert.Equal(expected is { } severity ? [("LDSL014", severity)] : [],
            reported.Select(diagnostic => (diagnostic.Id, diagnostic.Severity)));
    }

    [Theory]
    [InlineData("#pragma warning disable LDSL014\n[Confidence(0.9)]\npartial class X;", 0)]
    [InlineData("#pragma warning disable LDSL014\n[Confidence(0.9)]\n#pragma warning restore LDSL014\n[LogSumExpPenalty(1)]\npartial "
        + "class X;", 1)]
    [InlineData("#pragma warning disable LDSL013\n[Confidence(0.9)]\npartial class X;", 1)]
    [InlineData("[Confidence(0.9)]\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"LossDsl\", \"LDSL014\")]\npartial class X;", 0)]
    public async Task TheSourceDecides(string source, int expected)
        => Assert.Equal(expected, (await Compilations.Analyze(Compilations.Complete(Sigmoid + source))).Length);
}
