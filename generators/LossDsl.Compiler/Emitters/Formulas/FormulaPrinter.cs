using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Prints a loss as mathematics, for hover texts and the head of generated files. An expression of the IR depends on one index over
/// the classes at most, so that inside a sum no other than that of the sum is ever meant.
/// </summary>
internal sealed partial class FormulaPrinter
{
    private readonly LossIr loss;
    private readonly LinkNames link;
    private readonly FormulaNames? names;

    // In code, what has a name stands under it; the root is what the name is explained for.
    private readonly int? rootOfNames;

    /// <summary>A printer of a loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="head">Its head.</param>
    /// <param name="names">Who names what a formula says several times; null if nothing is to be named.</param>
    public FormulaPrinter(LossIr loss, Heads head, FormulaNames? names)
    {
        this.loss = loss;
        this.names = names;
        link = new LinkNames(loss, head);
    }

    private FormulaPrinter(LossIr loss, int? rootOfNames)
        : this(loss, Heads.None, names: null) => this.rootOfNames = rootOfNames;

    /// <summary>What a node is, in terms of the names in generated code.</summary>
    public static string Named(LossIr loss, int id) => new FormulaPrinter(loss, id).Text(id, "k", Binding.Comparison);

    /// <summary>The definition of a table, for class k.</summary>
    public static string Table(LossIr loss, int table)
        => new FormulaPrinter(loss, rootOfNames: null).Text(loss.Nodes[table].A, "k", Binding.Comparison);

    /// <summary>Whether a table stands in formulas as a symbol, which then needs explaining.</summary>
    public static bool IsSymbol(Node node) => node.Op == Op.Table && node.Name!.Length == 1;

    /// <summary>Nodes, for class k if they vary over the classes.</summary>
    public IReadOnlyList<string> Nodes(params int[] roots)
    {
        var from = link.GumbelExponent is >= 0 and var exponent ? exponent : link.Scores;
        Count(from >= 0 ? [.. roots, from] : roots);
        return [.. roots.Select(root => Text(root, "k", Binding.Comparison))];
    }

    /// <summary>The scores that the link of the head reads; null where a loss reads none.</summary>
    public string? Scores() => link.GumbelExponent is >= 0 and var exponent ? Negated(exponent, "k").Text
        : link.Scores >= 0 ? Text(link.Scores, "k", Binding.Comparison)
        : null;

    private string Text(int id, string index, Binding atLeast) => Bracketed(Render(id, index), atLeast);

    private static string Bracketed((string Text, Binding Binds) formula, Binding atLeast)
        => formula.Binds < atLeast ? $"({formula.Text})" : formula.Text;

    private (string Text, Binding Binds) Render(int id, string index)
    {
        var (negative, text, binds) = Signed(id, index);
        return negative ? ("−" + Bracketed((text, binds), Binding.Product), Binding.Sum) : (text, binds);
    }

    /// <summary>A node whatever its name.</summary>
    private (bool Negative, string Text, Binding Binds) Plain(int id, string index)
    {
        var node = loss.Nodes[id];
        return Leaf(node, index) ?? Probability(id, index) ?? Choice(node, index) ?? Term(node, index)
            ?? (Special(node, index) ?? General(node, index)) switch { var (text, binds) => (false, text, binds) };
    }

    private (bool, string, Binding)? Leaf(Node node, string index)
    {
        if (node.Op == Op.Constant)
            return (node.Value < 0, Number(System.Math.Abs(node.Value)), Binding.Atom);
        if (node.Op == Op.AtLabel)
            return Signed(node.A, "y");
        if (node.Op == Op.Table && !IsSymbol(node))
            return Signed(node.A, index);
        return node.Op switch
        {
            Op.Parameter => node.Name!.TrimStart('#'),
            Op.ClassIndex => index,
            Op.Logits => "z_" + index,
            Op.ClassInput => ClassInputTable.Row(node.Name!).Symbol + "_" + index,
            Op.Input => InputTable.Row(node.Name!) is var input
                && (input.Axes & Axes.Class) != 0 ? $"{input.Symbol}_{index}" : input.Symbol,
            Op.MatrixRow => $"{node.Name}_y{index}",
            Op.Table => $"{node.Name}_{index}",
            Op.IsLabel => $"[{index} = y]",
            _ => null,
        } is { } text ? (false, text, Binding.Atom) : null;
    }

