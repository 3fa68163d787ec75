namespace LossDsl.Compiler;

/// <content>Choices, in Iverson's notation where one side is nothing.</content>
internal sealed partial class FormulaPrinter
{
    private (bool, string, Binding)? Choice(Node node, string index)
    {
        if (node.Op != Op.Select)
            return null;
        if (IsError(node))
            return (false, $"[{index} = y] − p_{index}", Binding.Sum);
        if (Sign(node) is { } sign)
            return Product(sign.Factor, index, ($"sign({Text(sign.Of, index, Binding.Comparison)})", Binding.Atom));
        var condition = loss.Nodes[node.A];
        if (Larger(condition, node) is { } function)
            return (false, $"{function}({Text(condition.A, index, Binding.Comparison)}, {Text(condition.B, index, Binding.Comparison)})",
                Binding.Atom);
        if (IsConstant(node.C, 0))
            return Where(Condition(condition, index, true), node.B, index);
        if (IsConstant(node.B, 0))
            return Where(Condition(condition, index, false), node.C, index);
        return (false, $"{Text(node.B, index, Binding.Sum)} if {Condition(condition, index, true)}, else {Otherwise(node.C, index)}",
            Binding.Comparison);
    }

    /// <summary>The last of several choices; a sum over the classes needs brackets there.</summary>
    private string Otherwise(int id, string index)
        => loss.Nodes[id].Op == Op.Select ? Text(id, index, Binding.Comparison) : Text(id, index, Binding.Sum);

    private (bool, string, Binding) Where(string condition, int value, string index)
        => Product(value, index, ($"[{condition}]", Binding.Atom), isFirst: true);

    /// <summary>A node times something that is not negative.</summary>
    private (bool, string, Binding) Product(int factor, string index, (string Text, Binding Binds) other, bool isFirst = false)
    {
        if (IsConstant(factor, 1) || IsConstant(factor, -1))
            return (IsConstant(factor, -1), other.Text, other.Binds);
        var (negative, text, binds) = Signed(factor, index);
        return isFirst
            ? (negative, $"{other.Text} {Bracketed((text, binds), Binding.Product)}", Binding.Product)
            : (negative, $"{Bracketed((text, binds), Binding.Product)} {other.Text}", Binding.Product);
    }

    private string Condition(Node condition, string index, bool holds)
    {
        string Both(string yes, string no)
            => $"{Text(condition.A, index, Binding.Sum)} {(holds ? yes : no)} {Text(condition.B, index, Binding.Sum)}";
        return condition.Op switch
        {
            Op.IsLabel => $"{index} {(holds ? "=" : "≠")} y",
            Op.Less => Both("<", "≥"),
            Op.Equal => Both("=", "≠"),
            _ => $"{(holds ? "" : "not ")}{General(condition, index).Text}",
        };
    }

    /// <summary>Whether a choice is the larger or the smaller of what it compares.</summary>
    private static string? Larger(Node condition, Node choice)
        => condition.Op != Op.Less ? null
            : (choice.B, choice.C) == (condition.B, condition.A) ? "max"
            : (choice.B, choice.C) == (condition.A, condition.B) ? "min" : null;

    /// <summary>[k = y] − p_k, as the derivative of the softmax writes it.</summary>
    private bool IsError(Node node)
        => node.Op == Op.Select && loss.Nodes[node.A].Op == Op.IsLabel
            && loss.Nodes[node.B] is { Op: Op.OneMinusExp } rest && link.LogProbability(rest.A) == true
            && loss.Nodes[node.C] is { Op: Op.Neg } negative && loss.Nodes[negative.A] is { Op: Op.Exp } p && p.A == rest.A;

    /// <summary>A factor times the sign of a, as the derivative of |a| writes it: −f if a &lt; 0, 0 if a = 0, else f.</summary>
    private (int Of, int Factor)? Sign(Node node)
        => loss.Nodes[node.A] is { Op: Op.Less } less && IsConstant(less.B, 0)
            && loss.Nodes[node.C] is { Op: Op.Select } rest && loss.Nodes[rest.A] is { Op: Op.Equal } equal
            && equal.A == less.A && IsConstant(equal.B, 0) && IsConstant(rest.B, 0) && link.IsNegative(node.B, rest.C)
            ? (less.A, rest.C)
            : null;

    private bool IsConstant(int id, double value) => loss.Nodes[id] is { Op: Op.Constant } node && node.Value == value;
}
