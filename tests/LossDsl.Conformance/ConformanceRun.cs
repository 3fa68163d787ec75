using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A whole run: read, map, compile, evaluate, compare.</summary>
internal static class ConformanceRun
{
    /// <summary>Evaluates all vector files and records what came out.</summary>
    public static Report Evaluate(IEnumerable<string> paths)
    {
        var report = new Report();
        var files = ReadAll(paths, report);
        var mapped = files.ToDictionary(static file => file, file => MapAll(file, report));
        var declared = Declare(mapped);
        LossAssembly.Compile([.. declared.Values]);
        foreach (var file in files)
        {
            foreach (var theCase in mapped[file])
            {
                foreach (var engine in EngineUnderTest.All)
                    report.Add(file.Loss, engine, theCase.Case.Id, CaseRunner.Run(theCase, declared[KeyOf(file.Loss, theCase)], engine));
            }
        }

        return report;
    }

    private static List<VectorFile> ReadAll(IEnumerable<string> paths, Report report)
    {
        var files = new List<VectorFile>();
        foreach (var path in paths)
        {
            try
            {
                files.Add(VectorReader.Read(path));
            }
            catch (MalformedVectorException e)
            {
                report.AddUnreadable(e.Message);
            }
        }

        return files;
    }

    private static List<MappedCase> MapAll(VectorFile file, Report report)
    {
        var mapped = new List<MappedCase>();
        if (!Mappings.ByLoss.TryGetValue(file.Loss, out var mapping))
        {
            report.AddUndeclared(file.Loss, file.Cases.Count);
            return mapped;
        }

        foreach (var theCase in file.Cases)
        {
            try
            {
                mapped.Add(MappedCase.Of(theCase, mapping));
            }
            catch (NotDeclarableException e)
            {
                report.AddNotDeclarable(theCase.Id, e.Message);
            }
            catch (Exception e)
            {
                // Whatever went wrong is the result of this case; the others go on.
                foreach (var engine in EngineUnderTest.All)
                    report.Add(file.Loss, engine, theCase.Id, Verdict.Failed(e.Message));
            }
        }

        return mapped;
    }

    // One class for each distinct (loss, declaration), however many cases share it.
    private static Dictionary<Key, DeclaredLoss> Declare(Dictionary<VectorFile, List<MappedCase>> mapped)
    {
        var declared = new Dictionary<Key, DeclaredLoss>();
        foreach (var (file, cases) in mapped)
        {
            foreach (var theCase in cases)
            {
                var name = DeclarationWriter.NameOf(file.Loss, declared.Count);
                declared.TryAdd(
                    KeyOf(file.Loss, theCase),
                    new DeclaredLoss(name, theCase.Text, counts: theCase.Counts is not null, weights: theCase.Weights is not null));
            }
        }

        return declared;
    }

    private static Key KeyOf(string loss, MappedCase theCase) => new(loss, theCase.Text);

    private readonly record struct Key(string Loss, DeclarationText Text);
}
