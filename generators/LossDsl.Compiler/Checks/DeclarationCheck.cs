using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Finds every breach of the language's rules in a declaration, each on its own attribute and argument. What attributes mean
/// to each other stands in their rows; no check knows one by name, but for those that say how rows become one number.
/// </summary>
internal static class DeclarationCheck
{
    public static EquatableArray<Problem> Run(Declaration declaration)
    {
        var found = new ProblemList();
        ClassCheck.Run(declaration, found);
        var loss = Site.OfLoss(declaration);
        var parts = Enumerable.Range(0, declaration.Parts.Count).Select(part => Site.OfPart(declaration, part, loss)).ToList();
        foreach (var use in parts.Prepend(loss).SelectMany(site => site.Own).Where(use => use.Use.Unreadable))
            found.Add(LanguageRules.OfAnotherGenerator, use, null, $"An argument of [{use.Name}]", "write its value");

        // Without a head nothing else can be judged.
        if (loss.At(Stage.Loss).Any(use => use.Use.Unreadable))
            return found.Sorted;
        PlacementCheck.Run(declaration, loss, parts, found);
        foreach (var site in parts.Prepend(loss))
        {
            foreach (var use in site.Own)
            {
                foreach (var parameter in use.Row.Parameters)
                    ParameterCheck.Run(declaration, use, parameter, found);
            }

            RelationCheck.Run(site, found);
        }

        foreach (var site in parts.Count > 0 ? parts : [loss])
        {
            CompositionCheck.Run(site, found);
            WeightCheck.Run(site, found);
        }

        WeightCheck.Sums(loss, parts, found);
        PlacedUse[] uses = [.. loss.Own, .. parts.SelectMany(part => part.Own)];
        FormCheck.Run(declaration, uses, found);
        ClassCountCheck.Run(declaration, uses, found);
        AggregationCheck.Run(declaration, loss, parts, found);
        LearnableCheck.Unread(declaration, uses, found);
        if (found.IsEmpty)
        {
            EffectCheck.Run(declaration, uses, found);
            LearnableCheck.Constants(declaration, uses, found);
        }

        return found.Sorted.Select(problem => problem.OnConstructors(declaration)).ToEquatable();
    }
}