    /// <summary>What the link makes of scores.</summary>
    private (bool, string, Binding)? Probability(int id, string index)
    {
        var node = loss.Nodes[id];
        if (node.Op is Op.LogSoftmax or Op.LogSigmoid && link.LogProbability(id) is { } own)
            return (false, own ? "log p_" + index : $"log(1 − p_{index})", Binding.Product);
        switch (node.Op)
        {
            case Op.LogSoftmax:
                return (false, $"log softmax({Vector(node.A)})_{index}", Binding.Product);
            case Op.LogSumExp when node.A == link.Scores:
                return (false, "log Z", Binding.Product);
            case Op.LogSumExp:
                return (false, $"log Σ_{Inner(index)} exp({Text(node.A, Inner(index), Binding.Comparison)})", Binding.Product);
            case Op.LogSigmoid:
                return (false, $"log σ({Text(node.A, index, Binding.Comparison)})", Binding.Product);
            case Op.Exp or Op.OneMinusExp or Op.Todd when Exponential(node.A, index) is var (p, isOwn):
                return (node.Op, isOwn) switch
                {
                    (Op.Exp, true) or (Op.OneMinusExp, false) => (false, p, Binding.Atom),
                    (Op.Exp, false) or (Op.OneMinusExp, true) => (false, "1 − " + p, Binding.Sum),
                    (_, true) => (false, $"ψ({p})", Binding.Atom),
                    _ => (false, $"ψ(1 − {p})", Binding.Atom),
                };
            case Op.Exp when PowerOfProbability(node.A, index) is { } power:
                return (false, power, Binding.Power);
            default:
                return null;
        }
    }

    /// <summary>
    /// The probability whose logarithm a node is, or that of which it is the logarithm of the rest; null if it is neither.
    /// </summary>
    private (string Text, bool IsOwn)? Exponential(int id, string index)
    {
        var (inner, label) = Base(id);
        var at = label ?? index;
        if (link.LogProbability(inner) is { } isOwn)
            return ("p_" + at, isOwn);
        return loss.Nodes[inner].Op switch
        {
            Op.LogSigmoid => ($"σ({Text(loss.Nodes[inner].A, at, Binding.Comparison)})", true),
            Op.LogSoftmax => ($"softmax({Vector(loss.Nodes[inner].A)})_{at}", true),
            _ => null,
        };
    }

    /// <summary>A node without the label that it is taken at, and the index of that label, if there is one.</summary>
    private (int Id, string? Index) Base(int id) => loss.Nodes[id] is { Op: Op.AtLabel, A: var inner } ? (inner, "y") : (id, null);

    /// <summary>exp(c log p) as p^c.</summary>
    private string? PowerOfProbability(int id, string index)
    {
        if (loss.Nodes[id] is not { Op: Op.Mul } product)
            return null;
        foreach (var (factor, logarithm) in new[] { (product.A, product.B), (product.B, product.A) })
        {
            if (Base(logarithm) is var (inner, label) && link.LogProbability(inner) == true)
                return $"p_{label ?? index}^{Text(factor, index, Binding.Atom)}";
        }

        return null;
    }

    /// <summary>What a function of all classes takes, without index: a symbol, or a name for it.</summary>
    private string Vector(int id)
        => names is not null ? Suffixless(Name(id))
            : Text(id, "k", Binding.Comparison) is var text && text.EndsWith("_k", System.StringComparison.Ordinal)
            && !text.Contains(" ") ? Suffixless(text) : text;

    private static string Suffixless(string text)
        => text.EndsWith("_k", System.StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text;

    private (string Text, Binding Binds)? Special(Node node, string index) => node.Op switch
    {
        Op.SumClass or Op.MaxClass =>
            ($"{(node.Op == Op.SumClass ? "Σ" : "max")}_{Inner(index)} {Text(node.A, Inner(index), Binding.Product)}", Binding.Comparison),
        Op.Log1p => Signed(node.A,
            index) switch
        {
            var (negative, text, binds) =>
                ($"log(1 {(negative ? "−" : "+")} {Bracketed((text, binds), Binding.Product)})", Binding.Atom)
        },
        Op.Pow when loss.Nodes[node.B] is { Op: Op.Constant } exponent && exponent.Value is 2 or 3
            => (Text(node.A, index, Binding.Atom) + (exponent.Value == 2 ? "²" : "³"), Binding.Power),
        Op.Pow => ($"{Text(node.A, index, Binding.Atom)}^{Text(node.B, index, Binding.Atom)}", Binding.Power),
        _ => null,
    };

    private (string Text, Binding Binds) General(Node node, string index)
    {
        var row = OperatorTable.Row(node.Op);
        var text = row.Formula ?? node.Op.ToString();
        var binds = row.FormulaBinds ?? row.Binds;
        var brackets = row.Binds == Binding.Atom && (text.Contains("(") || text.Contains("|"));
        for (var i = 0; i < node.Arity; i++)
        {
            var needed = brackets ? Binding.Comparison : i == 0 ? binds : binds + 1;
            text = text.Replace("{" + i + "}", Text(node.Operand(i), index, needed));
        }

        return (text, binds);
    }

    /// <summary>The index that a sum inside an expression of that index runs over.</summary>
    private static string Inner(string index) => index switch
    {
        "k" or "y" => "j",
        "j" => "i",
        _ => "h",
    };

    private static string Number(double value)
        => double.IsInfinity(value) ? "∞"
            : value.ToString("G12", CultureInfo.InvariantCulture).Replace("E-0", "E-").Replace("E+", "e").Replace("E-", "e−");
}
