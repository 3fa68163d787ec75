using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>A loss as a function of a row's scores and label, in one phase of its schedule: what is left in the population limit.</summary>
internal sealed class Population
{
    private readonly LossModel model;
    private readonly LossIr lowered;
    private readonly LossIr differentiated;
    private readonly double epoch;

    public Population(LossModel model, LossIr lowered, LossIr differentiated, double epoch)
    {
        this.model = model;
        this.lowered = lowered;
        this.differentiated = differentiated;
        this.epoch = epoch;
        Representatives = Bound(lowered).ToDictionary(name => name, Representative);
        Ranges = RangesOf(model);
        Domain = model.All.Any(use => use.Row.TakesCosines) ? 1 : double.PositiveInfinity;
    }

    /// <summary>The loss as it was lowered.</summary>
    public LossIr Lowered => lowered;

    /// <summary>The loss with its gradient.</summary>
    public LossIr Differentiated => differentiated;

    /// <summary>Observed at each evaluation.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many examples there are, where class counts are not declared.</summary>
    public double Examples { get; init; } = 10_000;

    /// <summary>The position of the schedule.</summary>
    public double Epoch => epoch;

    /// <summary>The largest magnitude of a logit.</summary>
    public double Domain { get; }

    /// <summary>
    /// A value for each hyper-parameter that is read at each call: the default of its attribute, or another that is allowed
    /// and has an effect.
    /// </summary>
    public IReadOnlyDictionary<string, double> Representatives { get; }

    /// <summary>The ranges of those hyper-parameters; of a property that several read, the values that all admit.</summary>
    public IReadOnlyDictionary<string, (double Low, double High)> Ranges { get; }

    /// <summary>Where that is: ", at Gamma = 2"; empty for a loss that reads none.</summary>
    public string At => Representatives.Count == 0 ? ""
        : ", at " + string.Join(", ",
            Representatives.Select(pair => $"{pair.Key} = {pair.Value.ToString("R", CultureInfo.InvariantCulture)}"));

    /// <summary>Whether the loss depends on the class prior.</summary>
    public bool ReadsPrior => lowered.Nodes.Any(node => node.Op == Op.ClassInput) || lowered.Components.Any(WeighsRows);

    /// <summary>Whether scores are bounded, and more classes are declared than fewer can stand for.</summary>
    public bool HasBoundedScores => ScoreBound.Doubt(model.Declaration) is not null;

    /// <summary>The declared number of classes; null without.</summary>
    public int? Classes => model.Declaration.Classes;

    /// <summary>Whether class counts are read and not declared, at most their shares.</summary>
    public bool LacksCounts
        => model.Declaration.Counts is null && lowered.Nodes.Any(node => node.Op == Op.ClassInput && node.Name == ClassInputTable.Counts);

    /// <summary>The same loss with another number of examples.</summary>
    public Population Of(double examples)
        => new(model, lowered, differentiated, epoch) { Cancellation = Cancellation, Examples = examples };

    /// <summary>Whether the targets depend on the number of classes, so that one number of classes does not stand for others.</summary>
    public bool ReadsClassCount
        => lowered.Nodes.Any(node => node.Op == Op.ClassCount) && model.All.Any(use => use.Row.Stage == Stage.Target);

    /// <summary>Whether what is emitted is not the gradient of the value.</summary>
    public bool IsStopped
        => lowered.Nodes.Any(node => node.Op == Op.Stop && lowered.Reachable(node.A).Any(id => lowered.Nodes[id].Op == Op.Logits));

    /// <summary>What stands in the way of a verdict, or null.</summary>
    public static string? Obstacle(LossModel model, LossIr lowered) => Missing(model, lowered) ?? Given(lowered);

    /// <summary>What a verdict would need to know that only the constructor is told, or null.</summary>
    public static string? Given(LossIr lowered)
        => lowered.Nodes.FirstOrDefault(node => node.Op == Op.ClassInput && node.Name != ClassInputTable.Counts).Name is { } name
            ? $"{ClassInputTable.Row(name).Meaning} are given at construction"
            : null;

    /// <summary>
    /// Why there is no risk of a single example, or none that an expression in numbers per class can tell; null if there is.
    /// </summary>
    public static string? Missing(LossModel model, LossIr lowered)
    {
        if (model.Head == Heads.Identity)
            return "a regression has no classes to decide between";
        if (model.All.FirstOrDefault(term => term.Stage == Stage.Selection) is { } selection)
            return $"[{selection.Name}] selects rows by what else is in the batch, so there is no risk of a single example";
        foreach (var node in lowered.Nodes)
        {
            if (node.Op == Op.MatrixRow)
                return $"the {node.Name} is given at construction";
            if (node.Op == Op.Input
                && node.Name is not (InputTable.Targets or InputTable.ElementWeights or InputTable.ClassMask or InputTable.Upstream))
                return $"the loss depends on the call's {InputTable.Row(node.Name!).Property}";
        }

        if (lowered.Components.Any(component =>
            component.Steps.Any(step => step.Axis != "All" && step.Denominator is Denominator.Weights or Denominator.SampleWeights)))
            return "a mean over positions or samples divides by a sum of weights that varies with the sample";
        var denominators = lowered.Components.Select(component => component.Denominator == Denominator.External).Distinct().Count();
        return denominators > 1 ? "one component is divided by a number given with the call, and another is not" : null;
    }

