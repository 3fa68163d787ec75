using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Every relative link of every page leads to a file of the repository, and to a heading where it names one.</summary>
public partial class LinkTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    private static readonly string[] All =
        [.. Directory.GetFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(page => !page.Split('/').Any(folder => folder is "bin" or "obj" or "artifacts")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages => [.. All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void They_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        Assert.All(Links(Read(Path.Combine(Root, page))), link =>
        {
            var target = link.Path.Length == 0 ? Path.Combine(Root, page) : Path.GetFullPath(Path.Combine(folder, link.Path));
            Assert.True(Path.Exists(target), $"{page} links to {link.Path}");
            if (link.Heading.Length > 0)
                Assert.Contains(link.Heading, Headings(Read(target)));
        });
    }

    [Fact]
    public void Every_page_is_reached_from_README()
    {
        var (reached, pending) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["README.md"]));
        while (pending.TryDequeue(out var page))
        {
            if (!reached.Add(page))
                continue;
            foreach (var link in Links(Read(Path.Combine(Root, page))).Where(link => link.Path.EndsWith(".md", StringComparison.Ordinal)))
            {
                var target = Path.Combine(Root, Path.GetDirectoryName(page)!, link.Path);
                pending.Enqueue(Path.GetRelativePath(Root, target).Replace('\\', '/'));
            }
        }

        Assert.Empty(All.Where(page => !page.Contains("/AnalyzerReleases.", StringComparison.Ordinal)).Except(reached));
    }

    private static IEnumerable<(string Path, string Heading)> Links(string text)
        => Link().Matches(Fence().Replace(text, "")).Select(match => (match.Groups["path"].Value, match.Groups["heading"].Value));

    // As the sites that show pages make them: lower case, blanks to hyphens, no other signs.
    private static IEnumerable<string> Headings(string text)
        => Heading().Matches(text).Select(match
            => Signs().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Signs();
}
