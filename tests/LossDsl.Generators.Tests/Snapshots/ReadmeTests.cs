using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>README shows a declaration and what it becomes; that must be what it becomes.</summary>
public class ReadmeTests
{
    [Fact]
    public void What_README_shows_is_what_is_generated()
    {
        var blocks = Blocks();
        var declaration = blocks.First(block => block.Contains("public sealed partial class TailLoss", StringComparison.Ordinal));
        var generated = Lines(Compilations.Generate(declaration)["TailLoss.g.cs"]);

        var formulas = Lines(blocks.First(block => block.Contains("∂ℓ/∂z_k", StringComparison.Ordinal)));
        Assert.All(formulas, line => Assert.Contains(generated, candidate => candidate.TrimStart('/', ' ') == line));

        var sweep = Lines(blocks.First(block => block.Contains("others +=", StringComparison.Ordinal)));
        var start = Array.IndexOf(generated, sweep[0]);
        Assert.Equal(sweep, generated.Skip(start).Take(sweep.Length));
    }

    private static string[] Lines(string block)
        => [.. block.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    /// <summary>The fenced blocks of README, in order.</summary>
    private static string[] Blocks([CallerFilePath] string here = "")
    {
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "README.md"));
        var parts = readme.Split("```");
        return [.. parts.Where((_, i) => i % 2 == 1).Select(part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..])];
    }
}