    /// <summary>The hyper-parameters that are read at each call, without the position of the schedule.</summary>
    public static IReadOnlyList<string> Bound(LossIr lowered)
        => [.. lowered.Nodes.Where(node => node.Op == Op.Parameter && node.Name != InputTable.Epoch).Select(node => node.Name!).Distinct()];

    /// <summary>The loss under a class prior, whose length is the number of classes.</summary>
    public LossProgram Under(double[] prior) => new(differentiated, Inputs(prior, lowered));

    /// <summary>What a loss is evaluated with under a class prior.</summary>
    public ProgramInputs Inputs(double[] prior, LossIr? weighing = null)
    {
        var inputs = new ProgramInputs(prior.Length, [.. lowered.Components.Select(_ => 1.0)])
        {
            ClassInputs = lowered.Nodes.Where(node => node.Op == Op.ClassInput).Select(node => node.Name!).Append(ClassInputTable.Counts)
                .Distinct()
                .ToDictionary(name => name, name => name == ClassInputTable.Counts ? Counts(prior)
                    : Numbers(ClassInputTable.Row(name), prior.Length)),
            Parameters = Representatives.Append(new(InputTable.Epoch, epoch)).ToDictionary(pair => pair.Key, pair => pair.Value),
            Cancellation = Cancellation,
        };
        return weighing is null ? inputs : inputs with { Seeds = Seeds(prior, inputs) };
    }

    /// <summary>The declared prior of as many classes, else one with a long tail.</summary>
    public double[] PriorOf(int classes)
        => Priors.Declared(model.Declaration) is { } declared && declared.Length == classes ? declared : Priors.LongTail(classes);

    /// <summary>Whether all components are divided by the same, so that no factor stands between them.</summary>
    public bool HasUnitSeeds => AreDividedAlike(lowered.Components);

    /// <summary>Whether these components are divided by the same.</summary>
    public bool AreDividedAlike(IEnumerable<Component> components) => components.Select(WeighsRows).Distinct().Count() <= 1;

    private double Representative(string property)
    {
        var rows = model.Bound.Where(bound => bound.Property == property).Select(bound => bound.Row).ToList();
        return rows.SelectMany(row => new[] { row.Default ?? 1, 1, 0.5, 2, row.Low + 0.5, row.High - 0.5 })
            .FirstOrDefault(value => rows.All(row => row.Allows(value) && !value.Equals(row.Neutral)));
    }

    /// <summary>One over what a row adds to the denominator of each component, in the mean.</summary>
    private double[] Seeds(double[] prior, ProgramInputs inputs)
    {
        var seeds = lowered.Components.Select(_ => 1.0).ToArray();
        if (lowered.RowWeight < 0 || !lowered.Components.Any(WeighsRows))
            return seeds;
        var program = new LossProgram(
            lowered with { Components = new[] { new Component("Weight", lowered.RowWeight, Denominator.Valid) }.ToEquatable() },
            inputs with { Seeds = [1] });
        var weights = new double[prior.Length];
        program.Evaluate(weights, weights);
        var mean = prior.Select((share, k) => share * weights[k]).Sum();
        for (var c = 0; c < seeds.Length; c++)
        {
            if (WeighsRows(lowered.Components[c]) && mean > 0)
                seeds[c] = 1 / mean;
        }

        return seeds;
    }

    private static Dictionary<string, (double Low, double High)> RangesOf(LossModel model)
    {
        var ranges = new Dictionary<string, (double Low, double High)>();
        foreach (var (property, row) in model.Bound)
        {
            var high = row.HighOpen ? Below(row.High) : row.High;
            ranges[property] = ranges.TryGetValue(property, out var other) ? (Math.Max(other.Low, row.Low), Math.Min(other.High, high))
                : (row.Low, high);
        }

        return ranges;
    }

    /// <summary>The next smaller number.</summary>
    private static double Below(double value)
        => value > 0 ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) - 1) : value;

    /// <summary>Numbers per class that a constructor may be given, all different.</summary>
    private static double[] Numbers(ClassInputRow row, int classes)
        => [.. Enumerable.Range(0, classes).Select(k => (row.High == 1 ? 0.6 : 1.5) * Math.Pow(0.6, k))];

    private bool WeighsRows(Component component) => lowered.Reduction == Reduction.Mean && lowered.RowWeight >= 0
        && component.Denominator is Denominator.Weights or Denominator.SampleWeights;

    /// <summary>Class counts with these shares: the declared ones, of as many classes or of those that stand for more.</summary>
    private double[] Counts(double[] prior)
        => model.Declaration.Counts is { } counts
            && counts.Count >= prior.Length ? Priors.Some([.. counts], prior.Length) : [.. prior.Select(share => share * Examples)];
}
