using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Comparisons of what does not vary over the classes. A truth value has no place among numbers, so that none is stored:
/// each comparison is made where it is used, and whoever uses it reads what is compared.
/// </summary>
internal static class Truths
{
    /// <summary>Whether a node is such a comparison.</summary>
    public static bool IsTruth(this LossIr loss, int id)
        => loss.Nodes[id] is { Op: Op.Less or Op.Equal } node && (node.Axes & Axes.Class) == 0;

    /// <summary>The operands, with what is compared in place of comparisons.</summary>
    public static IEnumerable<int> Reads(this LossIr loss, int id)
        => loss.Nodes[id].Operands.SelectMany(operand => loss.IsTruth(operand) ? loss.Reads(operand) : [operand]);
}
