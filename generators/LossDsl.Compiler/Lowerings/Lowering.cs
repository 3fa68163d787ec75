using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// From a correct declaration to IR, in the one canonical order of composition: scores, link, losses per label, targets and
/// weights, components, aggregation. The order of the attributes in the source plays no part.
/// </summary>
internal static class Lowering
{
    /// <summary>The loss in one of its forms.</summary>
    /// <param name="model">The loss, without errors.</param>
    /// <param name="form">The form.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static LossIr Lower(LossModel model, LossForm form, CancellationToken cancellation = default)
        => Lower(model, form, isTrained: false, cancellation);

    /// <summary>
    /// The loss as its training set has it: of each row as many as a sampler draws for one of the data set, π'_y/π_y. In the mean over
    /// the data set that is what training minimises.
    /// </summary>
    /// <inheritdoc cref="Lower(LossModel, LossForm, CancellationToken)" path="/param"/>
    public static LossIr LowerTrained(LossModel model, LossForm form, CancellationToken cancellation = default)
        => Lower(model, form, isTrained: true, cancellation);

    /// <summary>How many rows of each class a sampler draws for one of the data set.</summary>
    /// <param name="sampler">The arguments of its attribute.</param>
    public static Expr Drawn(AttributeArguments sampler)
    {
        var shares = sampler.Row.Sampling!(sampler);
        return shares / Functions.SumClass(shares) / sampler.Prior;
    }

    /// <summary>The number by which rows are selected, as a loss of its own; null if the declaration selects none.</summary>
    /// <inheritdoc cref="Lower(LossModel, LossForm, CancellationToken)" path="/param"/>
    public static LossIr? LowerKey(LossModel model, LossForm form, CancellationToken cancellation = default)
    {
        if (model.Selection is not { Row.Key: { } key } selection)
            return null;
        var graph = new Graph(cancellation);
        var aggregation = new AggregationLowering(model.Head, form, []);
        var scope = new ComponentLowering(graph, model.Head, form, model.Terms, aggregation).Scope();
        var arguments = new AttributeArguments(scope, selection);
        var whole = Components(graph, model, form, aggregation);
        var value = key(arguments, RunningSum.Of(whole.Select(component => component.Row)));
        var table = new NodeTable();
        return new LossIr(
            default,
            default,
            new[] { new Component("Key", table.Add(value), Denominator.Valid) }.ToEquatable(),
            Reduction.None) with
        {
            Nodes = table.Nodes,
            Hints = table.Hints,
        };
    }

    private static LossIr Lower(LossModel model, LossForm form, bool isTrained, CancellationToken cancellation)
    {
        var graph = new Graph(cancellation);
        var aggregation = new AggregationLowering(model.Head, form, model.Terms);
        var components = Components(graph, model, form, aggregation);
        foreach (var sampling in model.Terms.Where(term => isTrained && term.Stage == Stage.Sampling))
        {
            var scope = new LossScope(graph, model.Head, form);
            var sampler = new AttributeArguments(scope, sampling);
            var ofRow = scope.Share.Of(sampler.Scheduled(sampler.Table("drawn", Drawn(sampler))));
            components = components.Select(component => component with
            {
                Row = ofRow * component.Row,
                RowWeight = component.RowWeight is { } weight ? ofRow * weight : null,
            });
        }

        return Assemble(model.Head, aggregation, [.. components]);
    }

    /// <summary>The components of the loss itself, or of its parts.</summary>
    private static IEnumerable<LoweredComponent> Components(
        Graph graph,
        LossModel model,
        LossForm form,
        AggregationLowering aggregation)
        => model.Parts.Count == 0
            ? new ComponentLowering(graph, model.Head, form, model.Terms, aggregation).Components("")
            : model.Parts.SelectMany(part => Part(graph, model, form, part, aggregation));

    private static IEnumerable<LoweredComponent> Part(Graph graph, LossModel model, LossForm form, PartModel part,
        AggregationLowering ofLoss)
    {
        // The stages of the scores go on where the loss itself left them; the rest is the part's own.
        var terms = model.Terms.Where(term => term.Stage < Stage.Probabilities)
            .Concat(part.Terms)
            .OrderBy(term => AttributeTable.Order(term.Row))
            .ToList();
        var aggregation = part.Terms.Any(term => term.Stage == Stage.Aggregation) ? new AggregationLowering(model.Head, form, part.Terms)
            : ofLoss;
        return new ComponentLowering(graph, model.Head, form, terms, aggregation).Components(part.Name);
    }

    private static LossIr Assemble(Heads head, AggregationLowering aggregation, List<LoweredComponent> components)
    {
        var table = new NodeTable();
        // Of several weights, those of a component that divides by their sum: the rules admit no two.
        var summing = components.FirstOrDefault(component => component.IsMain
            && component.Aggregation.SumsWeights(component, aggregation.Reduction));
        var weight = summing is not null ? summing.RowWeight
            : components.Select(component => component.RowWeight).FirstOrDefault(weight => weight is not null);
        var perElement = aggregation.Reduction == Reduction.None && (head & Heads.Elementwise) != 0;
        var result = new LossIr(
            default,
            default,
            components.Select(component =>
                new Component(component.Name, table.Add(component.Row), component.Aggregation.DenominatorOf(component))
                {
                    Steps = component.Aggregation.Steps(component, aggregation.Reduction),
                }).ToEquatable(),
            aggregation.Reduction);
        var roots = new List<Root>();
        if (weight is { } rowWeight)
            roots.Add(new Root(RootKind.RowWeight, table.Add(rowWeight)));
        if (perElement)
            roots.Add(new Root(RootKind.ElementValue, table.Add(RunningSum.Of(components.Select(component => component.Element!.Value)))));
        return result with { Results = roots.ToEquatable(), Nodes = Named(table.Nodes), Hints = table.Hints };
    }

    /// <summary>Parts have tables of their own: those of one name are told apart by numbers.</summary>
    private static EquatableArray<Node> Named(EquatableArray<Node> nodes)
    {
        var names = new NameScope();
        return nodes.Select(node => node.Op == Op.Table ? node with { Name = names.Take(node.Name!) } : node).ToEquatable();
    }
}

/// <summary>One component on its way into the IR.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Row">Its value per row.</param>
/// <param name="Element">Its value per element, of an elementwise head.</param>
/// <param name="RowWeight">What a row adds to a weight sum, if the component has class weights, which a regulariser has not.</param>
/// <param name="IsMain">Whether it is the loss proper and not a regulariser.</param>
/// <param name="Aggregation">How rows become one number.</param>
internal sealed record LoweredComponent(
    string Name, Expr Row, Expr? Element, Expr? RowWeight, bool IsMain, AggregationLowering Aggregation);
