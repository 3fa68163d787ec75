using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// From a correct declaration to IR, in the one canonical order of composition: scores, losses per label, targets and
/// weights, components, aggregation. The order of the attributes in the source plays no part.
/// </summary>
internal sealed class Lowering
{
    private readonly Graph graph = new();
    private readonly List<(AttributeRow Row, AttributeUse Use)> uses;

    private Lowering(Declaration declaration) => uses = Ordered(declaration);

    /// <summary>The attributes in the canonical order; of several with one name where one may stand, the first.</summary>
    public static List<(AttributeRow Row, AttributeUse Use)> Ordered(Declaration declaration)
        => [.. declaration.Attributes
            .Select(use => (Row: AttributeTable.Find(use.Name)!, Use: use))
            .Where(use => use.Row is not null)
            .GroupBy(use => (use.Row.Name, Key: use.Row.RepeatedBy is { } key && use.Use[key]?.Numbers is { Count: > 0 } numbers ? numbers[0] : 0))
            .OrderBy(group => AttributeTable.Order(group.First().Row))
            .ThenBy(group => group.Key.Key)
            .Select(group => group.First())];

    public static LossIr Lower(Declaration declaration) => new Lowering(declaration).Lower();

    private LossIr Lower()
    {
        var scores = graph.Leaf(Op.Logits);
        foreach (var (arguments, row) in At(Stage.Scores))
            scores = row.Scores!(arguments, scores);

        var label = new LabelProbability(LogSoftmax(scores));
        var zero = graph.Constant(0);
        var (weighted, unweighted) = (zero, zero);
        foreach (var term in At(Stage.BaseTerm).SelectMany(use => use.Row.Terms!(use.Arguments, label)))
        {
            // Modulators are distributed over the terms: each power of 1 − p is then one node for the derivative.
            var value = term.Value;
            foreach (var (arguments, row) in At(Stage.Modulator))
                value = row.Modulator!(arguments, label) * value;
            if (term.Weighted)
                weighted += value;
            else
                unweighted += value;
        }

        var weight = At(Stage.Weight).Select(use => (Expr?)use.Arguments.Table("w", use.Row.Weight!(use.Arguments))).FirstOrDefault();
        var loss = Weighted(weighted, weight) + Row(unweighted);

        var components = new List<(string Name, Expr Value)> { (MainName, loss) };
        foreach (var (arguments, row) in At(Stage.Regulariser))
            components.Add((row.Name, row.Regulariser!(arguments, scores)));

        var table = new NodeTable();
        return new LossIr(
            default,
            default,
            components.Select((component, i) => new Component(component.Name, table.Add(component.Value), DenominatorOf(i, weight))).ToEquatable(),
            Has("Sum") ? Reduction.Sum : Has("NoReduction") ? Reduction.None : Reduction.Mean,
            weight is { } w ? table.Add(AtLabel(w)) : -1) with
        {
            Nodes = table.Nodes,
            Hints = table.Hints,
        };
    }

    private Expr Weighted(Expr perLabel, Expr? weight)
    {
        if (weight is not { } w)
            return Row(perLabel);
        return InsideSmoothing ? Row(w * perLabel) : AtLabel(w) * Row(perLabel);
    }

    /// <summary>The loss of the row from those of its labels; with a hard label, the label's.</summary>
    private Expr Row(Expr perLabel)
    {
        foreach (var (arguments, row) in At(Stage.Target))
            return row.Target!(arguments, perLabel);
        return AtLabel(perLabel);
    }

    private Denominator DenominatorOf(int component, Expr? weight) => By switch
    {
        "Batch" => Denominator.Batch,
        "External" => Denominator.External,
        "Valid" => Denominator.Valid,
        _ => component == 0 && weight is not null ? Denominator.Weights : Denominator.Valid,
    };

    private string MainName
    {
        get
        {
            var terms = uses.Where(use => use.Row.Stage == Stage.BaseTerm).Select(use => use.Row.Name).Distinct().ToList();
            return terms.Count == 1 ? terms[0] : "Base";
        }
    }

    private string By => uses.FirstOrDefault(use => use.Row.Name == "Mean").Use?["By"]?.Choice ?? "Default";

    private bool InsideSmoothing => By == "Torch"
        || uses.Any(use => use.Row.Stage == Stage.Weight && use.Use["Order"]?.Choice == "InsideSmoothing");

    private bool Has(string name) => uses.Any(use => use.Row.Name == name);

    private IEnumerable<(AttributeArguments Arguments, AttributeRow Row)> At(Stage stage)
        => uses.Where(use => use.Row.Stage == stage).Select(use => (new AttributeArguments(graph, use.Row, use.Use), use.Row));
}
