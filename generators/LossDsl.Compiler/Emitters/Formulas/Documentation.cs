using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The mathematics of a loss in words and formulas, a line each.</summary>
internal static class Documentation
{
    // What stands in a page of code.
    private const int Readable = 1500;

    private static readonly Memo<IReadOnlyList<string>> Made = new((declaration, cancellation) => Lines(
        declaration,
        [.. LossCompilation.Of(declaration).Model.TargetKinds
            .Select(kind => LossCompilation.Of(declaration).Formula(kind, cancellation))],
        cancellation));

    /// <summary>The lines of a declaration without errors; they are kept, since more than one generated file has them.</summary>
    public static IReadOnlyList<string> Of(Declaration declaration, CancellationToken cancellation = default)
        => Made.Of(declaration, cancellation);

    /// <summary>
    /// The lines, from the loss in normal form: in full, with the gradient, for the first form; for another, what
    /// it has in place of the values.
    /// </summary>
    public static IReadOnlyList<string> Lines(
        Declaration declaration, IReadOnlyList<LossIr> forms, CancellationToken cancellation = default)
    {
        var head = declaration.Head;
        var names = new FormulaNames();
        var normal = FormulaPass.OfValues(forms[0], cancellation);
        var (values, scores) = Values(normal, head, names);
        List<string> lines = [.. values, Gradient("∂ℓ/∂z_k", normal, head, null, names, cancellation)];
        foreach (var input in InputTable.Differentiated(normal))
            lines.Add(Gradient($"∂ℓ/∂{input.Symbol}_k", normal, head, input, names, cancellation));
        if (LossCompilation.Of(declaration).Model.Selection is { } selection)
            lines.Add($"what counts: {selection.Row.Formula}");
        List<LossIr> normals = [normal, .. forms.Skip(1).Select(form => FormulaPass.OfValues(form, cancellation))];
        foreach (var form in normals.Skip(1))
            lines.AddRange(Values(form, head, names).Values.Select(value => $"for numbers t_k as targets {value}"));
        List<string> symbols = [];
        if (Link(scores, head) is { } link)
            symbols.Add(link);
        symbols.AddRange(names.Definitions([.. lines, .. symbols]));
        symbols.AddRange(Symbols(normal, head, normals, [.. lines, .. symbols], scores));
        return [.. lines.Concat(symbols.Select((symbol, i) => (i == 0 ? "with " : "     ") + symbol)).SelectMany(Paragraph.Wrapped)];
    }

    /// <summary>The papers that the parts come from.</summary>
    public static IEnumerable<string> Papers(Declaration declaration)
        => LossCompilation.Of(declaration).Model.All
            .Where(term => term.Row.Paper.Length > 0)
            .Select(term => $"{term.Name}: {term.Row.Paper}")
            .Distinct();

    private static (IReadOnlyList<string> Values, string? Scores) Values(LossIr normal, Heads head, FormulaNames names)
    {
        var printer = new FormulaPrinter(normal, head, names);
        if (normal.ElementValue >= 0)
            return ([$"ℓ_k = {printer.Nodes(normal.ElementValue)[0]}    "
                + $"({string.Join(" + ", normal.Components.Select(component => component.Name))}, per element)"], printer.Scores());
        var texts = printer.Nodes([.. normal.Components.Select(component => component.Value)]);
        return (
            [.. normal.Components.Select((component, c) =>
                $"{(texts.Count == 1 ? "ℓ" : $"ℓ_{c + 1}")} = {texts[c]}    ({component.Name}, {AggregationText.Of(normal, component)})")],
            printer.Scores());
    }

    /// <summary>
    /// A gradient, from the formulas: the derivative of a choice between numerical forms is no formula. One that nobody would read
    /// is not shown.
    /// </summary>
    private static string Gradient(
        string symbol, LossIr normal, Heads head, InputRow? input, FormulaNames names, CancellationToken cancellation)
    {
        var smooth = new AlgebraPass(limits: false).Run(new KinksPass().Run(normal, cancellation), cancellation);
        var variable = input is null ? Variable.Logits : Variable.Input(input.Name);
        var differentiated = FormulaPass.Of(LossCompilation.Differentiated(smooth, variable, cancellation), cancellation);
        var known = new Vanish().Run(new KnownConditions().Run(differentiated, cancellation), cancellation);
        var line = $"{symbol} = {new FormulaPrinter(known, head, names).Nodes(known.Gradient)[0]}";
        return line.Length + names.Definitions([line]).Sum(definition => definition.Length) <= Readable ? line
            : $"{symbol} is in the generated code; as a formula it is too long to read";
    }

    private static IEnumerable<string> Symbols(LossIr normal, Heads head, IReadOnlyList<LossIr> forms, IReadOnlyList<string> lines,
        string? scores)
    {
        bool Says(string symbol) => lines.Any(line => Regex.IsMatch(line, @"(?<!\w)" + Regex.Escape(symbol)));
        var nodes = forms.SelectMany(form => form.Nodes).ToList();
        if (head == Heads.Identity)
            yield return "z_k the prediction, t_k the value to predict";
        for (var id = 0; id < normal.Nodes.Count; id++)
        {
            if (FormulaPrinter.IsSymbol(normal.Nodes[id]))
                yield return $"{normal.Nodes[id].Name}_k = {FormulaPrinter.Table(normal, id)}";
        }

        foreach (var input in ClassInputTable.All.Where(input => nodes.Any(node => node.Op == Op.ClassInput && node.Name == input.Name)))
            yield return $"{input.Symbol}_k {input.Meaning}";
        foreach (var input in InputTable.All.Where(input => input.Required
            && nodes.Any(node => node.Op == Op.Input && node.Name == input.Name)))
            yield return $"{input.Symbol}{((input.Axes & Axes.Class) != 0 ? "_k" : "")} from {input.Property} of the call";
        foreach (var name in nodes.Where(node => node.Op == Op.MatrixRow).Select(node => node.Name).Distinct())
            yield return $"{name}_yk the matrix given at construction";
        if (nodes.Any(node => node is { Op: Op.Parameter, Name: InputTable.Epoch }))
            yield return "epoch the position of the schedule";
        if (Says("log Z"))
            yield return $"Z = Σ_k exp({(scores is null or "z_k" ? "z_k" : "s_k")})";
        if (Says("ψ("))
            yield return "ψ(p) = p log p / (p − 1), which goes from 0 at p = 0 to 1 at p = 1";
        if (Says("stop("))
            yield return "stop(a) = a, a constant for the gradient";
        if (Says("h("))
            yield return "h(a) = (1 + a) log(1 + a) − a";
        if (nodes.Any(node => node.Op is Op.Max or Op.Min))
            yield return "gradients at a tie of max or min: the mean of both sides";
    }

    /// <summary>How scores become probabilities, where a loss reads them.</summary>
    private static string? Link(string? scores, Heads head)
    {
        if (scores is null)
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
