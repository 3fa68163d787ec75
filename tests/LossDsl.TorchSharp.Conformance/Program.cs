using System;
using System.IO;
using LossDsl.Conformance;

namespace LossDsl.Torch.Conformance;

/// <summary>Compares modules of declared losses with golden vectors.</summary>
internal static class ModuleProgram
{
    /// <returns>0 if nothing failed, 1 if something did, 2 if there is nothing to run.</returns>
    private static int Main(string[] arguments)
    {
        if (arguments.Length > 1 || (arguments.Length == 1 && !Directory.Exists(arguments[0])))
            return Program.Refuse("usage: LossDsl.TorchSharp.Conformance [DIR]   a folder of vector files; our own copy if it is left out");
        var folder = arguments.Length == 1 ? arguments[0] : Program.OwnVectors;
        var paths = Program.FilesOf(folder);
        if (paths.Count == 0)
            return Program.Refuse($"there are no vector files (*.json) in '{folder}'");
        var report = new ConformanceRun(ModuleEngines.All, SecondDerivative.Of).Evaluate(paths);
        // The documentation tells what comes out for our own files.
        if (folder == Program.OwnVectors && ModuleTable.Check(report) is { } stale)
            report.AddFailure(stale);
        report.Print(Console.Out);
        return report.Failed > 0 ? 1 : 0;
    }
}
