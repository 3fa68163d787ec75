using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>
/// What came out of a run, and how it is printed. A case counts once, whatever engines it ran on: it passes if it does on
/// each.
/// </summary>
/// <param name="engines">The engines of the run.</param>
internal sealed class Report(IReadOnlyList<EngineUnderTest> engines)
{
    private readonly SortedDictionary<string, LossReport> losses = new(StringComparer.Ordinal);
    private readonly List<string> general = [];

    /// <summary>What came out, by the name of the vector file.</summary>
    public IReadOnlyDictionary<string, LossReport> Losses => losses;

    public int Passed => losses.Values.Sum(static loss => loss.Passed) + Checks.Count(static check => check.Passed);

    public int Explained => losses.Values.Sum(static loss => loss.Explained);

    public int Failed => losses.Values.Sum(static loss => loss.Failed) + Checks.Count(static check => check.Failure is not null)
        + general.Count;

    public int Skipped => losses.Values.Sum(static loss => loss.Skipped) + Checks.Count(static check => check.Skipped is not null);

    private IEnumerable<LossCheck> Checks => losses.Values.Select(static loss => loss.Check).OfType<LossCheck>();

    /// <summary>Records one case on one engine.</summary>
    public void Add(string loss, EngineUnderTest engine, string id, Verdict verdict) => Of(loss).Tallies[engine].Add(id, verdict);

    /// <summary>Records a declaration of a loss.</summary>
    public void AddDeclaration(string loss, DeclarationText text) => Of(loss).Declarations.Add(text);

    /// <summary>Records a failure that is none of a single case, a file that cannot be read for instance.</summary>
    public void AddFailure(string message) => general.Add(message);

    /// <summary>Records a loss that nothing declares.</summary>
    public void AddUndeclared(string loss, int cases) => Of(loss).Undeclared = cases;

    /// <summary>Records what was checked once for a loss.</summary>
    public void AddCheck(string loss, LossCheck check) => Of(loss).Check = check;

    /// <summary>Records a single case that cannot be declared.</summary>
    public void AddNotDeclarable(string loss, string id, string reason) => Of(loss).NotDeclarable.Add((id, reason));

    /// <summary>Prints everything; the last line is the count.</summary>
    public void Print(TextWriter writer)
    {
        writer.WriteLine($"Each case runs on each of the {engines.Count} engines. Errors are the worst of all cases: in double relative "
            + "to the");
        writer.WriteLine("largest entry of the reference's tensor, in float to the scale described in SingleComparison.");
        foreach (var (loss, result) in losses.Where(static pair => pair.Value.Undeclared == 0))
            Print(writer, loss, result);
        PrintSkipped(writer);
        foreach (var message in general)
            writer.WriteLine($"  FAILED {message}");
        writer.WriteLine();
        writer.WriteLine($"{Explained} deviate from an artefact of the reference, for a declared reason; they are not among those that "
            + "passed.");
        writer.WriteLine($"{Passed} passed, {Failed} failed, {Skipped} skipped");
    }

    private LossReport Of(string loss)
    {
        if (!losses.TryGetValue(loss, out var result))
            losses[loss] = result = new LossReport(engines);
        return result;
    }

    private static void Print(TextWriter writer, string loss, LossReport result)
    {
        writer.WriteLine();
        writer.WriteLine($"{loss,-34}{"cases",6}{"passed",8}{"explained",11}{"failed",8}{"value error",14}{"gradient error",16}");
        foreach (var (engine, tally) in result.Tallies)
            writer.WriteLine($"  {engine.Name,-32}{tally.Cases,6}{tally.Passed,8}{tally.Explained,11}{tally.Failures.Count,8}"
                + $"{Text(tally.ValueError),14}{Text(tally.GradientError),16}");

        // The same failure on several engines is told once.
        var failures = result.Tallies.SelectMany(static pair =>
            pair.Value.Failures.Select(failure => (Failure: failure, Engine: pair.Key.Name)));
        foreach (var failure in failures.GroupBy(static f => f.Failure, static f => f.Engine))
        {
            var where = failure.Count() == result.Tallies.Count ? "all engines" : string.Join("; ", failure);
            writer.WriteLine($"  FAILED {failure.Key} [{where}]");
        }

        if (result.Check is { Passed: false } check)
            writer.WriteLine(check.Failure is { } wrong ? $"  FAILED {loss}: {wrong}" : $"  SKIPPED {loss}: {check.Skipped}");
        foreach (var reason in result.Reasons)
            writer.WriteLine($"  EXPLAINED {reason}");
        foreach (var (id, reason) in result.NotDeclarable)
            writer.WriteLine($"  SKIPPED {id}: {reason}");
    }

    private void PrintSkipped(TextWriter writer)
    {
        var undeclared = losses.Where(static pair => pair.Value.Undeclared > 0).ToList();
        writer.WriteLine();
        foreach (var group in undeclared.GroupBy(static pair => OtherLanguages.ByLoss.GetValueOrDefault(pair.Key))
            .OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            var why = group.Key is { } reason ? $"not of the language ({reason})" : "not mapped yet";
            writer.WriteLine($"Skipped {group.Sum(static pair => pair.Value.Undeclared)} cases, {why}: "
                + $"{string.Join(", ", group.Select(static pair => pair.Key))}");
        }
    }

    private static string Text(double error) => error == 0 ? "0" : error.ToString("0.0e+00", CultureInfo.InvariantCulture);
}
