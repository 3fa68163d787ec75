using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>Writes formulas of a loss in one dialect: what has a name by it, everything else in place.</summary>
/// <param name="loss">The loss.</param>
/// <param name="dialect">The dialect.</param>
/// <param name="given">The text of nodes that are there already, or null.</param>
internal sealed class ExpressionWriter(LossIr loss, Dialect dialect, Func<int, string?> given)
{
    private readonly Dictionary<int, string> names = [];

    /// <summary>The text of a node that is called by a name from then on.</summary>
    public string Define(int id, string name)
    {
        var value = Text(id);
        names.Add(id, name);
        return value;
    }

    /// <summary>The text of a node.</summary>
    public string Text(int id) => Text(id, Binding.Choice);

    private string Text(int id, Binding atLeast)
    {
        if (given(id) is { } text)
            return text;
        if (names.TryGetValue(id, out var name))
            return name;
        var node = loss.Nodes[id];
        if (node.Op == Op.Constant)
            return node.Value < 0 && atLeast > Binding.Sign ? $"({dialect.Number(node.Value)})" : dialect.Number(node.Value);
        var row = OperatorTable.Row(node.Op);
        var template = dialect.Operator(row);
        var call = template.Contains("(");
        var result = template;
        for (var i = 0; i < node.Arity; i++)
        {
            // Operators associate to the left; a call brackets its arguments itself; a choice within another is hard to read.
            var needed = call ? Binding.Choice : i == 0 && row.Binds != Binding.Choice ? row.Binds : row.Binds + 1;
            result = result.Replace("{" + i + "}", Text(node.Operand(i), needed));
        }

        var binds = call ? Binding.Atom : row.Binds;
        return binds < atLeast ? $"({result})" : result;
    }
}
