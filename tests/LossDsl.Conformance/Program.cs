using System;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>Compares declared losses with golden vectors on every engine.</summary>
internal static class Program
{
    private const int Unusable = 2;

    /// <returns>0 if nothing failed, 1 if something did, 2 if there is nothing to run.</returns>
    private static int Main(string[] arguments)
    {
        if (arguments.Length > 1)
            return Refuse("usage: LossDsl.Conformance [DIR]   a folder of vector files; our own copy if it is left out");
        var folder = arguments.Length == 1 ? arguments[0] : Path.Combine(AppContext.BaseDirectory, "vectors");
        if (!Directory.Exists(folder))
            return Refuse($"there is no folder '{folder}'");
        var paths = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0)
            return Refuse($"there are no vector files (*.json) in '{folder}'");
        var report = ConformanceRun.Evaluate(paths);
        report.Print(Console.Out);
        return report.Failed > 0 ? 1 : 0;
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return Unusable;
    }
}
