using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// Finds every breach of the language's rules in a declaration, each on its own attribute and argument. What attributes mean
/// to each other stands in their rows; no check knows one by name, but for those that say how rows become one number.
/// </summary>
internal static class DeclarationCheck
{
    private static readonly Memo<EquatableArray<Problem>> Checked = new(Run);

    /// <summary>The same, kept for whoever asks again.</summary>
    /// <inheritdoc cref="Run"/>
    public static EquatableArray<Problem> Of(Declaration declaration, CancellationToken cancellation)
        => Checked.Of(declaration, cancellation);

    /// <summary>Whether a declaration has an error, so that there is no loss.</summary>
    /// <inheritdoc cref="Run"/>
    public static bool IsFaulty(Declaration declaration, CancellationToken cancellation)
        => Of(declaration, cancellation).Any(problem => problem.Rule.Severity == ProblemSeverity.Error);

    /// <summary>The breaches, in the order of the source.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each attribute, and at each node of what is lowered.</param>
    /// <exception cref="System.OperationCanceledException">It was cancelled.</exception>
    public static EquatableArray<Problem> Run(Declaration declaration, CancellationToken cancellation)
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
                cancellation.ThrowIfCancellationRequested();
                foreach (var parameter in use.Row.Parameters)
                    ParameterCheck.Run(declaration, use, parameter, found);
            }

            RelationCheck.Run(site, found);
        }

        foreach (var site in parts.Count > 0 ? parts : [loss])
        {
            cancellation.ThrowIfCancellationRequested();
            CompositionCheck.Run(site, found);
            WeightCheck.Run(site, found);
        }

        WeightCheck.Sums(loss, parts, found);
        Term[] uses = [.. loss.Own, .. parts.SelectMany(part => part.Own)];
        FormCheck.Run(declaration, uses, found);
        ClassCountCheck.Run(declaration, uses, found);
        AggregationCheck.Run(declaration, loss, parts, found);
        LearnableCheck.Unread(declaration, uses, found);
        if (found.IsEmpty)
        {
            EffectCheck.Run(declaration, uses, found, cancellation);
            LearnableCheck.Constants(declaration, uses, found, cancellation);
        }

        return found.Sorted.Select(problem => OnConstructors(problem, declaration, cancellation)).ToEquatable();
    }

    /// <summary>What remedies change of the constructor takes a look at the whole declaration for each.</summary>
    private static Problem OnConstructors(Problem problem, Declaration declaration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return problem.OnConstructors(declaration);
    }
}
