using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Prints a loss as mathematics, for hover texts and the head of generated files.</summary>
internal sealed class FormulaPrinter
{
    private readonly LossIr loss;
    private readonly LinkNames link;

    // In code, what has a name stands under it; the root is what the name is explained for.
    private readonly int? rootOfNames;

    private FormulaPrinter(LossIr loss, Heads head, int? rootOfNames = null)
    {
        this.loss = loss;
        this.rootOfNames = rootOfNames;
        link = new LinkNames(loss, head);
    }

    /// <summary>What a node is, in terms of the names in generated code.</summary>
    public static string Named(LossIr loss, int id) => new FormulaPrinter(loss, Heads.None, id).Text(id, "k", Binding.Comparison);

    /// <summary>The definition of a table, for class k.</summary>
    public static string Table(LossIr loss, int table) => new FormulaPrinter(loss, Heads.None).Text(loss.Nodes[table].A, "k", Binding.Comparison);

    /// <summary>A node, for class k if it varies over the classes.</summary>
    public static string Node(LossIr loss, Heads head, int id) => new FormulaPrinter(loss, head).Text(id, "k", Binding.Comparison);

    /// <summary>The scores that the link of a head reads; null where a loss reads none.</summary>
    public static string? Scores(LossIr loss, Heads head)
    {
        var printer = new FormulaPrinter(loss, head);
        return printer.link.GumbelExponent is >= 0 and var exponent ? printer.Negated(exponent, "k").Text
            : printer.link.Scores >= 0 ? printer.Text(printer.link.Scores, "k", Binding.Comparison)
            : null;
    }

    /// <summary>Whether a table stands in formulas as a symbol, which then needs explaining.</summary>
    public static bool IsSymbol(Node node) => node.Op == Op.Table && node.Name!.Length == 1;

    private string Text(int id, string index, Binding atLeast) => Bracketed(Render(id, index), atLeast);

    private static string Bracketed((string Text, Binding Binds) formula, Binding atLeast)
        => formula.Binds < atLeast ? $"({formula.Text})" : formula.Text;

    private (string Text, Binding Binds) Render(int id, string index)
    {
        if (rootOfNames is { } root && id != root && loss.Hints[id].Length > 0)
            return (loss.Hints[id], Binding.Atom);
        var node = loss.Nodes[id];
        return Leaf(node, index) ?? Probability(id, index) ?? Choice(node, index) ?? Special(node, index) ?? General(node, index);
    }

    private (string Text, Binding Binds)? Leaf(Node node, string index) => node.Op switch
    {
        Op.Constant => (Number(node.Value), node.Value < 0 ? Binding.Sign : Binding.Atom),
        Op.Parameter => (node.Name!.TrimStart('#'), Binding.Atom),
        Op.Logits => ("z_" + index, Binding.Atom),
        Op.ClassInput => (ClassInputTable.Row(node.Name!).Symbol + "_" + index, Binding.Atom),
        Op.Input => (InputTable.Row(node.Name!) is var input && (input.Axes & Axes.Class) != 0 ? $"{input.Symbol}_{index}" : input.Symbol, Binding.Atom),
        Op.MatrixRow => ($"{node.Name}_y{index}", Binding.Atom),
        Op.Table when IsSymbol(node) => ($"{node.Name}_{index}", Binding.Atom),
        Op.Table => Render(node.A, index),
        Op.IsLabel => ($"[{index} = y]", Binding.Atom),
        Op.AtLabel => Render(node.A, "y"),
        _ => null,
    };

