using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace LossDsl.Catalogue.Tests;

/// <summary>The table in the catalogue's README is made of its sources, and a file holds the loss that it is named after.</summary>
public partial class IndexTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src", "LossDsl.Catalogue"));

    [Fact]
    public void The_index_in_README_is_that_of_the_sources()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md")).ReplaceLineEndings("\n");
        var index = Index();
        Assert.True(readme.Contains(index, StringComparison.Ordinal), "the index of README.md must be:\n" + index);
    }

    [Fact]
    public void Every_loss_stands_in_a_file_of_its_name()
        => Assert.Equal(
            Entries.Types.Select(type => type.Name),
            Sources().Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Index()
    {
        var text = new StringBuilder();
        foreach (var folder in Sources().GroupBy(path => Path.GetFileName(Path.GetDirectoryName(path))!)
            .OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            text.Append($"## {Words().Replace(folder.Key, " $0").TrimStart()}\n\n| loss | what it is | declaration |\n|---|---|---|\n");
            foreach (var path in folder.Order(StringComparer.Ordinal))
                text.Append($"| {Row(path)} |\n");
            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Row(string path)
    {
        var lines = File.ReadAllLines(path);
        var summary = string.Join(" ", lines
            .SkipWhile(line => line != "/// <summary>").Skip(1)
            .TakeWhile(line => line != "/// </summary>" && !line.StartsWith("/// <para>", StringComparison.Ordinal))
            .Select(line => line["/// ".Length..]));
        var declaration = string.Join(" ", lines.Where(line => line.StartsWith('[')).Select(line => $"`{line}`"));
        return $"{Path.GetFileNameWithoutExtension(path)} | "
            + $"{WebUtility.HtmlDecode(summary).Replace("|", "\\|", StringComparison.Ordinal)} | {declaration}";
    }

    private static string[] Sources()
        => [.. Directory.GetDirectories(Folder)
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs"))];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Words();
}
