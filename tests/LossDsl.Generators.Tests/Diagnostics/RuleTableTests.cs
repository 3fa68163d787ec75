using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Rules, descriptors, release tables and pages say the same.</summary>
public partial class RuleTableTests
{
    private static readonly string Generators = Path.Combine(Here(), "../../../generators/LossDsl.Generators");

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
        var released = Directory.GetFiles(Generators, "AnalyzerReleases.*.md").SelectMany(File.ReadAllLines)
            .Where(line => line.StartsWith("LDSL", System.StringComparison.Ordinal)).Order();
        Assert.Equal(
            RuleTable.All.Select(r => $"{r.Id} | {r.Category} | {r.Severity} | [{r.Title}](Rules/{r.Id}.md)").Order(), released);
        Assert.Equal(
            RuleTable.All.Select(r => r.Id + ".md").Order(),
            Directory.GetFiles(Path.Combine(Generators, "Rules")).Select(Path.GetFileName).Order());
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

    /// <summary>The page opens with the rule; its wrong code breaks that rule and no other, its right code none.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task ThePageIsTrue(string id)
    {
        var page = File.ReadAllText(Path.Combine(Generators, "Rules", id + ".md"));
        Assert.StartsWith($"# {id}: {RuleTable.All.Single(r => r.Id == id).Title}\n", page);
        var examples = CodeBlocks().Matches(page).ToDictionary(m => m.Groups["kind"].Value, m => m.Groups["code"].Value);
        Assert.Equal([id], await Reported(examples["Wrong"]));
        Assert.Empty(await Reported(examples["Right"]));
    }

    private static async Task<string[]> Reported(string code)
    {
        var source = "using LossDsl;\n" + code;
        var usesTorch = source.Contains("TorchSharp", System.StringComparison.Ordinal);
        var complete = usesTorch ? TorchCompilations.Complete(source) : Compilations.Complete(source);
        if (usesTorch)
            Assert.Empty(Compilations.Complaints(complete));
        return [.. (await Compilations.Analyze(complete)).Select(d => d.Id)];
    }

    private static DiagnosticSeverity Severity(Rule rule) => System.Enum.Parse<DiagnosticSeverity>(rule.Severity.ToString());

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\*(?<kind>Wrong|Right)\*\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