    /// <summary>What the link makes of scores.</summary>
    private (string Text, Binding Binds)? Probability(int id, string index)
    {
        var node = loss.Nodes[id];
        if (node.Op is Op.LogSoftmax or Op.LogSigmoid && link.LogProbability(id) is { } own)
            return own ? ("log p_" + index, Binding.Product) : ($"log(1 − p_{index})", Binding.Product);
        switch (node.Op)
        {
            case Op.LogSoftmax:
                return ($"log softmax({Text(node.A, index, Binding.Comparison)})", Binding.Product);
            case Op.LogSumExp when node.A == link.Scores:
                return ("log Z", Binding.Product);
            case Op.LogSumExp:
                return ($"log Σ_{Inner(index)} exp({Text(node.A, Inner(index), Binding.Comparison)})", Binding.Product);
            case Op.LogSigmoid:
                return ($"log σ({Text(node.A, index, Binding.Comparison)})", Binding.Product);
            case Op.Exp when loss.Nodes[node.A].Op is Op.LogSigmoid or Op.LogSoftmax && link.LogProbability(node.A) is null:
                var function = loss.Nodes[node.A].Op == Op.LogSigmoid ? "σ" : "softmax";
                return ($"{function}({Text(loss.Nodes[node.A].A, index, Binding.Comparison)})", Binding.Atom);
            case Op.Exp or Op.OneMinusExp or Op.Todd:
                break;
            default:
                return null;
        }

        // An operand at the label has the index of the label.
        var at = loss.Nodes[node.A].Op == Op.AtLabel ? "y" : index;
        var inner = loss.Nodes[node.A].Op == Op.AtLabel ? loss.Nodes[node.A].A : node.A;
        if (link.LogProbability(inner) is not { } isOwn)
            return null;
        return (node.Op, isOwn) switch
        {
            (Op.Exp, true) or (Op.OneMinusExp, false) => ("p_" + at, Binding.Atom),
            (Op.Exp, false) or (Op.OneMinusExp, true) => ($"1 − p_{at}", Binding.Sum),
            (_, true) => ($"ψ(p_{at})", Binding.Atom),
            _ => ($"ψ(1 − p_{at})", Binding.Atom),
        };
    }

    /// <summary>Choices, in Iverson's notation where one side is nothing.</summary>
    private (string Text, Binding Binds)? Choice(Node node, string index)
    {
        if (node.Op != Op.Select)
            return null;
        if (IsError(node))
            return ($"[{index} = y] − p_{index}", Binding.Sum);
        if (Sign(node) is { } sign)
            return loss.Nodes[sign.Factor] is { Op: Op.Constant, Value: 1 }
                ? ($"sign({Text(sign.Of, index, Binding.Comparison)})", Binding.Atom)
                : ($"{Text(sign.Factor, index, Binding.Product)} sign({Text(sign.Of, index, Binding.Comparison)})", Binding.Product);
        var condition = loss.Nodes[node.A];
        if (IsConstant(node.C, 0))
            return Where(Condition(condition, index, true), node.B, index);
        if (IsConstant(node.B, 0))
            return Where(Condition(condition, index, false), node.C, index);
        return ($"({Text(node.B, index, Binding.Comparison)} if {Condition(condition, index, true)}, else {Text(node.C, index, Binding.Comparison)})", Binding.Atom);
    }

    private (string Text, Binding Binds) Where(string condition, int value, string index)
        => IsConstant(value, 1) ? ($"[{condition}]", Binding.Atom)
            : loss.Nodes[value] is { Op: Op.Neg } negative ? ($"−[{condition}] {Text(negative.A, index, Binding.Product)}", Binding.Sum)
            : ($"[{condition}] {Text(value, index, Binding.Product)}", Binding.Product);

    private string Condition(Node condition, string index, bool holds)
    {
        string Both(string yes, string no) => $"{Text(condition.A, index, Binding.Sum)} {(holds ? yes : no)} {Text(condition.B, index, Binding.Sum)}";
        return condition.Op switch
        {
            Op.IsLabel => $"{index} {(holds ? "=" : "≠")} y",
            Op.Less => Both("<", "≥"),
            Op.Equal => Both("=", "≠"),
            _ => $"{(holds ? "" : "not ")}{General(condition, index).Text}",
        };
    }

    private (string Text, Binding Binds)? Special(Node node, string index)
    {
        switch (node.Op)
        {
            case Op.SumClass:
                return ($"Σ_{Inner(index)} {Text(node.A, Inner(index), Binding.Product)}", Binding.Sum);
            case Op.MaxClass:
                return ($"max_{Inner(index)} {Text(node.A, Inner(index), Binding.Product)}", Binding.Sum);
            case Op.Neg when IsError(node.A):
                return ($"p_{index} − [{index} = y]", Binding.Sum);
            case Op.Neg when loss.Nodes[node.A] is { Op: Op.Mul } product && IsError(product.B):
                return ($"{Text(product.A, index, Binding.Product)} (p_{index} − [{index} = y])", Binding.Product);
            case Op.Neg:
                return ("−" + Text(node.A, index, Binding.Product), Binding.Sum);
            case Op.Mul when IsLogarithm(node.A) && node.A != node.B:
                return ($"{Text(node.B, index, Binding.Product)} {Text(node.A, index, Binding.Power)}", Binding.Product);
            case Op.Mul when MinusWhere(node.A) is { } condition:
                return ($"−[{Condition(loss.Nodes[condition], index, true)}] {Text(node.B, index, Binding.Product)}", Binding.Sum);
            case Op.Mul when node.A == node.B:
                return (Text(node.A, index, Binding.Power) + "²", Binding.Power);
            case Op.Pow when loss.Nodes[node.B] is { Op: Op.Constant } exponent && exponent.Value is 2 or 3:
                return (Text(node.A, index, Binding.Atom) + (loss.Nodes[node.B].Value == 2 ? "²" : "³"), Binding.Power);
            case Op.Pow:
                return ($"{Text(node.A, index, Binding.Atom)}^{Text(node.B, index, Binding.Atom)}", Binding.Power);
            default:
                return null;
        }
    }

