using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace LossDsl.Compiler;

/// <summary>Prints a loss after any pass, a line per node, for people and for tests.</summary>
public static class IrPrinter
{
    /// <summary>The nodes, then the roots.</summary>
    public static string Print(LossIr loss)
    {
        var text = new StringBuilder();
        for (var i = 0; i < loss.Nodes.Count; i++)
            text.Append(FormattableString.Invariant($"%{i}{AxesOf(loss.Nodes[i])} = {Describe(loss.Nodes[i])}\n"));
        foreach (var component in loss.Components)
            text.Append(FormattableString.Invariant($"{component.Name} = %{component.Value} per {component.Denominator}\n"));
        if (loss.RowWeight >= 0)
            text.Append(FormattableString.Invariant($"weight = %{loss.RowWeight}\n"));
        if (loss.Gradient >= 0)
            text.Append(FormattableString.Invariant($"gradient = %{loss.Gradient}\n"));
        if (loss.LabelGradient >= 0)
            text.Append(FormattableString.Invariant($"gradient at label = %{loss.LabelGradient}\n"));
        return text.Append(FormattableString.Invariant($"reduction = {loss.Reduction}\n")).ToString();
    }

    private static string Describe(Node node)
    {
        if (node.Op == Op.Constant)
            return node.Value.ToString("R", CultureInfo.InvariantCulture);
        if (node.Op == Op.Seed)
            return "Seed " + node.Bits.ToString(CultureInfo.InvariantCulture);
        var operands = node.Operands.Select(operand => "%" + operand.ToString(CultureInfo.InvariantCulture));
        return string.Join(" ", new[] { node.Op.ToString(), node.Name }.Where(part => part is not null).Concat(operands)!);
    }

    private static string AxesOf(Node node)
    {
        var names = new List<string>();
        if ((node.Axes & Axes.Batch) != 0)
            names.Add("batch");
        if ((node.Axes & Axes.Class) != 0)
            names.Add("class");
        return names.Count == 0 ? "" : $"[{string.Join(",", names)}]";
    }
}
