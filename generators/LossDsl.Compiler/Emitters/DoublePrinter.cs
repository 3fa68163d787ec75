using System;
using System.Collections.Generic;
using System.Globalization;

namespace LossDsl.Compiler;

/// <summary>Prints the body of a method in double precision: loops over the classes, then formulas.</summary>
/// <param name="program">The program.</param>
/// <param name="writer">Where the code goes.</param>
/// <param name="given">The text of nodes that are there already, or null.</param>
internal sealed class DoublePrinter(KernelProgram program, CodeWriter writer, Func<int, string?> given)
{
    private readonly HashSet<int> reductions = [];

    private LossIr Loss => program.Loss;

    /// <summary>Prints the loops that a result needs.</summary>
    public DoublePrinter Loops(DoublePart part)
    {
        foreach (var loop in part.Loops)
        {
            var (name, isSum) = (program.NameOf(loop.Node), Loss.Nodes[loop.Node].Op == Op.SumClass);
            writer.Lines($"var {name} = {(isSum ? "0.0" : "double.NegativeInfinity")};");
            using (writer.Block($"for (var k = 0; k < {Array(loop.Over)}.Length; k++)"))
                Element(isSum ? name + " += {0};" : name + " = Math.Max(" + name + ", {0});", loop.Lets, Loss.Nodes[loop.Node].A);
            writer.Lines("");
            reductions.Add(loop.Node);
        }

        return this;
    }

    /// <summary>Prints a statement with the element of a node at class k in the place of {0}.</summary>
    public void Element(string statement, IReadOnlyList<int> lets, int id)
    {
        var text = new ExpressionWriter(Loss, Dialect.Double, node => Of(node, true));
        writer.Lets(program, text, lets);
        writer.Statement(string.Format(CultureInfo.InvariantCulture, statement, text.Text(id)));
    }

    /// <summary>The text of a scalar.</summary>
    public string Text(int id) => new ExpressionWriter(Loss, Dialect.Double, node => Of(node, false)).Text(id);

    private string? Of(int id, bool element)
        => reductions.Contains(id) ? program.NameOf(id)
            : element && Array(id) is { } array ? array + "[k]"
            : given(id);

    /// <summary>The array that holds a node's value per class, if it is one.</summary>
    private string? Array(int id)
        => Loss.Nodes[id].Op is not (Op.ClassInput or Op.Table or Op.Input) ? null
            : given(id) ?? (Loss.Nodes[id].Op == Op.ClassInput ? Loss.Nodes[id].Name : null);
}
