using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether attributes stand where they can act: with their head, and on the loss or on a part.</summary>
internal static class PlacementCheck
{
    public static void Run(Declaration declaration, Site loss, IReadOnlyList<Site> parts, ProblemList found)
    {
        foreach (var use in loss.Own.Concat(parts.SelectMany(part => part.Own)).Where(use => (use.Row.Heads & declaration.Head) == 0))
            found.Add(use.Breaks(LanguageRules.WrongHead, null, use.Name, Spelt(use.Row.Heads), loss.Name,
                (declaration.Head == Heads.Identity ? "an " : "a ") + Spelt(declaration.Head))
                .MendedBy(Remedies.RemoveUnlessNeeded(use, loss.All)));

        foreach (var use in loss.At(Stage.Part))
            Misplaced(use, $"'{loss.Name}'", "a loss of its own is no part of another");

        foreach (var use in loss.Own.Where(use => parts.Count > 0 && !IsForWhole(use.Row.Stage) && use.Row.Stage != Stage.Part))
            Misplaced(use, $"'{loss.Name}'", "the loss consists of parts; put it on one of them");

        foreach (var use in parts.SelectMany(part => part.Own)
            .Where(use => use.Row.Stage is Stage.Loss or Stage.Sampling or Stage.Selection))
            Misplaced(use, $"part '{parts[use.Part].Name}'", $"it acts on the whole loss; put it on '{loss.Name}'",
                use.Row.Stage == Stage.Sampling && !loss.At(Stage.Sampling).Any());

        foreach (var site in parts.Count > 0 ? parts : [loss])
        {
            if (site.At(Stage.BaseTerm).Any())
                continue;
            var terms = AttributeTable.All.Where(row => row.Stage == Stage.BaseTerm && (row.Heads & declaration.Head) != 0).Take(2)
                .Select(row => row.Name).ToList();
            var named = string.Join(", ", terms.Select(name => $"[{name}]")) + " or another";
            found.Add(new Problem(LanguageRules.NoBaseTerm, -1, null, new[] { site.Name, named }.ToEquatable()) { Part = site.Part }
                .MendedBy(Remedy.Of($"Add [{terms[0]}]", new Edit(EditKind.AddAttribute, -1) { Part = site.Part, Text = terms[0] })));
        }

        void Misplaced(Term use, string place, string reason, bool moves = false)
            => found.Add(use.Breaks(LanguageRules.WrongPlace, null, use.Name, place, reason)
                .MendedBy(moves ? Remedies.Move(use) : Remedies.Remove(use)));
    }

    /// <summary>Heads in words: "softmax", "sigmoid and Gumbel", "softmax, sigmoid and Gumbel".</summary>
    private static string Spelt(Heads heads)
    {
        var names = new[] { (Heads.Softmax, "softmax"), (Heads.Sigmoid, "sigmoid"), (Heads.Gumbel, "Gumbel"), (Heads.Identity, "identity") }
            .Where(head => (heads & head.Item1) != 0)
            .Select(head => head.Item2)
            .ToList();
        return names.Count < 2 ? string.Concat(names) : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];
    }

    /// <summary>Whether a stage is common to all parts.</summary>
    private static bool IsForWhole(Stage stage)
        => stage is Stage.Loss or Stage.Sampling or Stage.RawScores or Stage.NormalisedScores or Stage.MarginedScores or Stage.Scores
            or Stage.Selection or Stage.Aggregation;
}
