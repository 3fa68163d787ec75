using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether there is a kind of targets for which everything has a meaning.</summary>
internal static class FormCheck
{
    public static void Run(Declaration declaration, IReadOnlyList<PlacedUse> uses, ProblemList found)
    {
        var labels = uses.FirstOrDefault(use => use.Row.LabelsOnly);
        var numbers = uses.FirstOrDefault(use => use.Row.NumbersOnly);
        if (labels is not null && numbers is not null)
        {
            found.Add(numbers.Contradicts(null, labels.Name, numbers.Name,
                $"{labels.Name} has a meaning for class indices only, {numbers.Name} for numbers as targets only").MendedBy(Remedies.RemoveEither(labels, numbers, uses)));
            return;
        }

        if (Lowering.Forms(declaration).Contains(LossForm.Labels))
            return;
        var reason = numbers is null ? "the targets of a regression are values" : $"[{numbers.Name}] takes numbers as targets only";
        foreach (var use in uses)
        {
            foreach (var parameter in use.Row.Parameters.Where(parameter => parameter.ForLabels && use.Use[parameter.Name] is not null))
            {
                found.Add(use.Breaks(LanguageRules.NoEffect, parameter.Name, parameter.Name, use.Name, reason)
                    .MendedBy(Remedies.Remove(use, parameter.Name)));
            }
        }
    }
}
