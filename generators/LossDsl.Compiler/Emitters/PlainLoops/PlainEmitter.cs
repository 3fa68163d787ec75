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
    private readonly NameScope names = new("row", "k", "z", "label", "gradient", "elementValues", "seeds", "scalars", "values");
    private readonly Dictionary<int, string> known = [];
    private readonly Dictionary<int, string> perClass = [];

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
            if (Loss.ElementValue >= 0)
                ElementValues();
            if (Loss.Gradient >= 0)
                Gradient();
        }
    }

    /// <summary>What the row is given: label, tables, scalars, seeds, and the elements at the label.</summary>
    private void Given()
    {
        if (Loss.LabelGradient >= 0 || schedule.Live.Any(id => Loss.Nodes[id].Op is Op.AtLabel or Op.IsLabel))
            writer.Lines("var label = row.Label;");
        foreach (var table in schedule.Tables)
            PerClass(table, $"row.Table({quantities.Table(table)!.Value.Index})");
        foreach (var matrix in schedule.Matrices)
            PerClass(matrix, $"row.MatrixRow({quantities.Matrix(matrix)})");
        foreach (var input in schedule.Inputs)
        {
            if ((Loss.Nodes[input].Axes & Axes.Class) != 0)
                PerClass(input, $"row.Input({quantities.Input(input)})");
            else
                Define(input, Meaning.Of(Loss, input), $"row.Input({quantities.Input(input)})[0]");
        }

        foreach (var scalar in schedule.Scalars)
            Define(scalar, Meaning.Of(Loss, scalar), $"row.Scalars[{quantities.Scalar(scalar)!.Value.Index}]");
        foreach (var id in schedule.Live.OrderBy(id => id))
        {
            var node = Loss.Nodes[id];
            if (node.Op == Op.Seed)
                Define(id, Meaning.Of(Loss, id), $"row.Seeds[{node.Bits}]");
            else if (node.Op == Op.AtLabel)
                Define(id, Meaning.Of(Loss, id), perClass.TryGetValue(node.A, out var name) ? $"{name}[label]" : "z[label]");
        }
    }

    private void PerClass(int id, string value)
    {
        var name = names.Take(Meaning.Of(Loss, id));
        perClass.Add(id, name);
        writer.Lines($"var {name} = {value};");
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
        if (shared.Count == 0)
            return;
        var text = new ExpressionWriter(Loss, Dialect.Plain, Known, names);
        foreach (var (name, value) in text.Locals(shared, shared))
            writer.Lines($"var {name} = {value};");
        foreach (var id in shared)
            known[id] = text.Text(id);
    }

    private void ElementValues()
    {
        writer.Lines("var elementValues = row.ElementValues;");
        using (writer.Block("for (var k = 0; k < elementValues.Length; k++)"))
        {
            var text = Elements([Loss.ElementValue]);
            writer.Lines($"elementValues[k] = {text.Text(Loss.ElementValue)};");
        }

        writer.Lines("");
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
            _ => perClass.TryGetValue(id, out var name) ? name + "[k]" : Known(id),
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
