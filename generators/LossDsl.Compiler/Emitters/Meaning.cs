namespace LossDsl.Compiler;

/// <summary>A name for what a node of a loss means, for locals, fields and slots of generated code.</summary>
internal static class Meaning
{
    /// <summary>The hint that a pass left, else a name after the operator.</summary>
    public static string Of(LossIr loss, int id)
    {
        if (loss.Hints[id] is { Length: > 0 } hint)
            return hint;
        if (id == loss.LabelGradient)
            return "gradientAtLabel";
        var node = loss.Nodes[id];
        return node.Op switch
        {
            Op.Seed => "seed" + loss.Components[(int)node.Bits].Name,
            Op.AtLabel => Of(loss, node.A) + "AtLabel",
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
            _ when node.Axes == Axes.None => "scalar",
            Op.PutAtLabel => "withLabel",
            Op.SumClass or Op.Add or Op.Sub => "sum",
            Op.MaxClass => "max",
            Op.Mul => "product",
            Op.Weigh => "share",
            Op.Tanh => "tanh",
            Op.Div => "quotient",
            Op.Pow or Op.Sqrt => "power",
            Op.Todd => "todd",
            Op.Log or Op.Log1p => "log",
            Op.Exp => "exp",
            Op.OneMinusExp => "complement",
            Op.Select => "choice",
            Op.Neg => "negative",
            _ => "value",
        };
    }

    private static bool IsLogProbability(LossIr loss, int id) => loss.Nodes[id] switch
    {
        { Op: Op.LogSoftmax or Op.LogSigmoid } => true,
        { Op: Op.AtLabel, A: var inner } => IsLogProbability(loss, inner),
        _ => false,
    };
}
