using System;
using System.IO;
using System.Linq;
using System.Text;

namespace VerifyXunit;

/// <summary>One text to be compared with its file.</summary>
/// <param name="Part">What tells it from the other texts of the same test, if there are others.</param>
/// <param name="Extension">The extension of its file.</param>
/// <param name="Text">The text.</param>
internal sealed record Snapshot(string? Part, string Extension, string Text)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The file's name; the state is verified or received.</summary>
    public string FileName(string prefix, string state)
        => $"{prefix}{(Part is null ? "" : "#" + Part)}.{state}.{Extension}";

    /// <summary>Compares the text with its file; the result says what is wrong, or is null.</summary>
    public string? Compare(string folder, string prefix)
    {
        var verified = Path.Combine(folder, FileName(prefix, "verified"));
        var received = Path.Combine(folder, FileName(prefix, "received"));
        var text = Normalize(Text);
        var exists = File.Exists(verified);
        var snapshot = exists ? Normalize(File.ReadAllText(verified)) : "";

        // Editors put a newline at the end of a file; like Verify, we let them.
        if (exists && (snapshot == text || snapshot == text + "\n"))
        {
            File.Delete(received);
            return null;
        }

        File.WriteAllText(received, text, Encoding);
        var files = $"  - Received: {Path.GetFileName(received)}\n    Verified: {Path.GetFileName(verified)}";
        return exists ? $"NotEqual:\n{files}\n{FirstDifference(snapshot, text)}" : $"New:\n{files}";
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string FirstDifference(string verified, string received)
    {
        var expected = verified.Split('\n');
        var actual = received.Split('\n');
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"    line {line + 1}\n    verified: {expected.ElementAtOrDefault(line) ?? "(ends)"}\n"
            + $"    received: {actual.ElementAtOrDefault(line) ?? "(ends)"}";
    }
}
