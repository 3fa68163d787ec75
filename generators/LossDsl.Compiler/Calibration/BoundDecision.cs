using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// A loss with hyper-parameters that are read at each call: what calculus proves for their whole ranges, and violations that there
/// are whatever the values, with a counterexample at one of them.
/// </summary>
internal sealed class BoundDecision
{
    /// <summary>Of a loss that reads none.</summary>
    public static readonly IReadOnlyDictionary<string, (double Low, double High)> NoRanges = new Dictionary<string, (double, double)>();

    private const double Exact = 1e-9;

    private readonly Declaration declaration;
    private readonly Population population;
    private readonly SeparableForm? form;
    private readonly int budget;
    private readonly CancellationToken cancellation;
    private readonly IReadOnlyDictionary<string, (double Low, double High)> ranges;
    private readonly string whatever;
    private readonly PhaseReport undecided;

    /// <summary>A decision.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="population">Its loss.</param>
    /// <param name="form">The separable form of a softmax loss, if it has one.</param>
    /// <param name="budget">The most evaluations.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public BoundDecision(Declaration declaration, Population population, SeparableForm? form, int budget, CancellationToken cancellation)
    {
        (this.declaration, this.population, this.form, this.budget, this.cancellation) =
            (declaration, population, form, budget, cancellation);
        ranges = population.Ranges;
        var bound = Population.Bound(population.Lowered);
        var names = string.Join(", ", bound);
        whatever = $", whatever {names} within range";
        undecided = ElementStage.All(population.Epoch, $"{names} {(bound.Count == 1 ? "is" : "are")} read at each call");
    }

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The verdicts.</summary>
    public PhaseReport Decide() => declaration.Head == Heads.Softmax ? OfSoftmax() : OfOutputs();

    private PhaseReport OfOutputs()
    {
        var prior = Priors.Declared(declaration) ?? Priors.Of(declaration, false).Last();
        if (ElementForm.Of(population.Lowered, population) is not { } form)
            return undecided;
        var proof = new ElementProof(form, declaration.Head, prior.Length, new ClassConstants(population.Inputs(prior), ranges));
        if (proof.Threshold is not { } threshold)
            return undecided;
        var elements = new ElementStage(population, declaration, cancellation);
        var example = elements.Decide();
        Evaluations += elements.Evaluations;
        return undecided with
        {
            Accuracy = Math.Abs(threshold - 0.5) <= Exact ? CalibrationVerdict.Proven(proof.Certificate + whatever)
                : Always(example.Accuracy, undecided.Accuracy),
            Balanced = Always(example.Balanced, undecided.Balanced),
            Probabilities = proof.IsProper ? CalibrationVerdict.Proven(example.Probabilities.Note + whatever) : undecided.Probabilities,
            Threshold = threshold,
        };
    }

    private PhaseReport OfSoftmax()
    {
        if (form is null || !double.IsPositiveInfinity(population.Domain))
            return undecided;
        var rules = new List<(double[] Prior, double[] Weights)>();
        var tried = Priors.Of(declaration, population.ReadsPrior);
        foreach (var prior in Priors.Declared(declaration) is { Length: > 3 } declared ? tried.Prepend(declared) : tried)
        {
            if (BoundRule.WeightsOf(form, population.Inputs(prior), ranges) is not { } weights)
                return undecided with
                {
                    Note = BoundRule.IsAdjustedLogarithm(form)
                    ? "Menon et al. 2021, Theorem 1: the loss predicts argmax P(y|x) w_y e^(−b_y), with its weights w and shifts b, for "
                        + "every value of what is read at each call" : null
                };
            rules.Add((prior, weights));
        }

        return undecided with { Accuracy = OfGoal(Goal.Accuracy, rules), Balanced = OfGoal(Goal.BalancedAccuracy, rules) };
    }

    private CalibrationVerdict OfGoal(Goal goal, IReadOnlyList<(double[] Prior, double[] Weights)> rules)
    {
        var missed = rules.Where(rule => Misses(rule.Weights, Decisions.Criterion(goal, rule.Prior))).ToList();
        if (missed.Count == 0)
        {
            var isWeighted = rules.Any(rule => Misses(rule.Weights, [.. rule.Weights.Select(_ => 1.0)]));
            return CalibrationVerdict.Proven(
                $"S1†: φ falls strictly{(isWeighted ? "; W: weights multiply the posterior, rule argmax w_y P(y|x)" : "")}{whatever}");
        }

        // The rule is one for all values: a counterexample at one of them is one at all, up to its scores.
        foreach (var (prior, _) in missed.Where(rule => rule.Prior.Length <= 3))
        {
            PriorDecision? decision = null;
            decision = new PriorDecision(population, form, prior, () => budget - Evaluations - (decision?.Evaluations ?? 0), cancellation);
            var verdict = decision.On(goal);
            Evaluations += decision.Evaluations;
            if (verdict is { Kind: VerdictKind.Violated })
                return Always(verdict, undecided.Accuracy);
        }

        return undecided.Accuracy;
    }

    private CalibrationVerdict Always(CalibrationVerdict example, CalibrationVerdict otherwise)
        => example is { Kind: VerdictKind.Violated }
            ? example with { Note = $"{example.Note}{whatever}; scores are those{population.At.TrimStart(',')}" } : otherwise;

    private static bool Misses(double[] weights, double[] criterion)
        => weights.Select((weight, k) => Math.Abs(Math.Log(weight / criterion[k] * criterion[0] / weights[0])))
            .Any(deviation => !(deviation <= Exact));
}
