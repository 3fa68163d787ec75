using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// What a sampler, class weights and shifts of the scores make of the class prior: where two classes tie, of a loss in the separable
/// form, in the last phase of its schedule. Of declared class counts, else whatever they are: under some priors, of few and of very
/// many examples.
/// </summary>
internal sealed class PriorCorrection
{
    /// <summary>The least |log| of a factor between a tie and where a goal has it that is worth a word.</summary>
    public const double Tolerance = 0.05;

    private const double Same = 1e-6;

    /// <summary>An exponent as near to 0 or 1 as this is called 0 or 1.</summary>
    private const double Negligible = 1e-3;

    private PriorCorrection(IReadOnlyList<Ties> all)
    {
        All = all;
        IsCertain = all.All(ties => ClosedForms.Certificate(ties.Scan) is not null);
        HasPowerLink = all.All(ties => ties.HasPowerLink);
        IsResampled = all.All(ties => AreDifferent(ties.Drawn));
        IsWeighted = all.All(ties => ties.Weights is { } weights && AreDifferent(weights));
        IsShifted = all.All(ties => !ties.Scan.IsUnshifted);
        // With two classes every tie is at one ratio, which a power alone makes a power of the prior.
        IsRule = IsCertain && (HasPowerLink || !IsShifted) && all.All(ties => ties.IsRule);
        Power = Common(all, ties => ties.PowerOf(ties.Factors));
        SamplerPower = Common(all, ties => ties.PowerOf(ties.Drawn));
        WeightPower = Common(all, ties => ties.PowerOf(ties.Weights));
    }

    /// <summary>The ties under each of the class counts.</summary>
    public IReadOnlyList<Ties> All { get; }

    /// <summary>Whether it is known that ties decide: that the minimiser is ordered as they say.</summary>
    public bool IsCertain { get; }

    /// <summary>Whether the slope of the loss of every label is a power of its probability, as that of cross-entropy is.</summary>
    public bool HasPowerLink { get; }

    /// <summary>
    /// Whether the loss predicts argmax P(y|x) r_y: two classes tie at a ratio of their posteriors that does not depend on these.
    /// </summary>
    public bool IsRule { get; }

    /// <summary>Whether a sampler draws classes as they are not in the data set.</summary>
    public bool IsResampled { get; }

    /// <summary>Whether class weights differ.</summary>
    public bool IsWeighted { get; }

    /// <summary>Whether scores are shifted against each other.</summary>
    public bool IsShifted { get; }

    /// <summary>k, if r = π^−k whatever the prior; else null.</summary>
    public double? Power { get; }

    /// <summary>1 − q, if rows are drawn with class shares π^q, as by weights π^−(1 − q); else null.</summary>
    public double? SamplerPower { get; }

    /// <summary>a, if class weights are π^−a up to a factor; else null.</summary>
    public double? WeightPower { get; }

    /// <summary>Whether r is that of neither accuracy nor balanced accuracy, under any of the class counts.</summary>
    public bool IsOfNeither => IsRule && All.All(ties =>
        ties.Deviation(Goal.Accuracy) > Tolerance && ties.Deviation(Goal.BalancedAccuracy) > Tolerance);

    /// <summary>The rule in words: "P(y|x)/π_y^2".</summary>
    public string Criterion => Power switch
    {
        { } k when Math.Abs(k) <= Negligible => "P(y|x)",
        { } k when Math.Abs(k - 1) <= Negligible => "P(y|x)/π_y",
        { } k => k < 0 ? $"P(y|x) π_y^{Numbers.Text(-k)}" : $"P(y|x)/π_y^{Numbers.Text(k)}",
        _ => $"P(y|x) r_y with r ∝ ({Numbers.Text(All[0].Factors)}) for class counts {All[0].CountsInWords}",
    };

    /// <summary>Whether the criterion can be told: as a power of the prior, or for declared counts.</summary>
    public bool HasCriterion => IsRule && (Power is not null || All.Count == 1);

