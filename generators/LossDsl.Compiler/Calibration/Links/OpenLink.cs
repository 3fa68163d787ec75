using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// The way back to probabilities of a loss of which numbers are known only to an instance or a call. Its expression has them as
/// symbols, so that it needs no values; whether it is right for all of them is a matter of proof.
/// </summary>
/// <param name="declaration">The declaration.</param>
/// <param name="population">Its loss.</param>
/// <param name="form">The separable form of a softmax loss, if it has one.</param>
/// <param name="budget">The most evaluations.</param>
/// <param name="cancellation">Observed at each evaluation.</param>
internal sealed class OpenLink(Declaration declaration, Population population, SeparableForm? form, int budget,
    CancellationToken cancellation)
{
    /// <summary>How many evaluations there were.</summary>
    public int Evaluations { get; private set; }

    /// <summary>What the minimiser decides by, whatever the numbers that a constructor takes; null if it is not known.</summary>
    public string? Rule
    {
        get
        {
            if (form is null || !double.IsPositiveInfinity(population.Domain))
                return null;
            var inputs = population.Inputs(Prior);
            return BoundRule.WeightsOf(form, inputs, population.Ranges) is { } weights
                && inputs.ClassInputs.TryGetValue(ClassInputTable.Weights, out var given) && BoundRule.AreProportional(weights, given)
                ? "W: the loss predicts argmax w_y P(y|x), w the class weights"
                : null;
        }
    }

    /// <summary>The description of the link.</summary>
    public LinkDescription Decide() => declaration.Head == Heads.Softmax ? OfSoftmax() : OfOutputs();

    private double[] Prior => Priors.Of(declaration, population.ReadsPrior).Last();

    private LinkDescription OfSoftmax()
    {
        if (!double.IsPositiveInfinity(population.Domain))
            return LinkDescription.None("the scores are bounded");
        if (form is null)
        {
            PriorDecision? decision = null;
            decision = new PriorDecision(population, form, Prior, () => budget - Evaluations - (decision?.Evaluations ?? 0), cancellation);
            LinkDescription link;
            try
            {
                link = decision.Link();
            }
            catch (BudgetExceededException exceeded)
            {
                link = LinkDescription.None(exceeded.Message);
            }

            Evaluations += decision.Evaluations;
            return link.Kind == LinkKind.None ? link with { Text = link.Text + population.At } : link;
        }

        var inputs = population.Inputs(Prior);
        var scan = new SeparableScan(form, inputs, new ClassConstants(inputs, BoundDecision.NoRanges));
        Evaluations += scan.Evaluations;
        return InverseLink.OfOpen(form, scan, new ClassConstants(inputs, population.Ranges, areOpen: true), population);
    }

    private LinkDescription OfOutputs()
    {
        var elements = new ElementStage(population, declaration, cancellation);
        Evaluations += elements.Evaluations;
        var link = elements.Decide().Link;
        if (link.Kind is LinkKind.None or LinkKind.Partial)
            return link with { Text = link.Text + population.At };
        if (link.Kind != LinkKind.Closed || IsInvertible(population.Ranges))
            return link;
        // Numbers per class that are no weights may leave an output without its negative side, and no values stand for all.
        return Population.Given(population.Lowered) is { } given && !IsInvertible(BoundDecision.NoRanges)
            ? LinkDescription.None(given)
            : link with { Kind = LinkKind.Partial, Text = link.Text + "; right where it rises with the score" };
    }

    /// <summary>Whether each side is a function of its own probability whose slope takes every value below 0 once.</summary>
    private bool IsInvertible(IReadOnlyDictionary<string, (double Low, double High)> ranges)
    {
        var constants = new ClassConstants(population.Inputs(Prior), ranges, areOpen: true);
        return ElementForm.Of(population.Lowered, population)?.OfProbabilities() is var (positive, negative)
            && Enumerable.Range(0, Prior.Length).All(k =>
            new[] { positive, negative }.All(side => PowerSeries.Of(side, expr => constants.At(expr, k)) is { IsInvertible: true }));
    }
}
