using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether there is a kind of targets for which everything has a meaning.</summary>
internal static class FormCheck
{
    public static void Run(Declaration declaration, IReadOnlyList<Term> uses, ProblemList found)
    {
        var labels = uses.FirstOrDefault(use => use.Row.LabelsOnly);
        var numbers = uses.FirstOrDefault(use => use.Row.NumbersOnly);
        if (labels is not null && numbers is not null)
        {
            foreach (var one in uses.Where(use => use.Row.NumbersOnly))
            {
                found.Add(one.Contradicts(null, labels.Name, one.Name,
                    $"{labels.Name} has a meaning for class indices only, {one.Name} for numbers as targets only")
                        .MendedBy(Remedies.RemoveEither(labels, one, uses)));
            }

            return;
        }

        OneKindOfTargets(declaration, uses, found);
        if (LossModel.Of(declaration).TakesLabels)
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

    /// <summary>
    /// All terms of a classifier's loss read the same targets, in one component or in several. One that takes numbers only would
    /// give them to the others, which take class indices when they are alone.
    /// </summary>
    private static void OneKindOfTargets(Declaration declaration, IReadOnlyList<Term> uses, ProblemList found)
    {
        if (declaration.Head == Heads.Identity)
            return;
        var terms = uses.Where(use => use.Row.Stage == Stage.BaseTerm && (declaration.Parts.Count == 0 || use.Part >= 0)).ToList();
        foreach (var numbers in terms.Where(term => term.Row.NumbersOnly))
        {
            var others = terms.Where(term => !term.Row.NumbersOnly).ToList();
            if (others.FirstOrDefault(term => term.Part == numbers.Part) is { } beside)
            {
                found.Add(numbers.Contradicts(null, numbers.Name, beside.Name,
                    $"terms read the same targets, and {numbers.Name} takes numbers only, so that {beside.Name} would read them "
                    + $"in place of the class indices that it takes alone; declare {numbers.Name} as a loss of its own and add the two up")
                    .MendedBy([.. ForIndicesToo(numbers, uses), .. Remedies.RemoveEither(numbers, beside, uses)]));
            }
            else if (others.FirstOrDefault() is { } term)
            {
                var (own, other) = (declaration.Parts[numbers.Part].Name, declaration.Parts[term.Part].Name);
                found.Add(numbers.Contradicts(null, numbers.Name, term.Name,
                    $"parts read the same targets, and '{own}' takes numbers only, so that '{other}' would read them "
                    + $"in place of the class indices that it takes alone; declare '{own}' as a loss of its own and add the two up")
                    .MendedBy(ForIndicesToo(numbers, uses)));
            }
        }
    }

    /// <summary>The term with the same gradient that takes class indices too, unless it stands beside it already.</summary>
    private static Remedy[] ForIndicesToo(Term numbers, IReadOnlyList<Term> uses)
        => numbers.Row.ForIndicesToo is not { } instead || uses.Any(use => use.Part == numbers.Part && use.Name == instead) ? [] :
        [
            Remedy.Of(
                $"Replace [{numbers.Name}] by [{instead}], which takes class indices too",
                numbers.Edit(EditKind.ReplaceAttribute, text: Spelt(instead, numbers.Use))),
        ];

    /// <summary>An attribute with the arguments of another.</summary>
    private static string Spelt(string name, AttributeUse use)
    {
        var arguments = use.Arguments.Select(argument => argument.Name + " = " + (argument.Flag is { } flag ? (flag ? "true" : "false")
            : argument.Bound is { } bound ? $"nameof({bound.Name})"
            : Numbers.Exactly(argument.Numbers!.Value[0])));
        return use.Arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";
    }
}
