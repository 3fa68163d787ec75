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

    /// <summary>What a table is computed from: names of inputs given at construction.</summary>
    public static IReadOnlyList<string> TableInputs(LossIr loss, int table)
        => [.. loss.Reachable(table).Where(id => loss.Nodes[id].Op == Op.ClassInput).OrderBy(id => id).Select(id => loss.Nodes[id].Name!).Distinct()];

    /// <summary>The parameters of the method that computes a table; of the number of classes if no input tells it.</summary>
    private static IEnumerable<string> TableParameters(IReadOnlyList<string> inputs)
        => inputs.Count == 0 ? ["int classes"] : inputs.Select(input => "double[] " + input);

    /// <summary>Writes a method for each table that is more than an input.</summary>
    public void Tables()
    {
        foreach (var table in schedule.Tables.Where(table => Loss.Nodes[table].Op == Op.Table))
        {
            var inputs = TableInputs(Loss, table);
            var length = inputs.Count == 0 ? "classes" : inputs[0] + ".Length";
            var definition = Loss.Nodes[table].A;
            writer.Lines("", $"/// <summary>{FormulaPrinter.Table(Loss, table)}, per class.</summary>");
            using (writer.Block($"public static double[] {quantities.TableMethod(table)}({string.Join(", ", TableParameters(inputs))})"))
            {
                var body = new DoubleBody(
                    quantities,
                    writer,
                    new NameScope([.. inputs, "classes", "table", "k"]),
                    id => Loss.Nodes[id].Op switch
                    {
                        Op.ClassCount => length,
                        Op.ClassIndex => "k",
                        Op.ClassInput => Loss.Nodes[id].Name,
                        _ => null,
                    });
                body.Prepare(definition);
                writer.Lines($"var table = new double[{length}];");
                using (writer.Block("for (var k = 0; k < table.Length; k++)"))
                    body.Element("table[k] = {0};", definition);
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

    /// <summary>Writes what a row adds to a weight sum, from its label or from its targets.</summary>
    public void Weight()
    {
        if (Loss.RowWeight < 0)
            return;
        // A weight that depends on neither is the same whichever of the two is given.
        var fromTargets = Loss.Reachable(Loss.RowWeight).Any(id => Loss.Nodes[id].Op == Op.Input);
        var fromLabel = Loss.Reachable(Loss.RowWeight).Any(id => Loss.Nodes[id].Op == Op.AtLabel);
        if (!fromTargets)
            Weight("Weight(in KernelCall call, int label)", "label");
        if (!fromLabel)
            Weight("WeightOf(in KernelCall call, ReadOnlySpan<double> targets)", "targets");
    }

    private void Weight(string method, string argument)
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block($"public static double {method}"))
        {
            var body = new DoubleBody(quantities, writer, new NameScope("call", argument, "k"), id => Loss.Nodes[id].Op switch
            {
                Op.AtLabel => $"call.Tables[{quantities.Table(Loss.Nodes[id].A)!.Value.Index}][label]",
                Op.Input when Loss.Nodes[id].Name == InputTable.Targets => "targets",
                _ => quantities.Scalar(id) is { } scalar ? $"call.Scalars[{scalar.Index}]" : OfCall(id),
            });
            writer.Lines($"return {body.Prepare(Loss.RowWeight).Text(Loss.RowWeight)};");
        }
    }

    private string? OfCall(int id) => Loss.Nodes[id].Op switch
    {
        Op.ClassCount => "call.Classes",
        Op.Parameter => $"call.Parameters[{parameters.ToList().IndexOf(Loss.Nodes[id].Name!)}]",
        _ => quantities.Table(id) is { } table ? $"call.Tables[{table.Index}]" : null,
    };
}
