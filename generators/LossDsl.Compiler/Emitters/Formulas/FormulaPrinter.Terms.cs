namespace LossDsl.Compiler;

/// <content>
/// Sums and products. A sign is kept apart from what it stands before until it is known where that stands: as a summand it joins
/// the sum, and as a factor it moves to the front.
/// </content>
internal sealed partial class FormulaPrinter
{
    /// <summary>A node without its sign.</summary>
    private (bool Negative, string Text, Binding Binds) Signed(int id, string index)
    {
        return NameInPlace(id, index) is { } name ? (false, name, Binding.Atom) : Plain(id, index);
    }

    /// <summary>A node with its sign changed.</summary>
    private (string Text, Binding Binds) Negated(int id, string index)
    {
        var (negative, text, binds) = Opposite(id, index);
        return negative ? ("−" + Bracketed((text, binds), Binding.Product), Binding.Sum) : (text, binds);
    }

    private (bool Negative, string Text, Binding Binds)? Term(Node node, string index) => node.Op switch
    {
        Op.Neg => Opposite(node.A, index),
        Op.Add => Sum(Signed(node.A, index), Signed(node.B, index)),
        Op.Sub => Sum(Signed(node.A, index), Signed(node.B, index) switch { var (negative, text, binds) => (!negative, text, binds) }),
        Op.Mul or Op.Weigh => Product(node, index),
        Op.Div => Quotient(node, index),
        _ => null,
    };

    private (bool Negative, string Text, Binding Binds) Opposite(int id, string index)
    {
        var node = loss.Nodes[id];
        if (!TurnsRound(id) && node.Op is not (Op.Mul or Op.Weigh))
            return Signed(id, index) switch { var (negative, text, binds) => (!negative, text, binds) };
        if (NameInPlace(id, index) is { } name)
            return (true, name, Binding.Atom);
        return node.Op is Op.Mul or Op.Weigh ? Product(node, index, turned: true)
            : node.Op == Op.Sub
            ? Sum(Signed(node.B, index), Signed(node.A, index) switch { var (minus, term, level) => (!minus, term, level) })
            : (false, $"p_{index} − [{index} = y]", Binding.Sum);
    }

    /// <summary>Whether a node with its sign changed is a difference the other way round.</summary>
    private bool TurnsRound(int id) => loss.Nodes[id].Op == Op.Sub || IsError(loss.Nodes[id]);

    private static (bool Negative, string Text, Binding Binds) Sum((bool Negative, string Text, Binding Binds) a,
        (bool Negative, string Text, Binding Binds) b)
    {
        if (a.Negative && !b.Negative)
            return Sum(b, a);
        if (a.Negative)
            return (true, $"{Bracketed((a.Text, a.Binds), Binding.Sum)} + {Bracketed((b.Text, b.Binds), Binding.Sum)}", Binding.Sum);
        var right = Bracketed((b.Text, b.Binds), b.Negative ? Binding.Product : Binding.Sum);
        return (false, $"{Bracketed((a.Text, a.Binds), Binding.Sum)} {(b.Negative ? "−" : "+")} {right}", Binding.Sum);
    }

    /// <summary>A product, or its negative if it is to be turned.</summary>
    private (bool Negative, string Text, Binding Binds) Product(Node node, string index, bool turned = false)
    {
        if (node.A == node.B)
            return (turned, Text(node.A, index, Binding.Atom) + "²", Binding.Power);
        var (first, second) = IsLogarithm(node.A) ? (node.B, node.A) : (node.A, node.B);
        // A number over something times x is that number times x over something, in which nobody reads x as a part of the denominator.
        var quotient = loss.Nodes[first];
        var isQuotient = quotient.Op == Op.Div && NameInPlace(first, index) is null;
        var isUnit = isQuotient && (IsConstant(quotient.A, 1) || IsConstant(quotient.A, -1));
        var (minus, left, level) = Signed(isQuotient ? quotient.A : first, index);
        minus ^= turned;
        var turns = minus && TurnsRound(second);
        var right = turns ? Opposite(second, index) : Signed(second, index);
        var negative = right.Negative ^ (minus && !turns);
        var text = isUnit ? Bracketed((right.Text, right.Binds), Binding.Product)
            : $"{Bracketed((left, level), Binding.Product)} {Bracketed((right.Text, right.Binds), Binding.Sign)}";
        return (negative, isQuotient ? $"{text}/{Text(quotient.B, index, Binding.Sign)}" : text, Binding.Product);
    }

    private (bool Negative, string Text, Binding Binds) Quotient(Node node, string index)
    {
        var (negative, text, binds) = Signed(node.A, index);
        return (negative, $"{Bracketed((text, binds), Binding.Product)}/{Text(node.B, index, Binding.Sign)}", Binding.Product);
    }

    /// <summary>A logarithm stands last in a product.</summary>
    private bool IsLogarithm(int id)
        => loss.Nodes[id] is var node
            && (node.Op is Op.LogSoftmax or Op.LogSigmoid or Op.LogSumExp
                || (node.Op == Op.AtLabel && loss.Nodes[node.A].Op == Op.LogSoftmax));
}
