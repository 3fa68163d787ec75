using System;
using System.IO;

namespace LossDsl.Conformance;

/// <summary>
/// A table of what came out, between two marks of a document. A run compares it; with the environment variable LOSSDSL_ACCEPT=1
/// it writes it instead.
/// </summary>
internal static class GeneratedTable
{
    private const string Start = "<!-- generated: what follows is written by a run over all files, see GeneratedTable -->\n";
    private const string End = "<!-- end of what is generated -->\n";

    /// <summary>What is wrong with the table in a file, or null; null too where the file is not there.</summary>
    public static string? Check(string file, string table)
    {
        if (!File.Exists(file))
            return null;
        var document = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal);
        var (start, end) = (document.IndexOf(Start, StringComparison.Ordinal) + Start.Length,
            document.IndexOf(End, StringComparison.Ordinal));
        if (start < Start.Length || end < start)
            return "README.md lacks the marks between which the table stands";
        if (document[start..end] == table)
            return null;
        if (Environment.GetEnvironmentVariable("LOSSDSL_ACCEPT") != "1")
            return "the table in README.md is not what came out; run with LOSSDSL_ACCEPT=1 and read the difference";
        File.WriteAllText(file, document[..start] + table + document[end..]);
        return null;
    }
}
