using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether class weights weigh anything.</summary>
internal static class WeightCheck
{
    private const string Weighted = "Weighted";

    public static void Run(Site site, ProblemList found)
    {
        var terms = site.At(Stage.BaseTerm).ToList();
        if (site.At(Stage.Weight).FirstOrDefault() is { } weight && terms.Count > 0 && terms.All(PassesBy))
        {
            found.Add(weight.Breaks(LanguageRules.NoEffect, null, "The weight", weight.Name,
                $"every base term is declared with {Weighted} = false").MendedBy(
                Remedies.Remove(weight),
                Remedy.Of("Let it weigh the base terms", [.. terms.Select(term => term.Edit(EditKind.RemoveArgument, Weighted))])));
        }
    }

    /// <summary>Of parts with different class weights, or some without, one may divide by a weight sum: a loss has one.</summary>
    public static void Sums(Site loss, IReadOnlyList<Site> parts, ProblemList found)
    {
        var summing = parts.Where(part => DividesBySum(part, part.At(Stage.Aggregation).Any() ? part : loss)).ToList();
        if (summing.Select(WeightOf).FirstOrDefault(weight => weight is not null) is not { } first)
            return;
        foreach (var part in summing.Where(part => WeightOf(part)?.Use.Equals(first.Use) != true))
        {
            var place = WeightOf(part) ?? part.At(Stage.Aggregation).Concat(part.At(Stage.Part)).First();
            found.Add(place.Contradicts(null, first.Name, place.Name,
                "a loss has one weight sum to divide by; give this part [Mean(Per.Valid)] or another denominator")
                .MendedBy(Remedy.Of("Divide this part by the valid rows", DividedByRows(part))));
        }
    }

    private static Edit[] DividedByRows(Site part) => part.At(Stage.Aggregation).Any()
        ? [.. part.At(Stage.Aggregation).Where(use => use.Row.Reduces == Reduction.Mean)
            .Select(use => use.Edit(EditKind.SetArgument, "By", "Per.Valid"))]
        : [new Edit(EditKind.AddAttribute, -1) { Part = part.Part, Text = "Mean(Per.Valid)" }];

    /// <summary>Whether a part divides by a sum that class weights are a factor of, as its own site or the loss says.</summary>
    private static bool DividesBySum(Site part, Site aggregating)
    {
        var uses = aggregating.At(Stage.Aggregation).Where(use => use.Row.Reduces == Reduction.Mean).Select(use => use.Use).ToList();
        if (uses.Any(use => use["By"]?.Choice == "SampleWeights"))
            return true;
        var elementwise = (part.Head & Heads.Elementwise) != 0;
        return WeightOf(part) is not null
            && (aggregating.At(Stage.Aggregation).Any()
                ? uses.Any(use => use["Over"]?.Choice is null or "All"
                    && (use["By"]?.Choice is "WeightSum" or "Torch" || (!elementwise && use["By"]?.Choice is null or "Default")))
                : !elementwise);
    }

    /// <summary>What gives the classes of a part their weights.</summary>
    private static Term? WeightOf(Site part) => part.At(Stage.Weight).FirstOrDefault(use => use.Row.Weight is not null);

    private static bool PassesBy(Term term) => !term.Row.AlwaysWeighted && term.Use[Weighted]?.Flag == false;
}
