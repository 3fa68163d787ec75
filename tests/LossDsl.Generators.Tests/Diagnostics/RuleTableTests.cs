using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LossDsl.Compiler;
using LossDsl.Compiler.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Rules, descriptors, release tables and pages say the same.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class RuleTableTests
{
    public static TheoryData<string> Ids => [.. RuleTable.All.Select(rule => rule.Id)];

    [Fact]
    public void EveryRuleHasItsDescriptor()
    {
        var described = Compilations.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(d
            => (d.Id, d.Title.ToString(), d.MessageFormat.ToString(), d.DefaultSeverity, d.Category)).OrderBy(d => d.Id);
        Assert.Equal(RuleTable.All.Select(r => (r.Id, r.Title, r.Message, Severity(r), r.Category)).OrderBy(r => r.Id), described);
    }

    [Fact]
    public void ReleaseTablesAndPagesListTheRules()
    {
        var released = Directory.GetFiles(RulePages.Generators, "AnalyzerReleases.*.md").SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("LDSL", System.StringComparison.Ordinal)).Order();
        Assert.Equal(
            RuleTable.All.Select(r => $"{r.Id} | {r.Category} | {r.Severity} | [{r.Title}](Rules/{r.Id}.md)").Order(), released);
        Assert.Equal(
            RuleTable.All.Select(r => r.Id + ".md").Append("README.md").Order(),
            Directory.GetFiles(Path.Combine(RulePages.Generators, "Rules")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void TheIndexListsTheRules()
    {
        var rows = RuleTable.All.OrderBy(rule => rule.Id, System.StringComparer.Ordinal).Select(rule
            => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Severity} | {rule.Category} | {RulePages.Fix(rule.Id)} |\n");
        GeneratedDocument.Check(
            "../generators/LossDsl.Generators/Rules/README.md",
            $"\n| rule | what | severity | category | fix |\n|---|---|---|---|---|\n{string.Concat(rows)}\n");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ADiagnosticSaysWhatTheProblemSays(string id)
    {
        var rule = RuleTable.All.Single(r => r.Id == id);
        var problem = new Problem(rule, -1, null, new(["a", "b", "c", "d"]));
        Assert.Equal(problem.Message, Descriptors.Diagnose(problem, Location.None).GetMessage());
        Assert.DoesNotContain("{", problem.Message);
    }

    /// <summary>
    /// The page opens with the rule and ends with the way to all; its wrong code breaks that rule and no other, its right
    /// code none.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task ThePageIsTrue(string id)
    {
        Assert.StartsWith($"# {id}: {RuleTable.All.Single(r => r.Id == id).Title}\n", RulePages.Text(id));
        Assert.EndsWith("\n\n[All rules](README.md)\n", RulePages.Text(id));
        Assert.Equal([id], await Reported(RulePages.Code(id, "Wrong")));
        Assert.Empty(await Reported(RulePages.Code(id, "Right")));
    }

    private static async Task<string[]> Reported(string code)
    {
        const string OfAnother = "// Config.g.cs, written by another generator\n";
        var source = "using LossDsl;\n" + code;
        if (source.Split(OfAnother) is [var authored, var written])
            return [.. (await Compilations.Analyze(Compilations.Complete(Compilations.Create(authored), new Writer(written)))).Select(d =>
                d.Id)];
        if (source.Contains("<LangVersion>11<", System.StringComparison.Ordinal))
            return [.. (await Compilations.Analyze(Compilations.Complete(Compilations.Create(LanguageVersion.CSharp11, source)))).Select(
                d => d.Id)];
        var usesTorch = source.Contains("TorchSharp", System.StringComparison.Ordinal);
        var complete = usesTorch ? TorchCompilations.Complete(source) : Compilations.Complete(source);
        if (usesTorch)
            Assert.Empty(Compilations.Complaints(complete));
        return [.. (await Compilations.Analyze(complete)).Select(d => d.Id)];
    }

    private static DiagnosticSeverity Severity(Rule rule) => System.Enum.Parse<DiagnosticSeverity>(rule.Severity.ToString());
}
