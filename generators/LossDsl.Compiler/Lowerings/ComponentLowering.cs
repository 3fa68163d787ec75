using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>One pass of the canonical order: the loss proper of a declaration or a part, and its regularisers.</summary>
internal sealed class ComponentLowering(
    Graph graph,
    Heads head,
    LossForm form,
    IReadOnlyList<Term> terms,
    AggregationLowering aggregation)
{
    private LossScope scope = new(graph, head, form);

    private bool Elementwise => (head & Heads.Elementwise) != 0;

    /// <summary>The scores of every stage, and the targets.</summary>
    public LossScope Scope()
    {
        scope = new LossScope(graph, head, form);
        foreach (var (arguments, row) in At(Stage.RawScores).Where(use => use.Row.ClassMask is not null))
            scope.ClassMask = row.ClassMask!(arguments);
        foreach (var (stage, set) in Stages)
        {
            foreach (var (arguments, row) in At(stage))
                set(row.Scores!(arguments, scope.Scores));
        }

        foreach (var (arguments, row) in At(Stage.Target))
            scope.Share = row.Target!(arguments, scope.Share);
        return scope;
    }

    /// <summary>The loss proper, and the regularisers.</summary>
    /// <param name="name">The name of the part, or "" for a declaration without parts.</param>
    public IEnumerable<LoweredComponent> Components(string name)
    {
        Scope();
        if (terms.Any(use => use.Stage == Stage.BaseTerm))
            yield return Elementwise ? PerElement(name) : PerRow(name);
        foreach (var (arguments, row) in At(Stage.Regulariser))
        {
            var value = Scaled(row.Regulariser!(arguments));
            var element = Elementwise ? Counted(value) : (Expr?)null;
            yield return new LoweredComponent(name + row.Name, element is { } e ? SumClass(e) : value, element, null, false, aggregation);
        }
    }

    /// <summary>What each stage of the scores sets: later stages start from it.</summary>
    private IEnumerable<(Stage Stage, System.Action<Expr> Set)> Stages =>
    [
        (Stage.RawScores, s => scope.Raw = scope.Normalised = scope.Margined = scope.Scores = s),
        (Stage.NormalisedScores, s => scope.Normalised = scope.Margined = scope.Scores = s),
        (Stage.MarginedScores, s => scope.Margined = scope.Scores = s),
        (Stage.Scores, s => scope.Scores = s),
    ];

    private LoweredComponent PerRow(string name)
    {
        var label = At(Stage.Probabilities).Aggregate(scope.Probability, (p, use) => use.Row.Probability!(use.Arguments, p));
        var (weighted, unweighted) = PerLabel(label);
        var weight = ClassWeight();
        var loss = Weighted(weighted, weight) + scope.Share.Of(unweighted);
        foreach (var (arguments, row) in At(Stage.BaseTerm).Where(use => IsOwnForm(use.Row)))
        {
            var term = arguments.WithCoefficient(row.Row!(arguments));
            loss += weight is { } w && arguments.Flag("Weighted", true) ? scope.Share.Origin.Of(w) * term : term;
        }

        var value = Scaled(RowFactor(loss));
        return new LoweredComponent(NameOf(name), value, null, weight is { } rowWeight ? scope.Share.Origin.Of(rowWeight) : null, true,
            aggregation);
    }

    private LoweredComponent PerElement(string name)
    {
        var weight = ClassWeight();
        // Weights of the whole row stand at its label, others at each element.
        var whole = weight is { } && terms.Any(use => use.Stage == Stage.Weight && use.Given("Of") == "Row");
        var (weighted, unweighted) = head == Heads.Identity ? (graph.Constant(0), graph.Constant(0)) : OfSides();
        foreach (var (arguments, row) in At(Stage.BaseTerm).Where(use => use.Row.Element is not null))
        {
            var term = arguments.WithCoefficient(row.Element!(arguments));
            if (arguments.Flag("Weighted", true))
                weighted += SideWeights(WeightsAndScales) * term;
            else
                unweighted += SideWeights(Scales) * term;
        }

        var factor = whole ? scope.Share.Origin.Of(weight!.Value) : weight;
        var element = Counted(Scaled(RowFactor((factor is { } w ? w * weighted : weighted) + unweighted)));
        var rowWeight = factor is not { } of ? (Expr?)null : whole ? of : SumClass(of);
        return new LoweredComponent(NameOf(name), SumClass(element), element, rowWeight, true, aggregation);
    }

    /// <summary>t ℓ⁺ + (1 − t) ℓ⁻ from the losses of both outcomes.</summary>
    private (Expr Weighted, Expr Unweighted) OfSides()
    {
        (Expr Weighted, Expr Unweighted) Of(Side side)
        {
            var label = At(Stage.Probabilities).Aggregate(scope.Of(side), (p, use) => use.Row.Probability!(use.Arguments, p));
            var (weighted, unweighted) = PerLabel(label);
            return (SideWeight(side, WeightsAndScales) * weighted, SideWeight(side, Scales) * unweighted);
        }

        var (positive, negative) = (Of(Side.Positive), Of(Side.Negative));
        return (scope.OfSides(positive.Weighted, negative.Weighted), scope.OfSides(positive.Unweighted, negative.Unweighted));
    }

    // What undoes a scale of the scores belongs to every term, weighted or not.
    private static bool Scales(Stage stage) => stage != Stage.Weight;

    private static bool WeightsAndScales(Stage stage) => true;

    private Expr SideWeights(System.Func<Stage, bool> stages)
        => scope.OfSides(SideWeight(Side.Positive, stages), SideWeight(Side.Negative, stages));

    private Expr SideWeight(Side side, System.Func<Stage, bool> stages)
        => terms.Where(use => use.Row.SideWeight is not null && stages(use.Row.Stage))
            .Aggregate(graph.Constant(1), (all, use) => use.Row.SideWeight!(new AttributeArguments(scope, use), side) * all);

    private (Expr Weighted, Expr Unweighted) PerLabel(LabelProbability label)
    {
        RunningSum weighted = new(), unweighted = new();
        foreach (var (arguments, row) in At(Stage.BaseTerm).Where(use => !IsOwnForm(use.Row)))
        {
            foreach (var term in row.Terms!(arguments, label))
            {
                // Modulators are distributed over the terms: each power of 1 − p is then one node for the derivative.
                var value = arguments.WithCoefficient(term.Value);
                foreach (var (modulating, modulator) in At(Stage.Modulator))
                    value = modulator.Modulator!(modulating, label) * value;
                (term.Weighted ? weighted : unweighted).Add(value);
            }
        }

        var zero = graph.Constant(0);
        return (weighted.Value ?? zero, unweighted.Value ?? zero);
    }

    private bool IsOwnForm(AttributeRow row) => Elementwise ? row.Element is not null : row.Row is not null;

    private Expr? ClassWeight()
        => At(Stage.Weight).Where(use => use.Row.Weight is not null)
            .Select(use => (Expr?)use.Arguments.Scheduled(use.Arguments.Table("w", use.Row.Weight!(use.Arguments))))
            .FirstOrDefault();

    private Expr Weighted(Expr perLabel, Expr? weight)
    {
        if (weight is not { } w || perLabel.Is(0))
            return scope.Share.Of(perLabel);
        return InsideSmoothing ? scope.Share.Of(w * perLabel) : scope.Share.OutsideWeights(w, perLabel);
    }

    private bool InsideSmoothing => aggregation.LikeTorch
        || terms.Any(use => use.Stage == Stage.Weight && use.Given("Order") == "InsideSmoothing");

    private Expr RowFactor(Expr loss)
        => At(Stage.RowWeight).Aggregate(loss, (value, use) => use.Row.RowWeight!(use.Arguments) * value);

    /// <summary>With the coefficient of the part.</summary>
    private Expr Scaled(Expr value)
        => At(Stage.Part).Aggregate(value, (all, use) => use.Arguments.UnlessZero("Weight", use.Arguments["Weight"] * all));

    /// <summary>With the weight that the call gives the element; 0 masks it.</summary>
    private Expr Counted(Expr element) => Weigh(graph.Input(InputTable.ElementWeights), element);

    private string NameOf(string part)
    {
        if (part.Length > 0)
            return part;
        var names = terms.Where(use => use.Stage == Stage.BaseTerm).Select(use => use.Name).Distinct().ToList();
        return names.Count == 1 ? names[0] : "Base";
    }

    private IEnumerable<(AttributeArguments Arguments, AttributeRow Row)> At(Stage stage)
        => terms.Where(use => use.Stage == stage).Select(use => (new AttributeArguments(scope, use), use.Row));
}
