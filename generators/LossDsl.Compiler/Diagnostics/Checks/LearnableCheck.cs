using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Whether what is marked as learnable has a gradient to learn from.</summary>
internal static class LearnableCheck
{
    /// <summary>What is marked and read by no attribute.</summary>
    public static void Unread(Declaration declaration, IReadOnlyList<Term> uses, ProblemList found)
    {
        HashSet<string> read = [.. uses.SelectMany(use => use.Use.Arguments).Select(argument => argument.Bound?.Name).OfType<string>()];
        foreach (var property in declaration.Type.LearnableProperties.Where(property => !read.Contains(property)))
        {
            var plain = property.TrimStart('@');
            found.Add(new Problem(LanguageRules.LearnableUnread, -1, null,
                new[] { plain, declaration.Type.PlainName }.ToEquatable())
            { Property = property }
                .MendedBy(Unmarked(plain)));
        }
    }

    private static Remedy Unmarked(string property)
        => Remedy.Of($"Remove [Learnable] from '{property}'", new Edit(EditKind.RemoveLearnable, -1) { Property = property });

    /// <summary>What an attribute reads as a constant for the gradient.</summary>
    public static void Constants(Declaration declaration, IEnumerable<Term> uses, ProblemList found, CancellationToken cancellation)
    {
        foreach (var use in uses)
        {
            foreach (var row in use.Row.Parameters)
            {
                if (row.Binding is { } binding && use.Use[binding]?.Bound is { Learnable: true } bound
                    && Reason(declaration, use, row, bound.Name, cancellation) is { } reason)
                {
                    var property = bound.Name.TrimStart('@');
                    found.Add(use.Breaks(LanguageRules.NotLearnable, binding, binding, use.Name, property, reason)
                        .MendedBy(Unmarked(property)));
                }
            }
        }
    }

    private static string? Reason(
        Declaration declaration, Term use, ParameterRow row, string property, CancellationToken cancellation) => use.Row.Stage switch
        {
            Stage.Weight => "class weights are constants for every gradient",
            Stage.Selection => "which rows count is a constant for every gradient",
            Stage.Aggregation => "what a mean divides by is a constant for every gradient",
            _ when row.Whole => "it is a whole number",
            _ => IsStopped(Alone(declaration, use, row), property, cancellation)
                ? "nothing of the loss that has a gradient depends on it" : null,
        };

    /// <summary>The declaration in which only this argument reads the property.</summary>
    private static Declaration Alone(Declaration declaration, Term use, ParameterRow row)
    {
        AttributeUse Renamed(AttributeUse other, bool kept) => other with
        {
            Arguments = other.Arguments.Select(argument => argument.Bound is { } bound && !(kept && argument.Name == row.Binding)
                ? argument with { Bound = bound with { Name = bound.Name + "#other" } }
                : argument).ToEquatable(),
        };

        return declaration with
        {
            Attributes = declaration.Attributes.Select((other, i) => Renamed(other, use.Part < 0 && i == use.Index)).ToEquatable(),
            Parts = declaration.Parts.Select((part, p) => part with
            {
                Attributes = part.Attributes.Select((other, i) => Renamed(other, use.Part == p && i == use.Index)).ToEquatable(),
            }).ToEquatable(),
        };
    }

    /// <summary>Whether a parameter reaches the values through what is stopped only, in every form of a loss.</summary>
    private static bool IsStopped(Declaration declaration, string property, CancellationToken cancellation)
        => LossModel.Of(declaration).TargetKinds.All(kind =>
    {
        var loss = LossCompilation.OfVariant(declaration).Lowered(kind, cancellation);
        return !loss.Components
            .SelectMany(component => loss.Reachable(component.Value, id => loss.Nodes[id].Op == Op.Stop))
            .Any(id => loss.Nodes[id] is { Op: Op.Parameter } node && node.Name == property);
    });
}
