namespace LossDsl.Compiler;

/// <summary>A name for what a node of a loss means, for locals, fields and slots of generated code.</summary>
internal static class Meaning
{
    // A longer name says less than the formula.
    private const int Longest = 24;

    // How many operators a name spells out.
    private const int Deepest = 3;

    /// <summary>The hint that a pass left, else what the operands are called and the operator, else a name after the operator.</summary>
    public static string Of(LossIr loss, int id)
        => id == loss.LabelGradient && loss.Hints[id].Length == 0 ? "gradientAtLabel" : Known(loss, id, Deepest)
            ?? AfterOperator(loss.Nodes[id]);

    /// <summary>Whether the operator alone names a node.</summary>
    public static bool IsOfOperator(LossIr loss, int id) => id != loss.LabelGradient && Known(loss, id, Deepest) is null;

    private static string? Known(LossIr loss, int id, int depth)
    {
        if (loss.Hints[id] is { Length: > 0 } hint)
            return hint;
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Seed => "seed" + loss.Components[(int)node.Bits].Name,
            Op.Logits => "logit",
            Op.Table => node.Name!.Replace("'", "Part"),
            Op.ClassInput or Op.Input => node.Name!,
            Op.MatrixRow => node.Name ?? "matrix",
            Op.LogSoftmax or Op.LogSigmoid => "logP",
            Op.LogSumExp => "logSumExp",
            Op.Exp when IsLogProbability(loss, node.A) => "p",
            Op.OneMinusExp when IsLogProbability(loss, node.A) => "notP",
            Op.Parameter => char.ToLowerInvariant(node.Name!.TrimStart('@', '#')[0]) + node.Name.TrimStart('@', '#').Substring(1),
            Op.ClassCount => "classes",
            _ => depth > 0 && Composed(loss, node, depth - 1) is { Length: <= Longest } name ? name : null,
        };
    }

    /// <summary>A name made of those of the operands; null if one has none.</summary>
    private static string? Composed(LossIr loss, Node node, int depth)
    {
        string? Name(int id) => Known(loss, id, depth);
        string? Capital(int id) => Name(id) is { } name ? KernelNames.Capital(name) : null;
        string? Before(string word, int id) => Capital(id) is { } name ? word + name : null;
        string? Between(int a, string word, int b) => Name(a) is { } first && Capital(b) is { } second ? first + word + second : null;
        bool Is(int id, double value) => loss.Nodes[id] is { Op: Op.Constant } constant && constant.Value.Equals(value);
        bool IsSquare(int id, int of) => loss.Nodes[id] is { Op: Op.Mul } square && square.A == of && square.B == of;

        return node.Op switch
        {
            Op.AtLabel => Name(node.A) is { } name ? name + "AtLabel" : null,
            Op.Mul when node.A == node.B => Name(node.A) is { } name ? name + "Squared" : null,
            Op.Mul when IsSquare(node.B, node.A) => Name(node.A) is { } name ? name + "Cubed" : null,
            Op.Mul when IsSquare(node.A, node.B) => Name(node.B) is { } name ? name + "Cubed" : null,
            Op.Mul when loss.Nodes[node.A].Op == Op.Constant => Before("scaled", node.B),
            Op.Mul or Op.Weigh => Between(node.A, "Times", node.B),
            Op.Pow when Is(node.B, 2) => Name(node.A) is { } name ? name + "Squared" : null,
            Op.Pow when Is(node.B, 3) => Name(node.A) is { } name ? name + "Cubed" : null,
            Op.Div when Is(node.A, 1) => Before("inverse", node.B),
            Op.Div when loss.Nodes[node.B].Op == Op.ClassCount && loss.Nodes[node.A].Op == Op.Constant => "perClass",
            Op.Div => Between(node.A, "Over", node.B),
            Op.Sub when Is(node.A, 1) => Before("oneMinus", node.B),
            Op.Add when Is(node.A, 1) => Before("onePlus", node.B),
            Op.Sub => Between(node.A, "Minus", node.B),
            Op.Add => Between(node.A, "Plus", node.B),
            Op.Neg => Before("minus", node.A),
            Op.SumClass => Before("sum", node.A),
            Op.MaxClass => Before("max", node.A),
            Op.Exp => Before("exp", node.A),
            Op.Log => Before("log", node.A),
            Op.Sqrt => Before("root", node.A),
            Op.Abs => Before("abs", node.A),
            Op.Tanh => Before("tanh", node.A),
            _ => null,
        };
    }

    // Scalars are told from rows and elements, but for what is taken at the label.
    private static string AfterOperator(Node node)
        => node.Axes == Axes.None && node.Op != Op.AtLabel ? "scalar" : OperatorTable.Facts(node.Op).Hint;

    private static bool IsLogProbability(LossIr loss, int id) => loss.Nodes[id] switch
    {
        { Op: Op.LogSoftmax or Op.LogSigmoid } => true,
        { Op: Op.AtLabel, A: var inner } => IsLogProbability(loss, inner),
        _ => false,
    };
}
