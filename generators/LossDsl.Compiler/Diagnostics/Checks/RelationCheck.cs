using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>What the rows of attributes and parameters say about other attributes.</summary>
internal static class RelationCheck
{
    public static void Run(Site site, ProblemList found)
    {
        Groups(site, found);
        Repetitions(site, found);
        foreach (var use in site.Own)
        {
            foreach (var (name, reason) in use.Row.Excludes)
            {
                foreach (var (other, place) in OfEachPart(use, site.All.Where(other => other.Name == name)))
                {
                    found.Add(place.Contradicts(null, use.Name, name, reason)
                        .MendedBy(Remedies.RemoveEither(use, other, site.All)));
                }
            }

            if (use.Row.NeedsOneOf.Count > 0 && !site.All.Any(other => use.Row.NeedsOneOf.Contains(other.Name)))
            {
                var needed = string.Join(" or ", use.Row.NeedsOneOf.Select(name => $"[{name}]"));
                found.Add(use.Breaks(LanguageRules.NoEffect, null, "All", use.Name, $"it needs {needed} beside it")
                    .MendedBy(Remedies.RemoveUnlessNeeded(use, site.All)));
            }

            ExactlyOne(use, found);
            foreach (var parameter in use.Row.Parameters)
                Argument(site, use, parameter, found);
        }
    }

    private static void Groups(Site site, ProblemList found)
    {
        foreach (var group in site.Own.Where(use => use.Row.Group is not null).GroupBy(use => use.Row.Group))
        {
            foreach (var use in group.Skip(1))
            {
                found.Add(use.Contradicts(null, group.First().Name, use.Name, "a loss has one " + group.Key)
                    .MendedBy(Remedies.RemoveEither(group.First(), use, site.All)));
            }
        }
    }

    private static void Repetitions(Site site, ProblemList found)
    {
        foreach (var group in site.Own.Where(use => use.Row.RepeatedBy is not null && use.Row.Stage != Stage.Aggregation)
            .GroupBy(use => (use.Name, Key: use.Use[use.Row.RepeatedBy!]?.Numbers is { Count: > 0 } key ? key[0] : double.NaN)))
        {
            foreach (var use in group.Skip(1))
            {
                found.Add(use.Contradicts(use.Row.RepeatedBy, use.Name, use.Name,
                    $"{use.Row.RepeatedBy} = {ParameterCheck.Text(group.Key.Key)} stands twice; add the coefficients up")
                    .MendedBy(Remedies.RemoveEither(group.First(), use, site.All)));
            }
        }

        foreach (var use in site.Own.Where(use => use.Part >= 0 && use.Row.Stage is >= Stage.RawScores and < Stage.Probabilities
            && use.Row.RepeatedBy is null))
        {
            if (site.All.FirstOrDefault(other => other.Part < 0 && other.Name == use.Name) is { } other)
            {
                found.Add(use.Contradicts(null, use.Name, use.Name, "it stands on the loss and on its part, and would act twice")
                    .MendedBy(Remedies.RemoveEither(other, use, site.All)));
            }
        }
    }

    /// <summary>
    /// Of what a use has a quarrel with, the first on the loss or on each part, and where that is told: the first at the use, those
    /// of further parts where they stand.
    /// </summary>
    private static IEnumerable<(Term Other, Term Place)> OfEachPart(Term use, IEnumerable<Term> others)
        => others.GroupBy(other => other.Part).Select((part, i) => (part.First(), i == 0 ? use : part.First()));

    private static void ExactlyOne(Term use, ProblemList found)
    {
        var names = use.Row.ExactlyOneOf;
        var given = names.Where(name => use.Use[name] is not null || BoundTo(use, name)).ToList();
        if (names.Count > 0 && given.Count == 0)
            found.Add(LanguageRules.Missing, use, null, string.Join(" or ", names), use.Name, "give one of them");
        foreach (var name in given.Skip(1))
        {
            found.Add(use.Repeats(given[0], name)
                .MendedBy(Remedies.Remove(use, Written(use, name)), Remedies.Remove(use, Written(use, given[0]))));
        }
    }

    private static void Argument(Site site, Term use, ParameterRow parameter, ProblemList found)
    {
        var argument = use.Use[parameter.Name];
        var choice = parameter.Limits.FirstOrDefault(limit => limit.Choice == argument?.Choice);
        var needs = argument is null ? null : parameter.Needs ?? choice?.Needs;
        if (needs is not null && !site.All.Any(other => needs.Of(other.Row)))
        {
            var option = choice is null ? parameter.Name : $"{parameter.Name} = {choice.Choice}";
            found.Add(use.Breaks(LanguageRules.NoEffect, parameter.Name, option, use.Name, needs.Otherwise)
                .MendedBy(Remedies.Remove(use, parameter.Name)));
            return;
        }

        foreach (var exclusion in argument is null || argument.Flag == false ? [] : parameter.Excludes)
        {
            if (exclusion.When is { } when && argument!.Choice != when)
                continue;
            var others = site.All.Where(other => exclusion.Of(other.Row)
                && (exclusion.With is not { } with || other.Use[with.Argument]?.Choice == with.Choice));
            foreach (var (other, place) in OfEachPart(use, others))
            {
                found.Add(place.Contradicts(place == use ? parameter.Name : null, use.Name, other.Name, exclusion.Reason)
                    .MendedBy([Remedies.Remove(use, parameter.Name), .. Remedies.RemoveUnlessNeeded(other, site.All)]));
            }
        }

        if (parameter.TakenBy is { } taken && argument?.Numbers is { Count: > 0 } numbers
            && site.Own.FirstOrDefault(other => other.Name == taken.Attribute) is { } holder
            && numbers[0] <= ListLength(holder, taken.List))
        {
            found.Add(use.Contradicts(parameter.Name, use.Name, holder.Name,
                $"{holder.Name} has a coefficient for {parameter.Name} {ParameterCheck.Text(numbers[0])} already")
                .MendedBy(Remedies.Remove(use)));
        }
    }

    /// <summary>The argument by which a parameter is given: its own, or that of its binding.</summary>
    private static string Written(Term use, string name)
        => use.Use[name] is not null ? name : use.Row.Parameters.First(row => row.Name == name).Binding!;

    /// <summary>The length of a list; one bound to a property counts as its only value.</summary>
    private static int ListLength(Term use, string list) => BoundTo(use, list) ? 1 : use.Use[list]?.Numbers?.Count ?? 0;

    private static bool BoundTo(Term use, string parameter)
        => use.Row.Parameters.First(row => row.Name == parameter).Binding is { } binding && use.Use[binding] is not null;
}
