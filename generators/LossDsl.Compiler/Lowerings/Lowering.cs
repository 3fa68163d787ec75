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
    /// <summary>The attributes of the loss itself in the canonical order; of several with one name where one may stand, the first.</summary>
    public static List<(AttributeRow Row, AttributeUse Use)> Ordered(Declaration declaration) => Ordered(declaration.Attributes);

    /// <summary>The attributes of a part in the canonical order.</summary>
    public static List<(AttributeRow Row, AttributeUse Use)> Ordered(PartDeclaration part) => Ordered(part.Attributes);

    /// <summary>The attributes of the loss and then those of its parts.</summary>
    public static IEnumerable<(AttributeRow Row, AttributeUse Use)> All(Declaration declaration)
        => Ordered(declaration).Concat(declaration.Parts.SelectMany(Ordered));

    /// <summary>The forms that a declaration has: those in which every attribute has a meaning.</summary>
    public static IReadOnlyList<LossForm> Forms(Declaration declaration)
    {
        var rows = All(declaration).Select(use => use.Row).ToList();
        var labels = declaration.Head != Heads.Identity && !rows.Any(row => row.NumbersOnly);
        var numbers = !rows.Any(row => row.LabelsOnly);
        return [.. new[] { (LossForm.Labels, labels), (LossForm.Numbers, numbers) }.Where(form => form.Item2).Select(form => form.Item1)];
    }

    /// <summary>The loss in one of its forms.</summary>
    /// <param name="declaration">The declaration, without errors.</param>
    /// <param name="form">The form.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static LossIr Lower(Declaration declaration, LossForm form, CancellationToken cancellation = default)
        => Lower(declaration, form, isTrained: false, cancellation);

    /// <summary>
    /// The loss as its training set has it: of each row as many as a sampler draws for one of the data set, π'_y/π_y. In the mean over
    /// the data set that is what training minimises.
    /// </summary>
    /// <inheritdoc cref="Lower(Declaration, LossForm, CancellationToken)" path="/param"/>
    public static LossIr LowerTrained(Declaration declaration, LossForm form, CancellationToken cancellation = default)
        => Lower(declaration, form, isTrained: true, cancellation);

    /// <summary>How many rows of each class a sampler draws for one of the data set.</summary>
    /// <param name="sampler">The arguments of its attribute.</param>
    public static Expr Drawn(AttributeArguments sampler)
    {
        var shares = sampler.Row.Sampling!(sampler);
        return shares / Functions.SumClass(shares) / sampler.Prior;
    }

    /// <summary>The number by which rows are selected, as a loss of its own; null if the declaration selects none.</summary>
    /// <inheritdoc cref="Lower(Declaration, LossForm, CancellationToken)" path="/param"/>
    public static LossIr? LowerKey(Declaration declaration, LossForm form, CancellationToken cancellation = default)
    {
        var uses = Ordered(declaration);
        var selection = uses.FirstOrDefault(use => use.Row.Stage == Stage.Selection);
        if (selection.Row?.Key is not { } key)
            return null;
        var graph = new Graph(cancellation);
        var aggregation = new AggregationLowering(declaration.Head, form, []);
        var scope = new ComponentLowering(graph, declaration.Head, form, uses, aggregation).Scope();
        var arguments = new AttributeArguments(scope, selection.Row, selection.Use);
        var whole = Components(graph, declaration, form, uses, aggregation);
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

    private static LossIr Lower(Declaration declaration, LossForm form, bool isTrained, CancellationToken cancellation)
    {
        var graph = new Graph(cancellation);
        var uses = Ordered(declaration);
        var aggregation = new AggregationLowering(declaration.Head, form, uses);
        var components = Components(graph, declaration, form, uses, aggregation);
        foreach (var (row, use) in uses.Where(use => isTrained && use.Row.Stage == Stage.Sampling))
        {
            var scope = new LossScope(graph, declaration.Head, form);
            var sampler = new AttributeArguments(scope, row, use);
            var ofRow = scope.Share.Of(sampler.Scheduled(sampler.Table("drawn", Drawn(sampler))));
            components = components.Select(component => component with
            {
                Row = ofRow * component.Row,
                RowWeight = component.RowWeight is { } weight ? ofRow * weight : null,
            });
        }

        return Assemble(declaration.Head, aggregation, [.. components]);
    }

    /// <summary>The components of the loss itself, or of its parts.</summary>
    private static IEnumerable<LoweredComponent> Components(
        Graph graph,
        Declaration declaration,
        LossForm form,
        List<(AttributeRow Row, AttributeUse Use)> uses,
        AggregationLowering aggregation)
        => declaration.Parts.Count == 0
            ? new ComponentLowering(graph, declaration.Head, form, uses, aggregation).Components("")
            : declaration.Parts.SelectMany(part => Part(graph, declaration.Head, form, uses, part, aggregation));

    private static IEnumerable<LoweredComponent> Part(
        Graph graph,
        Heads head,
        LossForm form,
        List<(AttributeRow Row, AttributeUse Use)> outer,
        PartDeclaration part,
        AggregationLowering outerAggregation)
    {
        var own = Ordered(part);
        // The stages of the scores go on where the loss itself left them; the rest is the part's own.
        var uses = outer.Where(use => use.Row.Stage < Stage.Probabilities)
            .Concat(own)
            .OrderBy(use => AttributeTable.Order(use.Row))
            .ToList();
        var aggregation = own.Any(use => use.Row.Stage == Stage.Aggregation)
            ? new AggregationLowering(head, form, own)
            : outerAggregation;
        return new ComponentLowering(graph, head, form, uses, aggregation).Components(part.Name);
    }

    private static LossIr Assemble(Heads head, AggregationLowering aggregation, List<LoweredComponent> components)
    {
        var table = new NodeTable();
        // Of several weights, those of a component that divides by their sum: the rules admit no two.
        var summing = components.FirstOrDefault(component => component.IsMain && component.Aggregation.SumsWeights(component, aggregation.Reduction));
        var weight = summing is not null ? summing.RowWeight : components.Select(component => component.RowWeight).FirstOrDefault(weight => weight is not null);
        var perElement = aggregation.Reduction == Reduction.None && (head & Heads.Elementwise) != 0;
        var result = new LossIr(
            default,
            default,
            components.Select(component => new Component(component.Name, table.Add(component.Row), component.Aggregation.DenominatorOf(component))
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

    private static List<(AttributeRow Row, AttributeUse Use)> Ordered(EquatableArray<AttributeUse> attributes)
        => [.. attributes
            .Select(use => (Row: AttributeTable.Find(use.Name)!, Use: use))
            .Where(use => use.Row is not null)
            .GroupBy(use => (use.Row.Name, Key: Key(use.Row, use.Use)))
            .OrderBy(group => AttributeTable.Order(group.First().Row))
            .ThenBy(group => group.Key.Key, System.StringComparer.Ordinal)
            .Select(group => group.First())];

    /// <summary>What distinguishes the uses of an attribute that may stand several times, so that it sorts as it counts.</summary>
    private static string Key(AttributeRow row, AttributeUse use)
    {
        var argument = row.RepeatedBy is { } key ? use[key] : null;
        return argument?.Numbers is { Count: > 0 } numbers
            ? numbers[0].ToString("000000000000.000000000", System.Globalization.CultureInfo.InvariantCulture)
            : argument?.Choice ?? "";
    }
}

/// <summary>One component on its way into the IR.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Row">Its value per row.</param>
/// <param name="Element">Its value per element, of an elementwise head.</param>
/// <param name="RowWeight">What a row adds to a weight sum, if the component has class weights, which a regulariser has not.</param>
/// <param name="IsMain">Whether it is the loss proper and not a regulariser.</param>
/// <param name="Aggregation">How rows become one number.</param>
internal sealed record LoweredComponent(string Name, Expr Row, Expr? Element, Expr? RowWeight, bool IsMain, AggregationLowering Aggregation);
