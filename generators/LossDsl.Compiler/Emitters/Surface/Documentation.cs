using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The mathematics of a loss in words and formulas, a line each.</summary>
internal static class Documentation
{
    /// <summary>The lines, from the loss in normal form and the loss with its gradient.</summary>
    public static IReadOnlyList<string> Lines(Declaration declaration, LossIr normal, LossIr differentiated)
    {
        var uses = Lowering.Ordered(declaration);
        var lines = new List<string>();
        for (var c = 0; c < normal.Components.Count; c++)
            lines.Add($"{(c == 0 ? "ℓ" : "+")} = {FormulaPrinter.Component(normal, c)}    ({normal.Components[c].Name}, {Per(normal, c)})");
        if (normal.Components.Count > 1)
        {
            lines.Clear();
            for (var c = 0; c < normal.Components.Count; c++)
                lines.Add($"ℓ_{c + 1} = {FormulaPrinter.Component(normal, c)}    ({normal.Components[c].Name}, {Per(normal, c)})");
        }

        lines.Add($"∂ℓ/∂z_k = {FormulaPrinter.Gradient(differentiated)}");
        var scores = FormulaPrinter.Scores(normal);
        lines.Add(scores is null ? "with p = softmax(z)" : $"with p = softmax(s), s_k = {scores}");
        foreach (var (row, _) in uses.Where(use => use.Row.Stage == Stage.Weight && use.Row.Name != "ClassWeights"))
            lines.Add($"     {row.Formula}");
        if (uses.Any(use => use.Row.Name == "LogitAdjustment"))
            lines.Add(uses.First(use => use.Row.Name == "LogitAdjustment").Use["Epsilon"] is null
                ? "     b_k = τ log π_k"
                : "     b_k = log(π_k^τ + ε)");
        if (uses.Any(use => use.Row.Needs == "counts"))
            lines.Add("     π_k = n_k / Σ n, n_k the class counts");
        if (normal.Components.Count > 1 && differentiated.Nodes.Any(node => node.Op == Op.LogSumExp))
            lines.Add("     Z = Σ_k exp(s_k)".Replace("s_k", scores is null ? "z_k" : "s_k"));
        if (differentiated.Nodes.Any(node => node.Op == Op.Todd))
            lines.Add("     ψ(p) = p log p / (p − 1), which goes from 0 at p = 0 to 1 at p = 1");
        return lines;
    }

    /// <summary>The papers that the parts come from.</summary>
    public static IEnumerable<string> Papers(Declaration declaration)
        => Lowering.Ordered(declaration)
            .Where(use => use.Row.Paper.Length > 0)
            .Select(use => $"{use.Row.Name}: {use.Row.Paper}")
            .Distinct();

    private static string Per(LossIr loss, int component) => loss.Reduction switch
    {
        Reduction.None => "per row",
        Reduction.Sum => "summed over the rows",
        _ => loss.Components[component].Denominator switch
        {
            Denominator.Valid => "mean over the valid rows",
            Denominator.Weights => "sum over the weight sum",
            Denominator.Batch => "sum over all rows",
            _ => "sum over the number given with the call",
        },
    };
}
