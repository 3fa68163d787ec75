using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes what is computed in double precision outside the sweeps: tables when the loss is constructed, scalars once per
/// call, and the weight that a row adds to a denominator.
/// </summary>
internal sealed class ConstantsEmitter(Quantities quantities, IReadOnlyList<string> parameters, CodeWriter writer)
{
    private readonly Schedule schedule = quantities.Schedule;

    private LossIr Loss => schedule.Loss;

    /// <summary>The method that computes a table.</summary>
    public static string TableMethod(Node table)
        => "Table" + char.ToUpperInvariant(table.Name![0]) + table.Name.Substring(1).Replace("'", "Part");

    /// <summary>What a table is computed from: names of inputs given at construction.</summary>
    public static IReadOnlyList<string> TableInputs(LossIr loss, int table)
        => [.. loss.Reachable(table).Where(id => loss.Nodes[id].Op == Op.ClassInput).OrderBy(id => id).Select(id => loss.Nodes[id].Name!).Distinct()];

    /// <summary>Writes a method for each table that is more than an input.</summary>
    public void Tables()
    {
        foreach (var table in schedule.Tables.Where(table => Loss.Nodes[table].Op == Op.Table))
        {
            var inputs = TableInputs(Loss, table);
            var definition = Loss.Nodes[table].A;
            writer.Lines("", $"/// <summary>{FormulaPrinter.Table(Loss, table)}, per class.</summary>");
            using (writer.Block($"public static double[] {TableMethod(Loss.Nodes[table])}({string.Join(", ", inputs.Select(input => "double[] " + input))})"))
            {
                var body = new DoubleBody(
                    quantities,
                    writer,
                    new NameScope([.. inputs, "table", "k"]),
                    id => Loss.Nodes[id].Op == Op.ClassCount ? inputs[0] + ".Length" : Loss.Nodes[id].Op == Op.ClassInput ? Loss.Nodes[id].Name : null);
                body.Prepare(definition);
                writer.Lines($"var table = new double[{inputs[0]}.Length];");
                using (writer.Block("for (var k = 0; k < table.Length; k++)"))
                    body.Element("table[k]", "=", definition);
                writer.Lines("", "return table;");
            }
        }
    }

    /// <summary>Writes the scalars of a call.</summary>
    public void Prepare()
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Prepare(in KernelCall call, Span<double> scalars)"))
        {
            var body = new DoubleBody(quantities, writer, new NameScope("call", "scalars", "k"), OfCall);
            foreach (var scalar in schedule.Scalars)
                writer.Lines($"scalars[{quantities.Scalar(scalar)!.Value.Index}] = {body.Prepare(scalar).Text(scalar)};");
        }
    }

    /// <summary>Writes what a row adds to a weight sum.</summary>
    public void Weight()
    {
        if (Loss.RowWeight < 0)
            return;
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static double Weight(in KernelCall call, int label)"))
        {
            var text = new ExpressionWriter(Loss, Dialect.Double, id => Loss.Nodes[id].Op == Op.AtLabel
                ? $"call.Tables[{quantities.Table(Loss.Nodes[id].A)!.Value.Index}][label]"
                : quantities.Scalar(id) is { } scalar ? $"call.Scalars[{scalar.Index}]" : OfCall(id), new NameScope("call", "label"));
            foreach (var (name, value) in text.Locals([Loss.RowWeight]))
                writer.Lines($"var {name} = {value};");
            writer.Lines($"return {text.Text(Loss.RowWeight)};");
        }
    }

    private string? OfCall(int id) => Loss.Nodes[id].Op switch
    {
        Op.ClassCount => "call.Classes",
        Op.Parameter => $"call.Parameters[{parameters.ToList().IndexOf(Loss.Nodes[id].Name!)}]",
        _ => quantities.Table(id) is { } table ? $"call.Tables[{table.Index}]" : null,
    };
}
