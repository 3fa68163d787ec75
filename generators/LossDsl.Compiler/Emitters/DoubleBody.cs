using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The body of a method in double precision: sums and maxima over the classes become loops before it, everything else
/// formulas.
/// </summary>
/// <param name="quantities">Where things are.</param>
/// <param name="writer">Where the code goes.</param>
/// <param name="names">The names that are taken.</param>
/// <param name="given">The text of nodes that are there already, or null.</param>
internal sealed class DoubleBody(Quantities quantities, CodeWriter writer, NameScope names, Func<int, string?> given)
{
    private readonly Dictionary<int, string> reductions = [];

    private LossIr Loss => quantities.Loss;

    /// <summary>Writes the sums and maxima over the classes that a node needs.</summary>
    public DoubleBody Prepare(int root)
    {
        foreach (var id in Loss.Reachable(root, id => given(id) is not null).Where(id => Loss.Nodes[id].Op is Op.SumClass or Op.MaxClass && given(id) is null).Distinct().OrderBy(id => id))
        {
            if (reductions.ContainsKey(id))
                continue;
            var sum = Loss.Nodes[id].Op == Op.SumClass;
            var name = names.Take(sum ? "sum" : "max");
            writer.Lines($"var {name} = {(sum ? "0.0" : "double.NegativeInfinity")};");
            using (writer.Block($"for (var k = 0; k < {Loss.Reachable(id, inner => given(inner) is not null).Select(Source).First(source => source is not null)}.Length; k++)"))
                Element(sum ? name + " += {0};" : name + " = Math.Max(" + name + ", {0});", Loss.Nodes[id].A);
            writer.Lines("");
            reductions.Add(id, name);
        }

        return this;
    }

    /// <summary>Writes a statement with the element of a node at class k in the place of {0}.</summary>
    public void Element(string statement, int id)
    {
        var text = new ExpressionWriter(Loss, Dialect.Double, node => Of(node, true), names);
        foreach (var (name, value) in text.Locals([id]))
            writer.Lines($"var {name} = {value};");
        writer.Lines(string.Format(CultureInfo.InvariantCulture, statement, text.Text(id)));
    }

    /// <summary>The text of a scalar.</summary>
    public string Text(int id) => new ExpressionWriter(Loss, Dialect.Double, node => Of(node, false), names).Text(id);

    private string? Of(int id, bool element)
        => reductions.TryGetValue(id, out var reduction) ? reduction
            : element && Source(id) is { } table ? table + "[k]"
            : given(id);

    /// <summary>The array that holds a node's value per class, if it is one.</summary>
    private string? Source(int id)
        => Loss.Nodes[id].Op is not (Op.ClassInput or Op.Table or Op.Input) ? null
            : given(id) ?? (Loss.Nodes[id].Op == Op.ClassInput ? Loss.Nodes[id].Name : null);
}
