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
        if (loss.At(Stage.Aggregation).FirstOrDefault() is { } whole && parts.All(part => part.At(Stage.Aggregation).Any()))
            found.Add(LanguageRules.NoEffect, whole, null, "All", whole.Name, "every part says itself how it is aggregated");
        foreach (var use in parts.SelectMany(part => part.At(Stage.Aggregation)).Where(use => use.Name == "NoReduction"))
            found.Add(LanguageRules.WrongPlace, use, null, use.Name, $"part '{parts[use.Part].Name}'", $"the parts of a loss are added up; put it on '{loss.Name}'");
        if (loss.At(Stage.Aggregation).FirstOrDefault(use => use.Name == "NoReduction") is { } none
            && parts.SelectMany(part => part.At(Stage.Aggregation)).FirstOrDefault() is { } step)
        {
            found.Add(LanguageRules.Contradiction, step, null, none.Name, step.Name, "a loss without reduction has none in its parts");
        }
    }

    private static void Steps(Site site, ProblemList found)
    {
        var uses = site.At(Stage.Aggregation).ToList();
        foreach (var use in uses)
        {
            var earlier = uses.TakeWhile(other => other != use).FirstOrDefault(other => AxisOf(other) == All || AxisOf(use) == All || AxisOf(other) == AxisOf(use));
            if (earlier is not null)
            {
                found.Add(LanguageRules.Contradiction, use, null, earlier.Name, use.Name, AxisOf(earlier) == All || AxisOf(use) == All
                    ? "a loss is reduced in one way; steps name one axis each"
                    : $"the axis {AxisOf(use)} is reduced twice");
            }

            if (use.Use["By"]?.Choice is { } by && Meaningless.TryGetValue(AxisOf(use), out var not) && not.Contains(by))
                found.Add(LanguageRules.Contradiction, use, "By", use.Name, use.Name, $"Per.{by} counts nothing along the axis {AxisOf(use)}");
            else if (use.Use["By"]?.Choice == "SampleWeights" && AxisOf(use) == "Sample" && uses.Any(other => AxisOf(other) == "Position"))
                found.Add(LanguageRules.Contradiction, use, "By", use.Name, use.Name, "sample weights belong to rows, which the step over the positions has put together already");
        }

        if (uses.Count > 0 && uses.All(use => AxisOf(use) is "Class" or "Position"))
            found.Add(LanguageRules.Missing, uses[uses.Count - 1], null, "a step over the samples", uses[uses.Count - 1].Name, "add [Mean(Over = Axis.Sample)] or [Sum(Over = Axis.Sample)]");
    }

    private static string AxisOf(PlacedUse use) => use.Use["Over"]?.Choice ?? All;
}
