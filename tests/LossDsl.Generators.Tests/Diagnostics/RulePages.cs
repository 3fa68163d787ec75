using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LossDsl.Generators.Tests;

/// <summary>The page of each rule.</summary>
internal static partial class RulePages
{
    /// <summary>The folder of generator and analyzers.</summary>
    public static readonly string Generators = Path.Combine(Here(), "../../../generators/LossDsl.Generators");

    /// <summary>The page of a rule.</summary>
    public static string Text(string id) => File.ReadAllText(Path.Combine(Generators, "Rules", id + ".md"));

    /// <summary>The code of a page, without its using directive.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="kind">Wrong or Right.</param>
    public static string Code(string id, string kind)
        => CodeBlocks().Matches(Text(id)).Single(m => m.Groups["kind"].Value == kind).Groups["code"].Value;

    /// <summary>Whether a page says that there is a fix: "yes", "in some cases" or nothing.</summary>
    public static string Fix(string id)
        => FixLine().Match(Text(id)) is { Success: true } line ? line.Groups["when"].Value is { Length: > 0 } when ? when.Trim() : "yes"
            : "";

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\*Fix(?<when>[^:]*):\*", RegexOptions.Multiline)]
    private static partial Regex FixLine();

    [GeneratedRegex(@"\*(?<kind>Wrong|Right)\*\n\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