    private (string Text, Binding Binds) General(Node node, string index)
    {
        var row = OperatorTable.Row(node.Op);
        var text = row.Formula ?? node.Op.ToString();
        var binds = row.FormulaBinds ?? row.Binds;
        var brackets = row.Binds == Binding.Atom && text.Contains("(");
        for (var i = 0; i < node.Arity; i++)
        {
            var needed = brackets ? Binding.Comparison : i == 0 ? binds : binds + 1;
            text = text.Replace("{" + i + "}", Text(node.Operand(i), index, needed));
        }

        return (text, binds);
    }

    /// <summary>A node with its sign changed.</summary>
    private (string Text, Binding Binds) Negated(int id, string index)
    {
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Neg => Render(node.A, index),
            Op.Sub => ($"{Text(node.B, index, Binding.Sum)} − {Text(node.A, index, Binding.Product)}", Binding.Sum),
            Op.Mul when loss.Nodes[node.A].Op == Op.Constant => ($"{Number(-loss.Nodes[node.A].Value)} {Text(node.B, index, Binding.Sign)}", Binding.Product),
            _ => ("−" + Text(id, index, Binding.Product), Binding.Sum),
        };
    }

    /// <summary>[k = y] − p_k, as the derivative of the softmax writes it.</summary>
    private bool IsError(Node node)
        => node.Op == Op.Select && loss.Nodes[node.A].Op == Op.IsLabel
            && loss.Nodes[node.B] is { Op: Op.OneMinusExp } rest && link.LogProbability(rest.A) == true
            && loss.Nodes[node.C] is { Op: Op.Neg } negative && loss.Nodes[negative.A] is { Op: Op.Exp } p && p.A == rest.A;

    private bool IsError(int id) => IsError(loss.Nodes[id]);

    /// <summary>A factor times the sign of a, as the derivative of |a| writes it: −f if a &lt; 0, 0 if a = 0, else f.</summary>
    private (int Of, int Factor)? Sign(Node node)
        => loss.Nodes[node.A] is { Op: Op.Less } less && IsConstant(less.B, 0)
            && loss.Nodes[node.C] is { Op: Op.Select } rest && loss.Nodes[rest.A] is { Op: Op.Equal } equal
            && equal.A == less.A && IsConstant(equal.B, 0) && IsConstant(rest.B, 0) && link.IsNegative(node.B, rest.C)
            ? (less.A, rest.C)
            : null;

    /// <summary>The condition under which a node is −1, if it is 0 otherwise.</summary>
    private int? MinusWhere(int id)
        => loss.Nodes[id] is { Op: Op.Select } node && IsConstant(node.B, -1) && IsConstant(node.C, 0) ? node.A : null;

    /// <summary>A logarithm stands last in a product, where it needs no brackets.</summary>
    private bool IsLogarithm(int id)
        => loss.Nodes[id] is var node && (node.Op is Op.LogSoftmax or Op.LogSigmoid or Op.LogSumExp || (node.Op == Op.AtLabel && loss.Nodes[node.A].Op == Op.LogSoftmax));

    private bool IsConstant(int id, double value) => loss.Nodes[id] is { Op: Op.Constant } node && node.Value == value;

    /// <summary>The index that a sum inside an expression of that index runs over.</summary>
    private static string Inner(string index) => index switch
    {
        "k" or "y" => "j",
        "j" => "i",
        _ => "h",
    };

    private static string Number(double value)
        => value.ToString("G12", CultureInfo.InvariantCulture).Replace("-", "−");
}
