using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>Compares declared losses with golden vectors on every engine.</summary>
internal static class Program
{
    private const int Unusable = 2;
    private const string Usage = """
        usage: LossDsl.Conformance [--evaluator | --sweeps] [--save FILE | --image FILE] [DIR]
               DIR           a folder of vector files; our own copy if it is left out
               --evaluator   on the evaluator of the IR only
               --sweeps      on the engines only whose code depends on the vectors of the processor
               --save FILE   saves the compiled losses, of which a later run on the same files makes use by --image
        """;

    /// <summary>The folder of our own copy of the vector files.</summary>
    public static string OwnVectors => Path.Combine(AppContext.BaseDirectory, "vectors");

    /// <summary>The vector files of a folder, in order.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) => [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];

    /// <returns>0 if nothing failed, 1 if something did, 2 if there is nothing to run.</returns>
    private static int Main(string[] arguments)
    {
        var engines = EngineUnderTest.All;
        string? folder = null, saved = null, image = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--evaluator":
                    engines = [EngineUnderTest.Evaluator];
                    break;
                case "--sweeps":
                    engines = EngineUnderTest.Sweeps;
                    break;
                case "--save" when i + 1 < arguments.Length:
                    saved = arguments[++i];
                    break;
                case "--image" when i + 1 < arguments.Length:
                    image = arguments[++i];
                    break;
                case var other when other.StartsWith('-') || folder is not null:
                    return Refuse(Usage);
                case var other:
                    folder = other;
                    break;
            }
        }

        folder ??= OwnVectors;
        if (!Directory.Exists(folder))
            return Refuse($"there is no folder '{folder}'");
        var paths = FilesOf(folder);
        if (paths.Count == 0)
            return Refuse($"there are no vector files (*.json) in '{folder}'");
        var report = new ConformanceRun(engines, null) { Saved = saved, Image = image }.Evaluate(paths);
        // The documentation tells what comes out for our own files on all engines.
        if (folder == OwnVectors && engines == EngineUnderTest.All && ConformanceTable.Check(report) is { } stale)
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
