using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes a schedule as plain loops over one row, generic over the floating-point type: the fallback, the reference in
/// double precision, and the yardstick for the sweeps. It keeps nothing between sweeps.
/// </summary>
internal sealed class PlainEmitter(Quantities quantities, CodeWriter writer)
{
    private readonly Schedule schedule = quantities.Schedule;
    private readonly NameScope names = new("row", "k", "z", "label", "gradient", "seeds", "scalars", "values");
    private readonly Dictionary<int, string> known = [];

    private LossIr Loss => schedule.Loss;

    /// <summary>Writes the method.</summary>
    public void Row()
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Row<T>(in PlainRow<T> row)", "where T : unmanaged, IBinaryFloatingPointIeee754<T>"))
        {
            writer.Lines("var z = row.Logits;");
            Given();
            RowFormulas(0);
            foreach (var sweep in schedule.Sweeps)
            {
                if (sweep.Reductions.Count > 0)
                    Reductions(sweep);
                RowFormulas(sweep.Number);
            }

            for (var c = 0; c < Loss.Components.Count; c++)
                writer.Lines($"row.Values[{c}] = {Text(Loss.Components[c].Value)};");
            if (Loss.Gradient >= 0)
                Gradient();
        }
    }

    /// <summary>What the row is given: label, tables, scalars, seeds, and the elements at the label.</summary>
    private void Given()
    {
        if (Loss.LabelGradient >= 0 || Loss.Nodes.Any(node => node.Op is Op.AtLabel or Op.IsLabel))
            writer.Lines("var label = row.Label;");
        foreach (var table in schedule.Tables)
        {
            var name = names.Take(Meaning.Of(Loss, table));
            known.Add(table, name);
            writer.Lines($"var {name} = row.Table({quantities.Table(table)!.Value.Index});");
        }

        foreach (var scalar in schedule.Scalars)
            Define(scalar, Meaning.Of(Loss, scalar), $"row.Scalars[{quantities.Scalar(scalar)!.Value.Index}]");
        for (var id = 0; id < Loss.Nodes.Count; id++)
        {
            var node = Loss.Nodes[id];
            if (node.Op == Op.Seed)
                Define(id, Meaning.Of(Loss, id), $"row.Seeds[{node.Bits}]");
            else if (node.Op == Op.AtLabel)
                Define(id, Meaning.Of(Loss, id), known.TryGetValue(node.A, out var table) ? $"{table}[label]" : "z[label]");
        }
    }

    private void Reductions(Sweep sweep)
    {
        // Sums run in double precision whatever T is: with many classes single precision would lose digits.
        var sums = sweep.Reductions.Where(id => Loss.Nodes[id].Op == Op.SumClass).ToDictionary(id => id, id => names.Take(Meaning.Of(Loss, id) + "Sum"));
        foreach (var id in sweep.Reductions)
        {
            if (sums.TryGetValue(id, out var sum))
                writer.Lines($"var {sum} = 0.0;");
            else
                Define(id, Meaning.Of(Loss, id), "T.NegativeInfinity");
        }

        using (writer.Block("for (var k = 0; k < z.Length; k++)"))
        {
            var text = Elements([.. sweep.Reductions.Select(id => Loss.Nodes[id].A)]);
            foreach (var id in sweep.Reductions)
            {
                var element = text.Text(Loss.Nodes[id].A);
                writer.Lines(sums.TryGetValue(id, out var sum)
                    ? $"{sum} += double.CreateTruncating({element});"
                    : $"{known[id]} = T.Max({known[id]}, {element});");
            }
        }

        writer.Lines("");
        foreach (var id in sweep.Reductions.Where(sums.ContainsKey))
            Define(id, Meaning.Of(Loss, id), $"T.CreateTruncating({sums[id]})");
    }

    private void RowFormulas(int after)
    {
        if (schedule.StageAfter(after) is not { } stage)
            return;
        var shared = stage.Nodes.Where(id => quantities.HasSlot(id) || Loss.Components.Any(component => component.Value == id)).ToList();
        var text = new ExpressionWriter(Loss, Dialect.Plain, Known, names);
        foreach (var (name, value) in text.Locals(shared, shared))
            writer.Lines($"var {name} = {value};");
        foreach (var id in shared)
            known[id] = text.Text(id);
    }

    private void Gradient()
    {
        writer.Lines("if (row.Gradient.IsEmpty)", "    return;", "var gradient = row.Gradient;");
        using (writer.Block("for (var k = 0; k < z.Length; k++)"))
        {
            var text = Elements([Loss.Gradient]);
            writer.Lines($"gradient[k] = {text.Text(Loss.Gradient)};");
        }

        if (Loss.LabelGradient >= 0)
            writer.Lines("", $"gradient[label] = {Text(Loss.LabelGradient)};");
    }

    private ExpressionWriter Elements(IReadOnlyCollection<int> roots)
    {
        string? Given(int id) => Loss.Nodes[id].Op switch
        {
            Op.Logits => "z[k]",
            Op.IsLabel => "k == label",
            _ => known.TryGetValue(id, out var name) ? quantities.Table(id) is null ? name : $"{name}[k]" : null,
        };

        // A name inside the loop may not hide one outside, so all names come from one scope.
        var text = new ExpressionWriter(Loss, Dialect.Plain, Given, names);
        foreach (var (local, value) in text.Locals(roots))
            writer.Lines($"var {local} = {value};");
        return text;
    }

    private string Text(int id) => new ExpressionWriter(Loss, Dialect.Plain, Known, names).Text(id);

    private string? Known(int id) => known.TryGetValue(id, out var name) ? name : null;

    private void Define(int id, string meaning, string value)
    {
        var name = names.Take(meaning);
        known.Add(id, name);
        writer.Lines($"var {name} = {value};");
    }
}
