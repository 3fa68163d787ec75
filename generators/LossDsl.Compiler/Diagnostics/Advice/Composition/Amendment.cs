using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>A change that might mend a declaration: as the author is offered it, and what comes of it.</summary>
/// <param name="Title">What it does.</param>
/// <param name="After">The declaration with the change.</param>
/// <param name="Edit">The change of the text.</param>
internal sealed record Amendment(string Title, Declaration After, Edit Edit)
{
    private CalibrationReport? report;

    /// <summary>Takes an attribute away.</summary>
    public static Amendment Remove(Declaration before, Term use)
    {
        var after = EffectCheck.With(before, use, null);
        return new($"Remove [{use.Name}]{Remedies.OnConstructor(before, after)}", after, use.Edit(EditKind.RemoveAttribute));
    }

    /// <summary>Puts another attribute in the place of one.</summary>
    public static Amendment Replace(Declaration before, Term use, AttributeUse by, string text)
    {
        var after = EffectCheck.With(before, use, by);
        return new($"Replace [{use.Name}] with [{text}]{Remedies.OnConstructor(before, after)}", after,
            use.Edit(EditKind.ReplaceAttribute, text: text));
    }

    /// <summary>Puts weights 1/π in the place of an attribute.</summary>
    public static Amendment Weigh(Declaration before, Term instead)
        => Replace(before, instead, new AttributeUse("InverseFrequency", default), "InverseFrequency");

    /// <summary>Adds a logit adjustment after an attribute.</summary>
    public static Amendment Adjust(Declaration before, Term after, double tau)
        => Add(before, after, Use("LogitAdjustment", "Tau", tau), $"LogitAdjustment({Numbers.Code(tau)})");

    /// <summary>Adds weights 1/π after an attribute.</summary>
    public static Amendment Weight(Declaration before, Term after)
        => Add(before, after, new AttributeUse("InverseFrequency", default), "InverseFrequency");

    /// <summary>Adds a scale of the scores after an attribute.</summary>
    public static Amendment Scale(Declaration before, Term after, double by)
        => Add(before, after, Use("Scale", "Value", by), $"Scale({Numbers.Code(by)})");

    /// <summary>Takes an argument away.</summary>
    public static Amendment Remove(Declaration before, Term use, string argument)
        => new(
            $"Remove {argument} of [{use.Name}]",
            EffectCheck.With(before, use, Without(use, argument)),
            use.Edit(EditKind.RemoveArgument, argument));

    /// <summary>Gives an argument a number.</summary>
    public static Amendment Set(Declaration before, Term use, string argument, double value)
    {
        var text = Numbers.Code(value);
        var written = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return Set(before, use, new Argument(argument, Numbers: new[] { written }.ToEquatable()), text);
    }

    /// <summary>Gives an argument the member of an enumeration.</summary>
    public static Amendment Set(Declaration before, Term use, string argument, string enumeration, string choice)
        => Set(before, use, new Argument(argument, Choice: choice), $"{enumeration}.{choice}");

    /// <summary>Adds an attribute after one.</summary>
    public static Amendment Add(Declaration before, Term after, AttributeUse added, string text)
    {
        EquatableArray<AttributeUse> Among(EquatableArray<AttributeUse> attributes)
            => attributes.SelectMany((one, i) => i == after.Index ? (AttributeUse[])[one, added] : [one]).ToEquatable();

        var declaration = after.Part < 0
            ? before with { Attributes = Among(before.Attributes) }
            : before with
            {
                Parts = before.Parts.Select((part, i) => i == after.Part ? part with { Attributes = Among(part.Attributes) } : part)
                    .ToEquatable(),
            };
        return new($"Add [{text}]{Remedies.OnConstructor(before, declaration)}", declaration,
            after.Edit(EditKind.AddAttribute, text: text));
    }

    /// <summary>An attribute with one number.</summary>
    public static AttributeUse Use(string name, string argument, double value)
        => new(name, new[] { new Argument(argument, Numbers: new[] { value }.ToEquatable()) }.ToEquatable());

    /// <summary>Of some changes the remedies: those that break no rule of the language, and after which the verdict holds.</summary>
    /// <param name="changes">The changes, the best first.</param>
    /// <param name="goal">The goal; balanced accuracy, else accuracy, if none is declared.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public static EquatableArray<Remedy> That(IEnumerable<Amendment> changes, Goal goal, CancellationToken cancellation)
    {
        var remedies = new List<Remedy>();
        foreach (var change in changes)
        {
            if (goal != Goal.Unspecified && change.Reaches(goal, cancellation))
                remedies.Add(change.Remedy);
            else if (goal == Goal.Unspecified && change.Reaches(Goal.BalancedAccuracy, cancellation))
                remedies.Add((change with { Title = change.Title + ", for balanced accuracy" }).Remedy);
            else if (goal == Goal.Unspecified && change.Reaches(Goal.Accuracy, cancellation))
                remedies.Add((change with { Title = change.Title + ", for accuracy" }).Remedy);
        }

        return remedies.ToEquatable();
    }

    /// <summary>Whether the changed declaration breaks no rule of the language.</summary>
    /// <param name="cancellation">Observed at each attribute.</param>
    public bool IsCorrect(CancellationToken cancellation)
        => !DeclarationCheck.IsFaulty(After, cancellation);

    /// <summary>What the author is offered.</summary>
    public Remedy Remedy => Compiler.Remedy.Of(Title, Edit);

    /// <summary>Whether the changed declaration is correct and its verdict on a goal holds.</summary>
    public bool Reaches(Goal goal, CancellationToken cancellation)
    {
        report ??= IsCorrect(cancellation) ? Calibration.Decide(After, cancellation) : null;
        return report?.Last.On(goal) is { Holds: true };
    }

    private static Amendment Set(Declaration before, Term use, Argument argument, string text)
    {
        var others = use.Use.Arguments.Where(other => other.Name != argument.Name);
        return new(
            $"Set {argument.Name} of [{use.Name}] to {text}",
            EffectCheck.With(before, use, use.Use with { Arguments = others.Append(argument).ToEquatable() }),
            use.Edit(EditKind.SetArgument, argument.Name, text));
    }

    private static AttributeUse Without(Term use, string argument)
        => use.Use with { Arguments = use.Use.Arguments.Where(other => other.Name != argument).ToEquatable() };
}
