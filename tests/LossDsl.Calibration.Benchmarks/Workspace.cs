using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using LossDsl.Calibration.Tests;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Calibration.Benchmarks;

/// <summary>
/// What an editor waits for: a compilation with 200 declared losses, one file each, generators that run after each edit and
/// analyzers that are asked about the edited file, and about the whole.
/// </summary>
internal sealed class Workspace
{
    private const int Losses = 200;
    private const int Edits = 15;
    private const int Whole = 3;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Idle = [new IdleAnalyzer()];

    private CSharpCompilation author;
    private GeneratorDriver driver = Compilations.Driver();
    private Compilation complete = null!;

    public Workspace()
    {
        var losses = CatalogueDeclarations.All.Select(loss => loss.Declaration).Where(loss => loss.Head != Heads.Identity).ToList();
        author = Compilations.Create(
        [
            .. Enumerable.Range(0, Losses).Select(i => DeclarationText.Of(losses[i % losses.Count], $"Losses{i / losses.Count}")),
            "class Unrelated { int M() => 1; }",
        ]);
    }

    /// <summary>Prints milliseconds from an edit to what is told about it.</summary>
    public async Task Run()
    {
        var opened = await Time(Everything);
        Console.WriteLine($"opened: {Losses} losses generated, judged and reported in {opened:N0} ms, {LossCompiler.Judgements.Made} "
            + "judgements");
        await Measure("edit of a hyper-parameter", EditLoss);
        await Measure("edit of another file", EditUnrelated);
    }

    private async Task Measure(string what, Action<int> edit)
    {
        var before = LossCompiler.Judgements.Made;
        double[] generated = new double[Edits], first = new double[Edits], reported = new double[Edits], idle = new double[Edits], all =
            new double[Edits], allIdle = new double[Edits];
        var tree = author.SyntaxTrees[0];
        for (var i = 0; i < Edits; i++)
        {
            edit(i);
            generated[i] = await Time(Generate);
            tree = author.SyntaxTrees[what.Contains("hyper") ? 0 : Losses];
            // Whoever asks a new compilation first pays for what the compiler makes of it, and that is not the analyzers.
            first[i] = await Time(() => Report(tree, Idle));
            reported[i] = await Time(() => Report(tree, Compilations.Analyzers));
            idle[i] = await Time(() => Report(tree, Idle));
            if (i >= Whole)
                continue;
            allIdle[i] = await Time(() => ReportAll(Idle));
            all[i] = await Time(() => ReportAll(Compilations.Analyzers));
        }

        Console.WriteLine($"{what}, medians of {Edits}: generators {Declarations.Median(generated):F1} ms, diagnostics of the file "
            + $"{Declarations.Median(reported):F1} ms "
            + $"(an analyzer that does nothing: {Declarations.Median(idle):F1}, and {Declarations.Median(first):F1} where it is the "
            + $"first to ask); medians of {Whole}: of the whole {Declarations.Median(all[..Whole]):F1} ms "
            + $"({Declarations.Median(allIdle[..Whole]):F1}); "
            + $"{LossCompiler.Judgements.Made - before} judgements");
    }

    private void EditLoss(int i)
    {
        var text = DeclarationText.Of(CatalogueDeclarations.All.First(loss => loss.Declaration.Type.Name == "FocalLoss").Declaration,
            "Edited");
        Replace(0, text.Replace("Gamma = 2", FormattableString.Invariant($"Gamma = {2 + (0.1 * (i + 1))}"), StringComparison.Ordinal));
    }

    private void EditUnrelated(int i) => Replace(Losses, $"class Unrelated {{ int M() => {i + 2}; }}");

    private void Replace(int file, string text)
    {
        var old = author.SyntaxTrees[file];
        author = author.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, old.FilePath));
    }

    private async Task Everything()
    {
        await Generate();
        await ReportAll(Compilations.Analyzers);
    }

    private Task Generate()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(author, out complete, out _);
        return Task.CompletedTask;
    }

    private async Task Report(SyntaxTree tree, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var analyzed = Fresh().WithAnalyzers(analyzers);
        await analyzed.GetAnalyzerSemanticDiagnosticsAsync(analyzed.Compilation.GetSemanticModel(tree), null, default);
    }

    private Task ReportAll(ImmutableArray<DiagnosticAnalyzer> analyzers) => Fresh().WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();

    /// <summary>The compilation without what was bound before.</summary>
    private Compilation Fresh() => complete.Clone();

    private static async Task<double> Time(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
