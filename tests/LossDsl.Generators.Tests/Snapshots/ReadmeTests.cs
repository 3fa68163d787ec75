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
/// README shows declarations, uses them, and shows what one of them becomes: the code must run, and that must be what it
/// becomes.
/// </summary>
public class ReadmeTests
{
    [Fact]
    public void What_README_shows_is_what_is_generated()
    {
        var declaration = Blocks("csharp").First(block => block.Contains("public sealed partial class TailLoss", StringComparison.Ordinal));
        var generated = Lines(Compilations.Generate(declaration)["TailLoss.g.cs"]);

        var formulas = Lines(Blocks("").First(block => block.Contains("∂ℓ/∂z_k", StringComparison.Ordinal)));
        Assert.All(formulas, line => Assert.Contains(generated, candidate => candidate.TrimStart('/', ' ') == line));

        var sweep = Lines(Blocks("csharp").First(IsGenerated));
        var start = Array.IndexOf(generated, sweep[0]);
        Assert.Equal(sweep, generated.Skip(start).Take(sweep.Length));
    }

    [Fact]
    public void The_code_of_README_is_one_program_that_runs()
    {
        using var program = new LoadedLoss(Program());
        Assert.True(float.IsFinite(program.Invoke<float>("Page", "Run")));
    }

    [Fact]
    public async Task The_analyzer_has_nothing_to_say_about_README()
        => Assert.Empty(await Compilations.Analyze(Compilations.Complete(Program())));

    [Fact]
    public void Every_attribute_that_README_names_exists()
    {
        var names = Regex.Matches(Read("README.md"), @"\[([A-Z][a-z]\w*)(?=[\](][^\n]*`)").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(typeof(LossAttribute).Assembly.GetType($"LossDsl.{name}Attribute")));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("generators/README.md")]
    [InlineData("samples/README.md")]
    public void Links_lead_to_files(string page)
    {
        var links = Regex.Matches(Read(page), @"\]\(([^)#:]+)\)").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(PathOf(page))!, link)), $"{page} links to {link}"));
    }

    /// <summary>
    /// The blocks in their order: declarations as they are, statements as one method, which gives the first loss computed.
    /// </summary>
    private static string Program()
    {
        var pages = Blocks("csharp").Where(block => !IsGenerated(block))
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

    // The one block that nobody writes: the middle of a generated kernel.
    private static bool IsGenerated(string block) => block.Contains("others +=", StringComparison.Ordinal);

    private static string[] Lines(string block)
        => [.. block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>The fenced blocks of README in one language, in order.</summary>
    private static string[] Blocks(string language)
        => [.. Read("README.md").Split("```")
            .Where((_, i) => i % 2 == 1)
            .Select(block => block.Split('\n', 2))
            .Where(block => block[0] == language)
            .Select(block => block[1])];

    private static string Read(string page) => File.ReadAllText(PathOf(page)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string PathOf(string page, [CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", page);
}
