using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>Compares declared losses with golden vectors on every engine.</summary>
internal static class Program
{
    private const int Unusable = 2;
    private const string EvaluatorOnly = "--evaluator";

    /// <summary>The folder of our own copy of the vector files.</summary>
    public static string OwnVectors => Path.Combine(AppContext.BaseDirectory, "vectors");

    /// <summary>The vector files of a folder, in order.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) => [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];

    /// <returns>0 if nothing failed, 1 if something did, 2 if there is nothing to run.</returns>
    private static int Main(string[] arguments)
    {
        var folders = arguments.Where(static argument => argument != EvaluatorOnly).ToList();
        if (folders.Count > 1 || folders.Any(static folder => folder.StartsWith('-')))
            return Refuse($"usage: LossDsl.Conformance [{EvaluatorOnly}] [DIR]   a folder of vector files; our own copy if it is left out");
        var folder = folders.Count == 1 ? folders[0] : OwnVectors;
        if (!Directory.Exists(folder))
            return Refuse($"there is no folder '{folder}'");
        var paths = FilesOf(folder);
        if (paths.Count == 0)
            return Refuse($"there are no vector files (*.json) in '{folder}'");
        var report = ConformanceRun.Evaluate(paths, arguments.Contains(EvaluatorOnly) ? [EngineUnderTest.Evaluator] : EngineUnderTest.All);
        // The documentation tells what comes out for our own files on all engines.
        if (folder == OwnVectors && !arguments.Contains(EvaluatorOnly) && ConformanceTable.Check(report) is { } stale)
            report.AddFailure(stale);
        report.Print(Console.Out);
        return report.Failed > 0 ? 1 : 0;
    }

    /// <summary>Says why there is nothing to run; what it returns is the exit status.</summary>
    public static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return Unusable;
    }
}
