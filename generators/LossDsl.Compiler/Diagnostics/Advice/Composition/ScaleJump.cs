using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Deferred class weights under a mean that does not divide by their sum: where they set in, loss and gradient change by the mean
/// of the weights over the population, Σ_k π_k w_k.
/// </summary>
internal static class ScaleJump
{
    private const double Tolerance = 0.05;

    /// <summary>What the author is told.</summary>
    public static IEnumerable<Problem> Problems(Judged judged)
    {
        if (judged.Declaration.Head != Heads.Softmax)
            yield break;
        foreach (var weights in judged.Uses.Where(use => use.Row is { Stage: Stage.Weight, Needs: ClassInputTable.Counts }))
        {
            if (weights.Schedule is not { From: { } from, Ramp: null }
                || Aggregation(judged, weights) is not { } aggregation)
                continue;
            double[] means = [.. Counts(judged.Declaration).Select(counts => Mean(weights, counts))];
            if (means.Any(value => !(Math.Abs(value - 1) > Tolerance)))
                continue;
            Amendment[] changes = aggregation.Row.Reduces == Reduction.Mean ? [Amendment.Remove(judged.Declaration, aggregation, "By")]
                : [];
            var mean = Factor(judged.Declaration, means);
            yield return weights.Breaks(CompositionRules.ScaleJump, weights.Row.Of(ParameterRole.From)!.Name, Numbers.Text(from),
                weights.Name, mean) with
            {
                Remedies = changes.Where(change => change.IsCorrect(judged.Cancellation)).Select(change => change.Remedy).ToEquatable(),
            };
        }
    }

    /// <summary>What says that the loss is not divided by the weight sum, if something does.</summary>
    private static Term? Aggregation(Judged judged, Term weights)
    {
        var own = judged.Uses.Where(use => use.Row.Stage == Stage.Aggregation && use.Part == weights.Part).ToList();
        var acting = own.Count > 0 ? own : [.. judged.Uses.Where(use => use.Row.Stage == Stage.Aggregation && use.Part < 0)];
        return acting.Count == 1
            && (acting[0].Row.Reduces == Reduction.Sum || acting[0].Use["By"]?.Choice is "Valid" or "Batch") ? acting[0] : null;
    }

    private static double Mean(Term weights, double[] counts)
    {
        var graph = new Graph();
        var arguments = new AttributeArguments(new LossScope(graph, Heads.Softmax, LossForm.Labels), weights);
        var inputs = new ProgramInputs(counts.Length, [])
        {
            ClassInputs = new Dictionary<string, double[]> { [ClassInputTable.Counts] = counts },
        };
        var weight = weights.Row.Weight!(arguments);
        if (graph.DependsOn(weight, Op.Parameter))
            return 1;
        var values = new ClassConstants(inputs, BoundDecision.NoRanges).Exactly(weight);
        return counts.Select((count, k) => count * values[k]).Sum() / counts.Sum();
    }

    private static IEnumerable<double[]> Counts(Declaration declaration)
        => declaration.Counts is { } declared ? [[.. declared]]
            : declaration.Prior is { } prior ? ExampleTotals.Tried.Select(total => Times(prior, total))
            : Priors.Of(declaration, true).SelectMany(some => ExampleTotals.Tried.Select(total => Times(some, total)));

    private static double[] Times(IEnumerable<double> shares, double total) => [.. shares.Select(share => share * total)];

    private static string Factor(Declaration declaration, double[] means)
    {
        if (declaration.Prior is not null)
            return Numbers.Text(means[0]);
        // Priors of two and three classes stand for those of any number.
        return Counts(declaration).Zip(means, (counts, mean) => Math.Abs(mean - counts.Length) < 1e-6).All(same => same)
            ? declaration.Classes is { } classes ? Numbers.Text(classes) : "C, the number of classes"
            : $"{Numbers.Text(means[0])} for class shares like ({Numbers.Text(Priors.Of(declaration, true)[0])})";
    }
}
