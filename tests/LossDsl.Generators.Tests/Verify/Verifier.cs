using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace VerifyXunit;

/// <summary>
/// Stands in for the Verify package where that does not restore: the same calls, the same files. A snapshot lies beside
/// its test as <c>{Class}.{Method}[#{Part}].verified.{extension}</c>; what differs is written beside it as
/// <c>.received.</c>, to be looked at and renamed.
/// </summary>
public static class Verifier
{
    /// <summary>Compares a text with its snapshot.</summary>
    public static Task Verify(
        string target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
        => Compare([new Snapshot(null, "txt", target)], sourceFile, method);

    /// <summary>Compares everything that a driver's generators produced with one snapshot a file.</summary>
    public static Task Verify(
        GeneratorDriver target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var results = target.GetRunResult().Results;
        if (results.FirstOrDefault(r => r.Exception is not null).Exception is { } failure)
            throw new InvalidOperationException("A generator failed.", failure);
        var sources = results
            .SelectMany(r => r.GeneratedSources)
            .OrderBy(s => s.HintName, StringComparer.Ordinal)
            .Select(s => new Snapshot(
                Path.GetFileNameWithoutExtension(s.HintName), "cs", $"//HintName: {s.HintName}\n{s.SourceText}"));
        return Compare([.. sources], sourceFile, method);
    }

    private static Task Compare(IReadOnlyList<Snapshot> snapshots, string sourceFile, string method)
    {
        var folder = Path.GetDirectoryName(sourceFile)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
        var complaints = snapshots.Select(s => s.Compare(folder, prefix)).OfType<string>().ToList();
        var expected = snapshots.Select(s => s.FileName(prefix, "verified")).ToHashSet();
        complaints.AddRange(Directory.EnumerateFiles(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => IsSnapshotOf(name, prefix) && !expected.Contains(name))
            .Select(name => $"Delete: {name} is no longer produced."));
        if (complaints.Count != 0)
            throw new VerifyException($"Directory: {folder}\n{string.Join("\n\n", complaints)}");
        return Task.CompletedTask;
    }

    private static bool IsSnapshotOf(string name, string prefix)
        => (name.StartsWith(prefix + ".", StringComparison.Ordinal) || name.StartsWith(prefix + "#", StringComparison.Ordinal))
            && name.Contains(".verified.", StringComparison.Ordinal);
}
