using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Whether every attribute and argument changes the loss. What the rows of the tables say finds most that do not, and says
/// why; this finds the rest, by what is left without: a loss whose normal form is the same.
/// </summary>
internal static class EffectCheck
{
    /// <summary>Of a declaration that keeps all other rules, since others need not have a normal form.</summary>
    public static void Run(Declaration declaration, IEnumerable<Term> uses, ProblemList found, CancellationToken cancellation)
    {
        Outcome Without(Term use, AttributeUse? other) => Outcome.Of(With(declaration, use, other), declaration, cancellation);

        var whole = Outcome.Of(declaration, declaration, cancellation);
        foreach (var use in uses.Where(HasFormula))
        {
            if (use.Row.Stage != Stage.BaseTerm && Without(use, null).Equals(whole))
            {
                found.Add(use.Breaks(LanguageRules.NoEffect, null, "All", use.Name, "the loss is the same without it")
                    .MendedBy(Remedies.Remove(use)));
                continue;
            }

            foreach (var argument in use.Use.Arguments)
            {
                var others = Others(declaration.Head, use, argument).ToList();
                if (others.Count > 0 && others.All(other => Without(use, other).Equals(whole)))
                {
                    found.Add(use.Breaks(LanguageRules.NoEffect, argument.Name, argument.Name, use.Name,
                        "the loss is the same whatever it is")
                        .MendedBy(Remedies.Remove(use, argument.Name)));
                }
            }
        }
    }

    /// <summary>
    /// Whether an attribute acts within the formulas. How rows become one number may be spelt out where it is the default.
    /// </summary>
    private static bool HasFormula(Term use) => use.Row.Stage is not (Stage.Loss or Stage.Part or Stage.Selection or Stage.Aggregation);

    /// <summary>
    /// The use with another value of an argument: all others of a choice or flag, the default of a number that has another.
    /// </summary>
    private static IEnumerable<AttributeUse> Others(Heads head, Term use, Argument argument)
    {
        AttributeUse Replaced(params Argument[] by)
            => use.Use with { Arguments = use.Use.Arguments.SelectMany(other => other.Equals(argument) ? by : [other]).ToEquatable() };

        var row = use.Row.Parameters.First(parameter => parameter.Name == argument.Name || parameter.Binding == argument.Name);
        if (argument.Flag is { } flag)
            return [Replaced(argument with { Flag = !flag })];
        if (argument.Choice is { } choice)
            return row.ChoicesOf(head).Where(other => other != choice).Select(other => Replaced(argument with { Choice = other }));
        var restated = argument.Numbers is { Count: 1 } numbers && numbers[0].Equals(row.Default);
        return (row.Default is null && !row.Optional) || restated ? [] : [Replaced()];
    }

    /// <summary>The declaration with something else in the place of a use, or nothing.</summary>
    public static Declaration With(Declaration declaration, Term use, AttributeUse? other)
    {
        EquatableArray<AttributeUse> Among(EquatableArray<AttributeUse> attributes)
            => attributes.SelectMany((one, i) => i != use.Index ? [one] : other is null ? (AttributeUse[])[] : [other]).ToEquatable();

        return use.Part < 0
            ? declaration with { Attributes = Among(declaration.Attributes) }
            : declaration with
            {
                Parts =
                declaration.Parts.Select((part, i) => i == use.Part ? part with { Attributes = Among(part.Attributes) } : part)
                    .ToEquatable()
            };
    }

    /// <summary>What a declaration comes to.</summary>
    /// <param name="Losses">The normal forms of the loss, and of the number by which it selects rows.</param>
    /// <param name="AllowsEmpty">Whether it says that a class may have no examples, which is a matter of the constructor.</param>
    private sealed record Outcome(EquatableArray<LossIr> Losses, bool AllowsEmpty)
    {
        /// <summary>In the forms of another one, of which it is a variant.</summary>
        public static Outcome Of(Declaration declaration, Declaration original, CancellationToken cancellation)
        {
            var variant = LossCompilation.OfVariant(declaration);
            var losses = LossModel.Of(original).TargetKinds.SelectMany(kind =>
                new[] { variant.Trained(kind, cancellation), variant.Key(kind, cancellation) });
            return new(
                losses.OfType<LossIr>().Select(loss => Normal(loss, cancellation)).ToEquatable(),
                variant.Model.All.Any(term => term.Given("AllowEmptyClasses", false)));
        }

        private static LossIr Normal(LossIr loss, CancellationToken cancellation)
            => new AlgebraPass(limits: false).Run(new Vanish().Run(loss, cancellation), cancellation) with { Hints = default };
    }
}
