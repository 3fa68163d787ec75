using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The mathematics of a loss in words and formulas, a line each.</summary>
internal static class Documentation
{
    /// <summary>The lines, from the loss in normal form and the loss with its gradient.</summary>
    public static IReadOnlyList<string> Lines(LossIr normal, LossIr differentiated)
    {
        var lines = new List<string>();
        for (var c = 0; c < normal.Components.Count; c++)
        {
            var name = normal.Components.Count == 1 ? "ℓ" : $"ℓ_{c + 1}";
            lines.Add($"{name} = {FormulaPrinter.Component(normal, c)}    ({normal.Components[c].Name}, {Per(normal, c)})");
        }

        lines.Add($"∂ℓ/∂z_k = {FormulaPrinter.Gradient(differentiated)}");
        var scores = FormulaPrinter.Scores(normal);
        lines.Add(scores is null ? "with p = softmax(z)" : $"with p = softmax(s), s_k = {scores}");
        for (var id = 0; id < normal.Nodes.Count; id++)
        {
            if (normal.Nodes[id].Op == Op.Table)
                lines.Add($"     {normal.Nodes[id].Name}_k = {FormulaPrinter.Table(normal, id)}");
        }

        if (normal.Nodes.Any(node => node is { Op: Op.ClassInput, Name: "counts" }))
            lines.Add("     n_k the class counts");
        if (normal.Nodes.Any(node => node is { Op: Op.ClassInput, Name: "weights" }))
            lines.Add("     w_k the class weights");
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
