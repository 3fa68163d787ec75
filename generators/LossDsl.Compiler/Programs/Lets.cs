using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Which nodes of an expression get a name: what is used again, and what a pass has given a meaning.</summary>
internal static class Lets
{
    /// <summary>Those that evaluating some roots needs, operands first.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="roots">The roots.</param>
    /// <param name="given">Whether a node is there already.</param>
    /// <param name="mayBe">Whether a node may have a name; null for all.</param>
    /// <param name="always">Nodes that have one in any case.</param>
    public static IReadOnlyList<int> Of(
        LossIr loss, IReadOnlyCollection<int> roots, Func<int, bool> given, Func<int, bool>? mayBe = null,
            IReadOnlyCollection<int>? always = null)
    {
        var uses = new Dictionary<int, int>();
        foreach (var root in roots)
            Count(root);
        return [.. uses.Keys.Where(IsLet).OrderBy(id => id)];

        bool IsLet(int id) => loss.Nodes[id].Arity > 0 && (mayBe is null || mayBe(id))
            && (uses[id] > 1 || always?.Contains(id) == true || (loss.Hints[id].Length > 0 && !roots.Contains(id)));

        void Count(int id)
        {
            if (given(id) || loss.Nodes[id].Op == Op.Constant)
                return;
            uses.TryGetValue(id, out var count);
            uses[id] = count + 1;
            if (count > 0)
                return;
            for (var i = 0; i < loss.Nodes[id].Arity; i++)
                Count(loss.Nodes[id].Operand(i));
        }
    }
}
