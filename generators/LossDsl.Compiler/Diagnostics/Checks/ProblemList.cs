using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The breaches found so far.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> problems = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => problems.Count == 0;

    /// <summary>In the order of the source: those of the loss, then those of its parts.</summary>
    public EquatableArray<Problem> Sorted => problems.OrderBy(problem => problem.Part).ThenBy(problem => problem.Attribute).ToEquatable();

    /// <summary>A breach.</summary>
    public void Add(Problem problem) => problems.Add(problem);

    /// <summary>A breach on an attribute.</summary>
    public void Add(Rule rule, Term use, string? argument, params string[] arguments)
        => problems.Add(new Problem(rule, use.Index, argument, arguments.ToEquatable()) { Part = use.Part });

    /// <summary>A breach on a class: a part, or the loss itself for −1.</summary>
    public void Add(Rule rule, int part, params string[] arguments)
        => problems.Add(new Problem(rule, -1, null, arguments.ToEquatable()) { Part = part });
}
