using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A whole run: read, map, declare, evaluate, compare.</summary>
/// <param name="engines">What evaluates.</param>
/// <param name="check">What is checked besides, once for each loss that compiles; null for nothing.</param>
internal sealed class ConformanceRun(IReadOnlyList<EngineUnderTest> engines,
    Func<IReadOnlyList<(MappedCase Case, DeclaredLoss Loss)>, LossCheck>? check)
{
    private readonly Report report = new(engines);

    /// <summary>A file that the compiled losses are saved in; null for none.</summary>
    public string? Saved { get; init; }

    /// <summary>A file in which an earlier run saved them; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>Evaluates all vector files and records what came out.</summary>
    public Report Evaluate(IEnumerable<string> paths)
    {
        var files = ReadAll(paths);
        var mapped = files.ToDictionary(static file => file, MapAll);
        var declared = Declare(mapped);
        LossAssembly.Read([.. declared.Values]);
        if (engines.Any(static engine => engine.Evaluate is not null))
            Compile([.. declared.Values]);
        foreach (var file in files)
        {
            foreach (var theCase in mapped[file])
            {
                foreach (var engine in engines)
                    report.Add(file.Loss, engine, theCase.Case.Id, CaseRunner.Run(theCase, declared[KeyOf(file.Loss, theCase)], engine));
            }

            var compiled = mapped[file].Select(theCase => (theCase, declared[KeyOf(file.Loss, theCase)]))
                .Where(static pair => pair.Item2.Create is not null).ToList();
            if (check is not null && compiled.Count > 0)
                report.AddCheck(file.Loss, check(compiled));
        }

        return report;
    }

    private void Compile(IReadOnlyList<DeclaredLoss> losses)
    {
        if (Image is not null)
            LossAssembly.Load(File.ReadAllBytes(Image), losses);
        else if (LossAssembly.Compile(losses) is { } image && Saved is not null)
            File.WriteAllBytes(Saved, image);
    }

    private List<VectorFile> ReadAll(IEnumerable<string> paths)
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
                report.AddFailure(e.Message);
            }
        }

        return files;
    }

    private List<MappedCase> MapAll(VectorFile file)
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
                report.AddNotDeclarable(file.Loss, theCase.Id, e.Message);
            }
            catch (Exception e)
            {
                // Whatever went wrong is the result of this case; the others go on.
                foreach (var engine in engines)
                    report.Add(file.Loss, engine, theCase.Id, Verdict.Failed(e.Message));
            }
        }

        return mapped;
    }

    // One class for each distinct (loss, declaration), however many cases share it.
    private Dictionary<Key, DeclaredLoss> Declare(Dictionary<VectorFile, List<MappedCase>> mapped)
    {
        var declared = new Dictionary<Key, DeclaredLoss>();
        foreach (var (file, cases) in mapped)
        {
            foreach (var theCase in cases)
            {
                var name = DeclarationWriter.NameOf(file.Loss, declared.Count);
                if (declared.TryAdd(KeyOf(file.Loss, theCase), new DeclaredLoss(name, theCase.Text, theCase.Construction)))
                    report.AddDeclaration(file.Loss, theCase.Text);
            }
        }

        return declared;
    }

    private static Key KeyOf(string loss, MappedCase theCase) => new(loss, theCase.Text);

    private readonly record struct Key(string Loss, DeclarationText Text);
}
