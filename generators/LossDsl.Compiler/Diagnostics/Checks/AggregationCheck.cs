using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether the steps by which rows become one number fit together.</summary>
internal static class AggregationCheck
{
    private const string All = "All";

    // What is counted belongs to rows; a step over another axis has none of it.
    private static readonly Dictionary<string, string[]> Meaningless = new()
    {
        ["Class"] = ["WeightSum", "SampleWeights", "External", "Torch"],
        ["Position"] = ["WeightSum", "External", "Torch", "Elements"],
        ["Sample"] = ["WeightSum", "Torch", "Elements"],
    };

    public static void Run(Declaration declaration, Site loss, IReadOnlyList<Site> parts, ProblemList found)
    {
        foreach (var site in parts.Prepend(loss))
            Steps(site, found);
        if (parts.Count == 0)
            return;
        var steps = loss.At(Stage.Aggregation).ToList();
        if (steps.FirstOrDefault() is { } whole && parts.All(part => part.At(Stage.Aggregation).Any()))
        {
            found.Add(whole.Breaks(LanguageRules.NoEffect, null, "All", whole.Name, "every part says itself how it is aggregated").MendedBy(
                Remedy.Of("Remove " + string.Join(", ", steps.Select(step => $"[{step.Name}]")),
                    [.. steps.Select(step => step.Edit(EditKind.RemoveAttribute))])));
        }

        foreach (var use in parts.SelectMany(part => part.At(Stage.Aggregation)).Where(use => use.Row.Reduces == Reduction.None))
        {
            found.Add(use.Breaks(LanguageRules.WrongPlace, null, use.Name, $"part '{parts[use.Part].Name}'",
                $"the parts of a loss are added up; put it on '{loss.Name}'")
                .MendedBy(Remedies.Remove(use)));
        }

        if (loss.At(Stage.Aggregation).FirstOrDefault(use => use.Row.Reduces == Reduction.None) is not { } none)
            return;
        foreach (var step in parts.Select(part => part.At(Stage.Aggregation).FirstOrDefault()).OfType<Term>())
        {
            found.Add(step.Contradicts(null, none.Name, step.Name, "a loss without reduction has none in its parts")
                .MendedBy(Remedies.RemoveEither(none, step, loss.All)));
        }
    }

    private static void Steps(Site site, ProblemList found)
    {
        var uses = site.At(Stage.Aggregation).ToList();
        foreach (var use in uses)
        {
            var earlier = uses.TakeWhile(other => other != use)
                .FirstOrDefault(other => AxisOf(other) == All || AxisOf(use) == All || AxisOf(other) == AxisOf(use));
            if (earlier is not null)
            {
                found.Add(use.Contradicts(null, earlier.Name, use.Name, AxisOf(earlier) == All || AxisOf(use) == All
                    ? "a loss is reduced in one way; steps name one axis each"
                    : $"the axis {AxisOf(use)} is reduced twice").MendedBy(Remedies.RemoveEither(earlier, use, site.All)));
            }

            if (use.Use["By"]?.Choice is { } by && Meaningless.TryGetValue(AxisOf(use), out var not) && not.Contains(by))
            {
                found.Add(use.ContradictsItself("By", "Over", $"Per.{by} counts nothing along the axis {AxisOf(use)}")
                    .MendedBy(Remedies.Remove(use, "By")));
            }
            else if (use.Use["By"]?.Choice == "SampleWeights" && AxisOf(use) == "Sample" && uses.Any(other => AxisOf(other) == "Position"))
            {
                found.Add(use.ContradictsItself("By", "Over",
                    "sample weights belong to rows, which the step over the positions has put together already")
                    .MendedBy(Remedies.Remove(use, "By")));
            }
        }

        if (uses.Count > 0 && uses.All(use => AxisOf(use) is "Class" or "Position"))
        {
            var last = uses[uses.Count - 1];
            found.Add(last.Breaks(LanguageRules.Missing, null, "a step over the samples", last.Name,
                "add [Mean(Over = Axis.Sample)] or [Sum(Over = Axis.Sample)]")
                .MendedBy([.. AttributeTable.All.Where(row => row.Reduces is Reduction.Mean or Reduction.Sum).Select(Step)]));

            Remedy Step(AttributeRow row)
                => Remedy.Of($"Add [{row.Name}(Over = Axis.Sample)]",
                    last.Edit(EditKind.AddAttribute, text: $"{row.Name}(Over = Axis.Sample)"));
        }
    }

    private static string AxisOf(Term use) => use.Use["Over"]?.Choice ?? All;
}
