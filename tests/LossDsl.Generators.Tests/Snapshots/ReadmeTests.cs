using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>
/// README and the pages for users show declarations, use them, and show what one of them becomes: the code must run, and that must be
/// what it becomes.
/// </summary>
public class ReadmeTests
{
    /// <summary>The pages of one program, in the order in which a reader meets them.</summary>
    private static readonly string[] Pages =
        ["README.md", "src/LossDsl/README.md", "src/LossDsl/COMPOSITION.md", "src/LossDsl/PROBABILITIES.md", "src/LossDsl/PORTING.md"];

    [Fact]
    public void The_formulas_of_README_are_those_generated()
    {
        var declaration = Blocks("README.md", "csharp")
            .First(block => block.Contains("public sealed partial class TailLoss", StringComparison.Ordinal));
        var generated = Lines(Compilations.Generate(declaration)["TailLoss.g.cs"]);

        var formulas = Lines(Blocks("README.md", "").First(block => block.Contains("∂ℓ/∂z_k", StringComparison.Ordinal)));
        Assert.All(formulas, line => Assert.Contains(generated, candidate => candidate.TrimStart('/', ' ') == line));
    }

    [Fact]
    public void The_code_of_the_compilers_walk_is_what_is_generated()
    {
        const string Walk = "generators/README.md";
        var generated = Lines(Compilations.Generate("using LossDsl;\n" + Blocks(Walk, "csharp")[0])["PlainCrossEntropy.g.cs"]);

        var sweeps = Lines(Blocks(Walk, "text").Single(block => block.StartsWith("Sweep 1", StringComparison.Ordinal)));
        Assert.All(sweeps, line => Assert.Contains($"/// <summary>{line}</summary>", generated));

        var sweep = Lines(Blocks(Walk, "csharp").Single(block => block.Contains("others +=", StringComparison.Ordinal)));
        var start = Array.IndexOf(generated, sweep[0]);
        Assert.True(start >= 0, $"'{sweep[0]}' is not generated");
        Assert.Equal(sweep, generated.Skip(start).Take(sweep.Length));
    }

    [Fact]
    public void The_code_of_the_pages_is_one_program_that_runs()
    {
        using var program = new LoadedLoss(Program());
        Assert.True(float.IsFinite(program.Invoke<float>("Page", "Run")));
    }

    [Fact]
    public async Task The_analyzer_has_nothing_to_say_about_the_pages()
        => Assert.Empty(await Compilations.Analyze(Compilations.Complete(Program())));

    [Fact]
    public void README_is_short()
        => Assert.InRange(Read("README.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, 1500);

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/LossDsl/COMPOSITION.md")]
    [InlineData("src/LossDsl/PORTING.md")]
    [InlineData("src/LossDsl.TorchSharp/README.md")]
    public void Every_attribute_that_a_page_names_exists(string page)
    {
        var names = Regex.Matches(Read(page), @"\[([A-Z][a-z]\w*)(?=[\](][^\n]*`)").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(typeof(LossAttribute).Assembly.GetType($"LossDsl.{name}Attribute")));
    }

    /// <summary>
    /// The blocks in their order: declarations as they are, statements as one method, which gives the first loss computed.
    /// </summary>
    private static string Program()
    {
        var pages = Pages.SelectMany(page => Blocks(page, "csharp"))
            .Select(block => SyntaxFactory.ParseCompilationUnit(block, options: Compilations.ParseOptions))
            .ToArray();
        var usings = pages.SelectMany(page => page.Usings).Select(line => line.ToString());
        var statements = pages.SelectMany(page => page.Members.OfType<GlobalStatementSyntax>());
        var types = pages.SelectMany(page => page.Members.Where(member => member is not GlobalStatementSyntax));
        return $$"""
            {{string.Join('\n', usings)}}

            public static class Page
            {
                public static float Run()
                {
            {{Text(statements)}}
                    return value;
                }
            }

            {{Text(types)}}
            """;
    }

    private static string Text(IEnumerable<SyntaxNode> nodes) => string.Concat(nodes.Select(node => node.ToFullString() + "\n"));

    private static string[] Lines(string block)
        => [.. block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>The fenced blocks of a page in one language, in order.</summary>
    private static string[] Blocks(string page, string language)
        => [.. Read(page).Split("```")
            .Where((_, i) => i % 2 == 1)
            .Select(block => block.Split('\n', 2))
            .Where(block => block[0] == language)
            .Select(block => block[1])];

    private static string Read(string page) => File.ReadAllText(PathOf(page)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string PathOf(string page, [CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", page);
}
