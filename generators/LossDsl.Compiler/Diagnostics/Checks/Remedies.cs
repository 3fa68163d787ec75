using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Remedies that several rules offer.</summary>
internal static class Remedies
{
    /// <summary>The problem with remedies, the best first.</summary>
    public static Problem MendedBy(this Problem problem, params Remedy[] remedies) => problem with { Remedies = remedies.ToEquatable() };

    /// <summary>Takes an attribute away.</summary>
    public static Remedy Remove(Term use) => Remedy.Of($"Remove [{use.Name}]", use.Edit(EditKind.RemoveAttribute));

    /// <summary>Takes an attribute from its part to the loss, of which all arguments are numbers that have a name in C#.</summary>
    public static Remedy Move(Term use)
    {
        var arguments = string.Join(", ",
            use.Use.Arguments.Where(argument => argument.Numbers is { Count: 1 })
                .Select(argument => $"{argument.Name} = {Numbers.Exactly(argument.Numbers!.Value[0])}"));
        return Remedy.Of(
            $"Move [{use.Name}] to the loss",
            use.Edit(EditKind.RemoveAttribute),
            new Edit(EditKind.AddAttribute, -1) { Text = arguments.Length == 0 ? use.Name : $"{use.Name}({arguments})" });
    }

    /// <summary>Takes an argument of an attribute away.</summary>
    public static Remedy Remove(Term use, string argument)
        => Remedy.Of($"Remove {argument} of [{use.Name}]", use.Edit(EditKind.RemoveArgument, argument));

    /// <summary>Takes an attribute away, unless nothing would be left to act on.</summary>
    public static Remedy[] RemoveUnlessNeeded(Term use, IReadOnlyList<Term> all) => IsNeeded(use, all) ? [] : [Remove(use)];

    /// <summary>
    /// Takes one of two attributes away: the later one, or the earlier one. Whichever of the two a problem is located on, the
    /// order is the same, so that fixing all problems alike never takes both.
    /// </summary>
    public static Remedy[] RemoveEither(Term one, Term other, IReadOnlyList<Term> all)
    {
        var (earlier, later) = (one.Part, one.Index).CompareTo((other.Part, other.Index)) < 0 ? (one, other) : (other, one);
        string Title(Term use, Term beside)
        {
            if (use.Name != beside.Name)
                return $"Remove [{use.Name}]";
            if (use.Part != beside.Part)
                return $"Remove [{use.Name}] from the {(use.Part < 0 ? "loss" : "part")}";
            return $"Remove the {(use == later ? "later" : "earlier")} [{use.Name}]";
        }

        return [.. new[] { (Use: later, Beside: earlier), (Use: earlier, Beside: later) }
            .Where(pair => !IsNeeded(pair.Use, all))
            .Select(pair => Remedy.Of(Title(pair.Use, pair.Beside), pair.Use.Edit(EditKind.RemoveAttribute)))];
    }

    /// <summary>The problem, with what its remedies change where the loss is made in their titles.</summary>
    public static Problem OnConstructors(this Problem problem, Declaration declaration)
        => problem with
        {
            Remedies =
            problem.Remedies.Select(remedy =>
                remedy with { Title = remedy.Title + OnConstructor(declaration, Without(declaration, remedy)) }).ToEquatable()
        };

    /// <summary>What the author must change where the loss is made; empty if nothing.</summary>
    public static string OnConstructor(Declaration before, Declaration after)
    {
        var (old, now) = (Taken(LossModel.Of(before)), Taken(LossModel.Of(after)));
        string[] changes = [.. now.Except(old), .. old.Except(now).Select(gone => "no " + gone)];
        return changes.Length == 0 ? "" : $" (the constructor then takes {string.Join(" and ", changes)})";
    }

    private static string[] Taken(LossModel surface)
        => [.. surface.ClassInputs.Select(input => WithoutArticle(input.Meaning)),
            .. surface.Matrices.Select(row => $"matrix of [{row.Name}]")];

    private static string WithoutArticle(string meaning)
        => meaning.StartsWith("the ", StringComparison.Ordinal) ? meaning.Substring(4) : meaning;

    /// <summary>
    /// The declaration without the attributes that a remedy takes away: of those that take something the language's own rules add none
    /// but what they move.
    /// </summary>
    private static Declaration Without(Declaration declaration, Remedy remedy)
    {
        if (remedy.Edits.Any(edit => edit.Kind == EditKind.AddAttribute))
            return declaration;

        EquatableArray<AttributeUse> Kept(EquatableArray<AttributeUse> attributes, int part)
            => attributes.Where((_, i) =>
                !remedy.Edits.Any(edit => edit.Kind == EditKind.RemoveAttribute && edit.Part == part && edit.Attribute == i)).ToEquatable();

        return declaration with
        {
            Attributes = Kept(declaration.Attributes, -1),
            Parts = declaration.Parts.Select((part, i) => part with { Attributes = Kept(part.Attributes, i) }).ToEquatable(),
        };
    }

    /// <summary>Whether there is no loss without it: the declaration itself, or the only base term.</summary>
    private static bool IsNeeded(Term use, IReadOnlyList<Term> all) => use.Row.Stage is Stage.Loss or Stage.Part
        || (use.Row.Stage == Stage.BaseTerm && all.Count(other => other.Part == use.Part && other.Row.Stage == Stage.BaseTerm) < 2);
}
