using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>What came out for one vector file.</summary>
/// <param name="engines">The engines of the run.</param>
internal sealed class LossReport(IReadOnlyList<EngineUnderTest> engines)
{
    /// <summary>The outcomes on each engine.</summary>
    public Dictionary<EngineUnderTest, Tally> Tallies { get; } = engines.ToDictionary(static engine => engine, static _ => new Tally());

    /// <summary>The declarations of its cases.</summary>
    public List<DeclarationText> Declarations { get; } = [];

    /// <summary>The cases that the language has no words for.</summary>
    public List<(string Id, string Reason)> NotDeclarable { get; } = [];

    /// <summary>The number of cases, if nothing declares the loss; else 0.</summary>
    public int Undeclared { get; set; }

    /// <summary>What was checked besides, if anything was.</summary>
    public LossCheck? Check { get; set; }

    /// <summary>The declared reasons for which results differ.</summary>
    public IEnumerable<string> Reasons => Tallies.Values.SelectMany(static tally => tally.Reasons).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The cases that are as they should be on every engine.</summary>
    public int Passed => Ids.Count() - Failed - Explained;

    /// <summary>The cases that fail on some engine.</summary>
    public int Failed => FailedIds.Count;

    /// <summary>The cases that fail on none, and differ for a declared reason on some.</summary>
    public int Explained => Tallies.Values.SelectMany(static tally => tally.ExplainedIds).Distinct().Count(id => !FailedIds.Contains(id));

    /// <summary>The number of cases in the file.</summary>
    public int Cases => Skipped + Tallies.Values.Max(static tally => tally.Cases);

    /// <summary>The number of cases that were not evaluated.</summary>
    public int Skipped => Undeclared + NotDeclarable.Count;

    private IEnumerable<string> Ids => Tallies.Values.SelectMany(static tally => tally.Ids).Distinct();

    private HashSet<string> FailedIds => [.. Tallies.Values.SelectMany(static tally => tally.FailedIds)];
}

/// <summary>What a check that is made once for a loss has found: passed if nothing failed and nothing was left out.</summary>
/// <param name="Failure">What is wrong.</param>
/// <param name="Skipped">Why it was not made.</param>
internal sealed record LossCheck(string? Failure, string? Skipped)
{
    /// <summary>Whether it was made, and nothing was wrong.</summary>
    public bool Passed => Failure is null && Skipped is null;
}

/// <summary>The outcomes of one loss on one engine.</summary>
internal sealed class Tally
{
    public List<string> Failures { get; } = [];

    public HashSet<string> Reasons { get; } = [];

    /// <summary>The cases.</summary>
    public HashSet<string> Ids { get; } = [];

    /// <summary>The cases that fail.</summary>
    public HashSet<string> FailedIds { get; } = [];

    /// <summary>The cases of which something differs, all of it for a declared reason.</summary>
    public HashSet<string> ExplainedIds { get; } = [];

    public int Cases => Ids.Count;

    public int Explained => ExplainedIds.Count;

    public double ValueError { get; private set; }

    public double GradientError { get; private set; }

    public int Passed => Cases - FailedIds.Count - Explained;

    public void Add(string id, Verdict verdict)
    {
        if (!Ids.Add(id))
            throw new InvalidOperationException($"there are two cases {id}");
        ValueError = Math.Max(ValueError, verdict.ValueError);
        GradientError = Math.Max(GradientError, verdict.GradientError);
        Reasons.UnionWith(verdict.Reasons);
        if (verdict.Failure is { } failure)
        {
            Failures.Add($"{id}: {failure.Split('\n')[0].TrimEnd()}");
            FailedIds.Add(id);
        }
        else if (verdict.Explained > 0)
        {
            ExplainedIds.Add(id);
        }
    }
}
