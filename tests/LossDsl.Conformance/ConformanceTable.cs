using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace LossDsl.Conformance;

/// <summary>
/// The table in README.md of what came out for each vector file. A run over our own files compares it, see
/// <see cref="GeneratedTable"/>.
/// </summary>
internal static class ConformanceTable
{
    /// <summary>What is wrong with the table in the file, or null.</summary>
    public static string? Check(Report report) => GeneratedTable.Check(FileName(), Text(report));

    // The source tree is not there where only the built program is.
    private static string FileName([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "README.md");

    private static string Text(Report report)
    {
        var text = new StringBuilder("\n| vector file | cases | outcome | declared, for example, as |\n|---|---|---|---|\n");
        foreach (var (loss, result) in report.Losses)
            text.Append($"| {loss} | {result.Cases} | {Cell(Outcome(loss, result))} | {Cell(Declaration(result))} |\n");
        return text.Append('\n').ToString();
    }

    /// <summary>What came out for one vector file, in words.</summary>
    public static string Outcome(string loss, LossReport result)
    {
        if (result.Undeclared > 0)
            return OtherLanguages.ByLoss.TryGetValue(loss, out var reason) ? $"not of the language: {reason}" : "not mapped yet";
        if (result.Tallies.Values.Any(static tally => tally.Failures.Count > 0))
            return "fails";
        var explained = result.Tallies.Values.Max(static tally => tally.Explained);
        var passed = result.Tallies.Values.Max(static tally => tally.Cases) - explained;
        string?[] parts =
        [
            passed == result.Cases ? "passes" : passed > 0 ? $"{passed} pass" : null,
            explained > 0 ? $"{explained} explained: {string.Join("; ", result.Reasons)}" : null,
            .. result.NotDeclarable.GroupBy(static skipped => skipped.Reason)
            .Select(static group =>
                $"{group.Count()} cannot be declared: {group.Key.Replace("not declarable yet: ", "", StringComparison.Ordinal)}"),
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Declaration(LossReport result)
        => result.Declarations.Count == 0 ? ""
            : $"`{string.Join(" ", $"{result.Declarations[0].Attributes}\n{result.Declarations[0].Members}".Split('\n', StringSplitOptions.RemoveEmptyEntries))}`";

    /// <summary>A text as it stands in a cell.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
