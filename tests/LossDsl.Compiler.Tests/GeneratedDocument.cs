using System;
using System.IO;
using System.Runtime.CompilerServices;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>
/// Parts of documentation that are made from the compiler's tables. A test compares; with the environment variable
/// LOSSDSL_ACCEPT=1 it writes instead.
/// </summary>
internal static class GeneratedDocument
{
    private const string Start = "<!-- generated: what follows is written by a test, see GeneratedDocument -->\n";
    private const string End = "<!-- end of what is generated -->\n";

    /// <summary>Compares the generated part of a file of the repository, which stands between two marks.</summary>
    /// <param name="path">The file, from the root of the repository.</param>
    /// <param name="text">What has to stand there.</param>
    /// <param name="here">This source file.</param>
    public static void Check(string path, string text, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path);
        var document = File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal);
        var (start, end) = (document.IndexOf(Start, StringComparison.Ordinal) + Start.Length,
            document.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= Start.Length && end >= start, $"{path} lacks the marks between which the generated part stands");
        if (document[start..end] == text)
            return;
        if (Environment.GetEnvironmentVariable("LOSSDSL_ACCEPT") == "1")
            File.WriteAllText(file, document[..start] + text + document[end..]);
        else
            Assert.Fail($"{path} is not what the tables say; run the test with LOSSDSL_ACCEPT=1 and read the difference");
    }
}
