using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LossDsl.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What the fixes of uses write.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class UseFixTests
{
    private const string Focused = "using var m = new Focused().ToModule(); m.forward(z, y).backward(); ";
    private const string Half = "using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); ";

    [Theory]
    [InlineData("return new Plain().ToModule().forward(z.softmax(1), y);", "return new Plain().ToModule().forward(z, y);")]
    [InlineData("return new Plain().ToModule().forward(nn.functional.softmax(net.forward(x), 1), y);",
        "return new Plain().ToModule().forward(net.forward(x), y);")]
    [InlineData("var p = z.softmax(1); return new Plain().ToModule().forward(p, y);",
        "var p = z.softmax(1); return new Plain().ToModule().forward(z, y);")]
    [InlineData("var p = net.forward(x).softmax(1); return new Plain().ToModule().forward(p, y);", null)]
    [InlineData(Focused + "return z.softmax(1);", Focused + "return m.ToProbabilities(z);")]
    [InlineData(Focused + "return z.detach().softmax(1);", Focused + "return m.ToProbabilities(z.detach());")]
    [InlineData("new Focused().ToModule().forward(z, y).backward(); return z.softmax(1);", null)]
    [InlineData(Half + "return z.argmax(1);", Half + "return m.Predict(z);")]
    [InlineData(Half + "return z.softmax(1).argmax(-1);", Half + "return m.Predict(z);")]
    [InlineData(Focused + "return z.softmax(1, ScalarType.Float64);", null)]
    [InlineData(Half + "return z.argmax(1, true);", null)]
    public async Task On_tensors(string before, string? after)
        => await Fixes(UseAssert.OnTensors(before), after is null ? null : UseAssert.OnTensors(after, declared: before), torch: true);

    [Theory]
    [InlineData("var l = new Plain().ToModule().forward(z, y); l.backward(); return null;",
        "using var l = new Plain().ToModule().forward(z, y); l.backward(); return null;")]
    [InlineData("new Plain().ToModule().forward(z, y).backward(); return null;", null)]
    public async Task Without_a_scope(string before, string? after)
        => await Fixes(UseAssert.OnTensors(before, scope: false), after is null ? null : UseAssert.OnTensors(after, scope: false),
            torch: true);

    [Theory]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Plain().Forward(p, labels);",
        "TensorPrimitives.SoftMax(z, p); return new Plain().Forward(z, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z.AsSpan(0, 3), p.AsSpan(0, 3)); return new Plain().Forward(p, labels);", null)]
    [InlineData("var f = new Focused(); TensorPrimitives.SoftMax(z, p); return f.Forward(z, labels);",
        "var f = new Focused(); f.ToProbabilities(z, p); return f.Forward(z, labels);")]
    [InlineData("var f = new Focused(); TensorPrimitives.SoftMax(z.AsSpan(0, 3), p); return f.Forward(z, labels);", null)]
    public async Task On_spans(string before, string? after)
        => await Fixes(UseAssert.OnSpans(before), after is null ? null : UseAssert.OnSpans(after, declared: before), torch: false);

    [Fact]
    public async Task All_at_once() => await Fixes(
        UseAssert.OnTensors(Focused + "return (z.softmax(1), nn.functional.softmax(z, 1));"),
        UseAssert.OnTensors(Focused + "return (m.ToProbabilities(z), m.ToProbabilities(z));"),
        torch: true);

    /// <summary>Fixes all there is, by the provider's fix-all; null for code that has a message and no fix.</summary>
    private static async Task Fixes(string before, string? after, bool torch)
    {
        using var workspace = new AdhocWorkspace();
        var complete = torch ? TorchCompilations.Complete(before) : Compilations.Complete(before);
        var project = workspace.AddProject("User", LanguageNames.CSharp)
            .WithCompilationOptions(complete.Options).WithParseOptions(Compilations.ParseOptions)
            .WithMetadataReferences(complete.References);
        foreach (var tree in complete.SyntaxTrees)
            project = project.AddDocument(System.IO.Path.GetFileName(tree.FilePath), await tree.GetTextAsync(),
                filePath: tree.FilePath).Project;
        var authored = project.DocumentIds[0];

        var reported = (await Compilations.Analyze((CSharpCompilation)(await project.GetCompilationAsync())!))
            .Where(d => d.Id.StartsWith("LDSL6", System.StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reported);
        var fixer = new UseFix();
        var changes = new List<CodeAction>();
        foreach (var diagnostic in reported)
            await fixer.RegisterCodeFixesAsync(
                new CodeFixContext(project.GetDocument(authored)!, diagnostic, (action, _) => changes.Add(action), CancellationToken.None));
        if (after is null)
        {
            Assert.Empty(changes);
            return;
        }

        Assert.Equal(reported.Count, changes.Count);
        var all = await fixer.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            project.GetDocument(authored)!, fixer, FixAllScope.Document, changes[0].EquivalenceKey!, [reported[0].Id], new Known(reported),
                CancellationToken.None));
        var applied = (await all!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.Equal(after, (await applied.GetDocument(authored)!.GetTextAsync()).ToString());
    }

    private sealed class Known(IEnumerable<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics);
    }
}
