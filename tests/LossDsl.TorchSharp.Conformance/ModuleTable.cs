using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using LossDsl.Conformance;

namespace LossDsl.Torch.Conformance;

/// <summary>
/// The table in README.md of what came out for each vector file that has a declaration, see <see cref="GeneratedTable"/>.
/// </summary>
internal static class ModuleTable
{
    /// <summary>What is wrong with the table in the file, or null.</summary>
    public static string? Check(Report report) => GeneratedTable.Check(FileName(), Text(report));

    // The source tree is not there where only the built program is.
    private static string FileName([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "README.md");

    private static string Text(Report report)
    {
        var text = new StringBuilder("\n| vector file | cases | outcome | second derivative |\n|---|---|---|---|\n");
        foreach (var (loss, result) in report.Losses.Where(static pair => pair.Value.Undeclared == 0))
            text.Append($"| {loss} | {result.Cases} | {ConformanceTable.Cell(ConformanceTable.Outcome(loss, result))} | "
                + $"{ConformanceTable.Cell(Second(result.Check))} |\n");
        return text.Append('\n').ToString();
    }

    private static string Second(LossCheck? check) => check switch
    {
        null => "",
        { Failure: not null } => "fails",
        { Skipped: { } reason } => reason,
        _ => "passes",
    };
}
