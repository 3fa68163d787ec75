using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>How the rows of a component become one number, from the attributes that say so.</summary>
internal sealed class AggregationLowering(Heads head, LossForm form, IReadOnlyList<Term> terms)
{
    private static readonly string[] Axes = ["Class", "Position", "Sample", "All"];

    private readonly bool hasWeights = terms.Any(term => term.Stage == Stage.Weight);

    private readonly List<Term> aggregations = [.. terms.Where(term => term.Stage == Stage.Aggregation)];

    /// <summary>Whether rows become one number, and how.</summary>
    public Reduction Reduction => aggregations.Any(use => use.Row.Reduces == Reduction.None) ? Reduction.None
        : aggregations.Any(use => use.Row.Reduces == Reduction.Mean) || aggregations.Count == 0 ? Reduction.Mean
        : Reduction.Sum;

    /// <summary>Whether torch's conventions hold, which put class weights inside the smoothing.</summary>
    public bool LikeTorch => aggregations.Any(use => use.Given("By") == "Torch");

    /// <summary>What the mean of a component divides by, where all axes are taken together.</summary>
    public Denominator DenominatorOf(LoweredComponent component)
        => DenominatorOf(aggregations.FirstOrDefault(use => use.Row.Reduces == Reduction.Mean)?.Given("By"), "All", component);

    /// <summary>The steps, axis by axis; none where all axes are taken together, as the whole loss does it.</summary>
    public EquatableArray<AggregationStep> Steps(LoweredComponent component, Reduction whole)
    {
        if (aggregations.All(use => AxisOf(use) == "All"))
            return Reduction == whole ? default
                : new[] { new AggregationStep("All", Reduction == Reduction.Mean, DenominatorOf(component)) }.ToEquatable();
        return aggregations
            .OrderBy(use => System.Array.IndexOf(Axes, AxisOf(use)))
            .Select(use => new AggregationStep(AxisOf(use), use.Row.Reduces == Reduction.Mean,
                DenominatorOf(use.Given("By"), AxisOf(use), component)))
            .ToEquatable();
    }

    /// <summary>Whether a sum that a component divides by has its class weights as a factor.</summary>
    public bool SumsWeights(LoweredComponent component, Reduction whole)
        => Steps(component, whole) is { Count: > 0 } steps
            ? steps.Any(step => step.Mean && step.Denominator is Denominator.Weights or Denominator.SampleWeights)
            : Reduction == Reduction.Mean && DenominatorOf(component) is Denominator.Weights or Denominator.SampleWeights;

    private static string AxisOf(Term term) => term.Given("Over") ?? "All";

    private Denominator DenominatorOf(string? by, string axis, LoweredComponent component) => by switch
    {
        "Batch" => Denominator.Batch,
        "External" => Denominator.External,
        "Valid" => Denominator.Valid,
        // A regulariser has no class weights, which that denominator would bring in.
        "SampleWeights" => component.IsMain || !hasWeights ? Denominator.SampleWeights : Denominator.Valid,
        "Elements" => Denominator.Elements,
        "WeightSum" => WeightsOrRows(component),
        // torch divides by the rows where its targets are probabilities, weighted or not.
        "Torch" when head == Heads.Softmax && form == LossForm.Numbers => Denominator.Valid,
        _ when (head & Heads.Elementwise) != 0 && axis is "All" or "Class" => Denominator.Elements,
        _ when axis != "All" => Denominator.Valid,
        _ => WeightsOrRows(component),
    };

    private static Denominator WeightsOrRows(LoweredComponent component)
        => component.RowWeight is null ? Denominator.Valid : Denominator.Weights;
}
