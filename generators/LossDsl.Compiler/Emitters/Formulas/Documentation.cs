using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The mathematics of a loss in words and formulas, a line each.</summary>
internal static class Documentation
{
    private static readonly Memo<IReadOnlyList<string>> Made = new((declaration, _)
        => Lines(declaration, [.. Pipeline.Forms(declaration).Select(form => Pipeline.Run(Pipeline.Lower(declaration, form)).First().Loss)]));

    /// <summary>The lines of a declaration without errors; they are kept, since more than one generated file has them.</summary>
    public static IReadOnlyList<string> Of(Declaration declaration) => Made.Of(declaration, CancellationToken.None);

    /// <summary>
    /// The lines, from the loss in normal form: in full, with the gradient, for the first form; for another, what
    /// it has in place of the values.
    /// </summary>
    public static IReadOnlyList<string> Lines(Declaration declaration, IReadOnlyList<LossIr> forms)
    {
        var head = declaration.Head;
        var normal = FormulaPass.Of(forms[0]);
        // From the formulas: the derivative of a choice between numerical forms is no formula.
        var differentiated = FormulaPass.Of(Pipeline.Run(normal).ElementAt(Pipeline.Mathematics - 1).Loss);
        var lines = Values(normal, head).ToList();
        lines.Add($"∂ℓ/∂z_k = {FormulaPrinter.Node(differentiated, head, differentiated.Gradient)}");
        foreach (var input in InputTable.Differentiated(normal))
        {
            var other = FormulaPass.Of(Pipeline.Run(normal, input: input.Name).ElementAt(Pipeline.Mathematics - 1).Loss);
            lines.Add($"∂ℓ/∂{input.Symbol}_k = {FormulaPrinter.Node(other, head, other.Gradient)}");
        }

        foreach (var selection in Lowering.Ordered(declaration).Where(use => use.Row.Stage == Stage.Selection))
            lines.Add($"what counts: {selection.Row.Formula}");
        foreach (var form in forms.Skip(1))
            lines.AddRange(Values(FormulaPass.Of(form), head).Select(value => $"for numbers t_k as targets {value}"));
        var symbols = Symbols(normal, differentiated, head, forms, lines.Any(line => line.Contains("log Z"))).ToList();
        return [.. lines, .. symbols.Select((symbol, i) => (i == 0 ? "with " : "     ") + symbol)];
    }

    /// <summary>The papers that the parts come from.</summary>
    public static IEnumerable<string> Papers(Declaration declaration)
        => Lowering.All(declaration)
            .Where(use => use.Row.Paper.Length > 0)
            .Select(use => $"{use.Row.Name}: {use.Row.Paper}")
            .Distinct();

    private static IEnumerable<string> Values(LossIr normal, Heads head)
    {
        if (normal.ElementValue >= 0)
            return [$"ℓ_k = {FormulaPrinter.Node(normal, head, normal.ElementValue)}    ({string.Join(" + ", normal.Components.Select(component => component.Name))}, per element)"];
        return normal.Components.Select((component, c) =>
        {
            var name = normal.Components.Count == 1 ? "ℓ" : $"ℓ_{c + 1}";
            return $"{name} = {FormulaPrinter.Node(normal, head, component.Value)}    ({component.Name}, {AggregationText.Of(normal, component)})";
        });
    }

    private static IEnumerable<string> Symbols(LossIr normal, LossIr differentiated, Heads head, IReadOnlyList<LossIr> forms, bool withZ)
    {
        var nodes = forms.SelectMany(form => FormulaPass.Of(form).Nodes).Concat(differentiated.Nodes).ToList();
        if (Link(normal, head) is { } link)
            yield return link;
        if (head == Heads.Identity)
            yield return "z_k the prediction, t_k the value to predict";
        for (var id = 0; id < normal.Nodes.Count; id++)
        {
            if (FormulaPrinter.IsSymbol(normal.Nodes[id]))
                yield return $"{normal.Nodes[id].Name}_k = {FormulaPrinter.Table(normal, id)}";
        }

        foreach (var input in ClassInputTable.All.Where(input => nodes.Any(node => node.Op == Op.ClassInput && node.Name == input.Name)))
            yield return $"{input.Symbol}_k {input.Meaning}";
        foreach (var input in InputTable.All.Where(input => input.Required && nodes.Any(node => node.Op == Op.Input && node.Name == input.Name)))
            yield return $"{input.Symbol}{((input.Axes & Axes.Class) != 0 ? "_k" : "")} from {input.Property} of the call";
        foreach (var name in nodes.Where(node => node.Op == Op.MatrixRow).Select(node => node.Name).Distinct())
            yield return $"{name}_yk the matrix given at construction";
        if (nodes.Any(node => node is { Op: Op.Parameter, Name: Lowering.Epoch }))
            yield return "epoch the position of the schedule";
        if (withZ)
            yield return $"Z = Σ_k exp({(FormulaPrinter.Scores(normal, head) is null or "z_k" ? "z_k" : "s_k")})";
        if (differentiated.Nodes.Any(node => node.Op == Op.Todd))
            yield return "ψ(p) = p log p / (p − 1), which goes from 0 at p = 0 to 1 at p = 1";
    }

    /// <summary>How scores become probabilities, where a loss reads them.</summary>
    private static string? Link(LossIr normal, Heads head)
    {
        if (FormulaPrinter.Scores(normal, head) is not { } scores)
            return null;
        var bare = scores == "z_k";
        var (symbol, rest) = (bare ? "z" : "s", bare ? "" : $", s_k = {scores}");
        return head switch
        {
            Heads.Sigmoid => $"p_k = σ({symbol}_k), σ(a) = 1/(1 + exp(−a))" + rest,
            Heads.Gumbel => $"p_k = exp(−exp(−{symbol}_k))" + rest,
            _ => $"p = softmax({symbol})" + rest,
        };
    }
}
