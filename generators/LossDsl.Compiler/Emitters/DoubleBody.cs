using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// The body of a method in double precision: sums over the classes become loops before it, everything else formulas.
/// </summary>
/// <param name="quantities">Where things are.</param>
/// <param name="writer">Where the code goes.</param>
/// <param name="names">The names that are taken.</param>
/// <param name="given">The text of nodes that are there already, or null.</param>
internal sealed class DoubleBody(Quantities quantities, CodeWriter writer, NameScope names, Func<int, string?> given)
{
    private readonly Dictionary<int, string> sums = [];

    private LossIr Loss => quantities.Loss;

    /// <summary>Writes the sums over the classes that a node needs.</summary>
    public DoubleBody Prepare(int root)
    {
        foreach (var id in Loss.Reachable(root, id => given(id) is not null).Where(id => Loss.Nodes[id] is { Op: Op.SumClass, Axes: Axes.None }).Distinct().OrderBy(id => id))
        {
            if (sums.ContainsKey(id))
                continue;
            var name = names.Take("sum");
            writer.Lines($"var {name} = 0.0;");
            using (writer.Block($"for (var k = 0; k < {Loss.Reachable(id, inner => given(inner) is not null).Select(Source).First(source => source is not null)}.Length; k++)"))
                Element(name, "+=", Loss.Nodes[id].A);
            writer.Lines("");
            sums.Add(id, name);
        }

        return this;
    }

    /// <summary>Assigns the element of a node at class k.</summary>
    public void Element(string target, string assign, int id)
    {
        var text = new ExpressionWriter(Loss, Dialect.Double, node => Of(node, true), names);
        foreach (var (name, value) in text.Locals([id]))
            writer.Lines($"var {name} = {value};");
        writer.Lines($"{target} {assign} {text.Text(id)};");
    }

    /// <summary>The text of a scalar.</summary>
    public string Text(int id) => new ExpressionWriter(Loss, Dialect.Double, node => Of(node, false), names).Text(id);

    private string? Of(int id, bool element)
        => sums.TryGetValue(id, out var sum) ? sum
            : element && Source(id) is { } table ? table + "[k]"
            : given(id);

    /// <summary>The array that holds a node's value per class, if it is one.</summary>
    private string? Source(int id)
        => Loss.Nodes[id].Op is not (Op.ClassInput or Op.Table) ? null
            : given(id) ?? (Loss.Nodes[id].Op == Op.ClassInput ? Loss.Nodes[id].Name : null);
}
