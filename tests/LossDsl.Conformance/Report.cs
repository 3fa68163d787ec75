using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>What came out of a run, and how it is printed. A case counts once for each engine.</summary>
internal sealed class Report
{
    private readonly SortedDictionary<string, Dictionary<EngineUnderTest, Tally>> byLoss = new(StringComparer.Ordinal);
    private readonly List<(string Loss, int Cases)> undeclared = [];
    private readonly List<string> notDeclarable = [];
    private readonly List<string> unreadable = [];

    public int Passed => Tallies.Sum(static tally => tally.Passed);

    public int Failed => Tallies.Sum(static tally => tally.Failures.Count) + unreadable.Count;

    public int Skipped => (undeclared.Sum(static loss => loss.Cases) + notDeclarable.Count) * EngineUnderTest.All.Count;

    private IEnumerable<Tally> Tallies => byLoss.Values.SelectMany(static engines => engines.Values);

    /// <summary>Records one case on one engine.</summary>
    public void Add(string loss, EngineUnderTest engine, string id, Verdict verdict)
    {
        if (!byLoss.TryGetValue(loss, out var engines))
            byLoss[loss] = engines = EngineUnderTest.All.ToDictionary(static e => e, static _ => new Tally());
        engines[engine].Add(id, verdict);
    }

    /// <summary>Records a file that cannot be read: one failure.</summary>
    public void AddUnreadable(string message) => unreadable.Add(message);

    /// <summary>Records a loss that nothing declares.</summary>
    public void AddUndeclared(string loss, int cases) => undeclared.Add((loss, cases));

    /// <summary>Records a single case that cannot be declared.</summary>
    public void AddNotDeclarable(string id, string reason) => notDeclarable.Add($"{id}: {reason}");

    /// <summary>Prints everything; the last line is the count.</summary>
    public void Print(TextWriter writer)
    {
        writer.WriteLine($"A case counts once for each of the {EngineUnderTest.All.Count} engines. Errors are the worst of all cases: in double relative to the");
        writer.WriteLine("largest entry of the reference's tensor, in float to the scale described in SingleComparison.");
        foreach (var (loss, engines) in byLoss)
            PrintLoss(writer, loss, engines);
        PrintSkipped(writer);
        foreach (var message in unreadable)
            writer.WriteLine($"  FAILED {message}");
        writer.WriteLine();
        writer.WriteLine($"{Passed} passed, {Failed} failed, {Skipped} skipped");
    }

    private static void PrintLoss(TextWriter writer, string loss, Dictionary<EngineUnderTest, Tally> engines)
    {
        writer.WriteLine();
        writer.WriteLine($"{loss,-34}{"cases",6}{"passed",8}{"failed",8}{"value error",14}{"gradient error",16}");
        foreach (var (engine, tally) in engines)
            writer.WriteLine($"  {engine.Name,-32}{tally.Cases,6}{tally.Passed,8}{tally.Failures.Count,8}{Text(tally.ValueError),14}{Text(tally.GradientError),16}");

        // The same failure on several engines is told once.
        var failures = engines.SelectMany(static pair => pair.Value.Failures.Select(failure => (Failure: failure, Engine: pair.Key.Name)));
        foreach (var failure in failures.GroupBy(static f => f.Failure, static f => f.Engine))
        {
            var where = failure.Count() == engines.Count ? "all engines" : string.Join("; ", failure);
            writer.WriteLine($"  FAILED {failure.Key} [{where}]");
        }
    }

    private void PrintSkipped(TextWriter writer)
    {
        writer.WriteLine();
        if (undeclared.Count > 0)
        {
            var names = string.Join(", ", undeclared.Select(static loss => loss.Loss).Order(StringComparer.Ordinal));
            writer.WriteLine($"Skipped, as nothing declares these {undeclared.Count} losses yet ({undeclared.Sum(static loss => loss.Cases)} cases): {names}");
        }

        foreach (var reason in notDeclarable)
            writer.WriteLine($"Skipped {reason}");
    }

    private static string Text(double error) => error == 0 ? "0" : error.ToString("0.0e+00", CultureInfo.InvariantCulture);

    /// <summary>The outcomes of one loss on one engine.</summary>
    private sealed class Tally
    {
        public List<string> Failures { get; } = [];

        public int Cases { get; private set; }

        public double ValueError { get; private set; }

        public double GradientError { get; private set; }

        public int Passed => Cases - Failures.Count;

        public void Add(string id, Verdict verdict)
        {
            Cases++;
            ValueError = Math.Max(ValueError, verdict.ValueError);
            GradientError = Math.Max(GradientError, verdict.GradientError);
            if (verdict.Failure is { } failure)
                Failures.Add($"{id}: {failure.Split('\n')[0].TrimEnd()}");
        }
    }
}