    /// <summary>Of a loss in the separable form; null of another.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="cancellation">Observed at each evaluation.</param>
    public static PriorCorrection? Of(Declaration declaration, CancellationToken cancellation = default)
    {
        var loss = LossCompilation.Of(declaration);
        if (declaration.Head != Heads.Softmax || !loss.Model.TakesLabels)
            return null;
        var lowered = loss.Risk(cancellation);
        if (Population.Obstacle(loss.Model, lowered) is not null || Population.Bound(lowered).Count > 0)
            return null;
        // Ties need no derivative of the whole loss.
        var population = new Population(loss.Model, lowered, lowered,
            SchedulePhases.Of(declaration).Last().Inside)
        { Cancellation = cancellation };
        if (!double.IsPositiveInfinity(population.Domain) || SeparableForm.Of(lowered, population) is not { } form)
            return null;
        var all = new List<Ties>();
        foreach (var (counts, classes) in Counts(declaration))
        {
            double[] prior = [.. counts.Select(count => count / counts.Sum())];
            var inputs = population.Inputs(prior) with
            {
                ClassInputs = new Dictionary<string, double[]> { [ClassInputTable.Counts] = counts },
            };
            var scan = new SeparableScan(form, inputs, new ClassConstants(inputs, BoundDecision.NoRanges));
            if (!scan.IsUniformScale)
                return null;
            all.Add(new Ties(counts, prior, Drawn(declaration, inputs), scan) { Classes = classes });
        }

        return new PriorCorrection(all);
    }

    /// <summary>A declaration without smoothing and penalties; that of log Σ exp of scores changes no tie and stays.</summary>
    public static Declaration Bare(Declaration declaration)
    {
        EquatableArray<AttributeUse> Of(EquatableArray<AttributeUse> uses) => uses.Where(use => !IsApart(use)).ToEquatable();
        return declaration with
        {
            Attributes = Of(declaration.Attributes),
            Parts = declaration.Parts.Select(part => part with { Attributes = Of(part.Attributes) }).ToEquatable(),
        };
    }

    private static bool IsApart(AttributeUse use)
        => AttributeTable.Find(use.Name) is { Smooths: true } or { Stage: Stage.Regulariser, KeepsTies: false };

    /// <summary>
    /// Of declared counts the largest, one between, and the smallest; and which classes they are of, if not of all in order.
    /// </summary>
    private static IEnumerable<(double[] Counts, int[]? Classes)> Counts(Declaration declaration)
    {
        int[]? Named(int count) => declaration.Prior is { } all && all.Count > count ? Priors.Chosen(all, count) : null;

        if (declaration.Counts is not { } declared)
        {
            return from prior in Priors.Of(declaration, true).OrderByDescending(prior => prior.Length)
                   from total in ExampleTotals.Tried
                   select ((double[])[.. prior.Select(share => share * total)], Named(prior.Length));
        }

        var chosen = Priors.Chosen(declared, Math.Min(3, declared.Count));
        return [([.. chosen.Select(k => declared[k])], chosen.SequenceEqual(Enumerable.Range(0, declared.Count)) ? null : chosen)];
    }

    /// <summary>How many rows of each class a sampler draws for one of the data set: one without sampler.</summary>
    private static double[] Drawn(Declaration declaration, ProgramInputs inputs)
    {
        if (LossModel.Of(declaration).Sampler is not { } sampler)
            return [.. Enumerable.Repeat(1.0, inputs.Classes)];
        var scope = new LossScope(new Graph(), declaration.Head, LossForm.Labels);
        return new ClassConstants(inputs, BoundDecision.NoRanges).Exactly(Lowering.Drawn(new AttributeArguments(scope, sampler)));
    }

    /// <summary>Whether factors tell classes apart.</summary>
    public static bool AreDifferent(double[] factors) => factors.Max() > factors.Min() * (1 + Same);

    private static double? Common(IReadOnlyList<Ties> all, Func<Ties, double?> power)
        => power(all[0]) is { } first && all.All(ties => power(ties) is { } other && Math.Abs(other - first) <= Same)
            ? first
            : null;
}
