using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes expressions of a loss in one dialect: what is used once stands in place, what is used again or has a meaning
/// gets a local of that name.
/// </summary>
internal sealed class ExpressionWriter
{
    private readonly LossIr loss;
    private readonly Dialect dialect;
    private readonly Func<int, string?> given;
    private readonly NameScope names;
    private readonly Dictionary<int, string> locals = [];

    /// <summary>A writer.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="given">The text of nodes that are there already, or null.</param>
    /// <param name="names">The names that are taken.</param>
    public ExpressionWriter(LossIr loss, Dialect dialect, Func<int, string?> given, NameScope names)
    {
        this.loss = loss;
        this.dialect = dialect;
        this.given = given;
        this.names = names;
    }

    /// <summary>The locals that evaluating the roots needs, in order; afterwards <see cref="Text"/> writes the roots.</summary>
    public IEnumerable<(string Name, string Value)> Locals(IReadOnlyCollection<int> roots, IReadOnlyCollection<int>? alwaysLocal = null)
    {
        var uses = new Dictionary<int, int>();
        foreach (var root in roots)
            Count(root, uses);
        foreach (var id in uses.Keys.OrderBy(id => id).ToList())
        {
            var node = loss.Nodes[id];
            var local = (alwaysLocal?.Contains(id) ?? false) || uses[id] > 1 || (loss.Hints[id].Length > 0 && !roots.Contains(id));
            if (node.Arity == 0 || !local || locals.ContainsKey(id))
                continue;
            var value = Text(id);
            var name = names.Take(Meaning.Of(loss, id));
            locals.Add(id, name);
            yield return (name, value);
        }
    }

    /// <summary>The text of a node.</summary>
    public string Text(int id) => Text(id, Binding.Comparison);

    private void Count(int id, Dictionary<int, int> uses)
    {
        if (given(id) is not null || loss.Nodes[id].Op == Op.Constant)
            return;
        uses.TryGetValue(id, out var count);
        uses[id] = count + 1;
        if (count > 0 || locals.ContainsKey(id))
            return;
        for (var i = 0; i < loss.Nodes[id].Arity; i++)
            Count(loss.Nodes[id].Operand(i), uses);
    }

    private string Text(int id, Binding atLeast)
    {
        if (given(id) is { } text)
            return text;
        if (locals.TryGetValue(id, out var name))
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
            // Operators associate to the left; a call brackets its arguments itself.
            var needed = call && row.Binds == Binding.Atom ? Binding.Comparison : i == 0 ? row.Binds : row.Binds + 1;
            result = result.Replace("{" + i + "}", Text(node.Operand(i), needed));
        }

        var binds = call ? Binding.Atom : row.Binds;
        return binds < atLeast ? $"({result})" : result;
    }
}
