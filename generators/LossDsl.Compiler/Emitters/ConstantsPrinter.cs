using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Prints what a kernel computes in double precision outside the rows: tables when the loss is constructed, scalars once per call, and
/// the weight that a row adds to a denominator.
/// </summary>
internal sealed class ConstantsPrinter(KernelProgram program, IReadOnlyList<string> parameters, CodeWriter writer)
{
    private const int LongestComment = 60;

    private LossIr Loss => program.Loss;

    /// <summary>Prints a method for each table that is more than an input.</summary>
    public void Tables()
    {
        foreach (var table in program.Tables)
        {
            var (length, entry) = (table.Inputs.Count == 0 ? "classes" : table.Inputs[0] + ".Length", table.Entry.Parts[0]);
            // Of the number of classes if no input tells it.
            var arguments = table.Inputs.Count == 0 ? "int classes" : string.Join(", ", table.Inputs.Select(input => "double[] " + input));
            writer.Lines("", $"/// <summary>{FormulaPrinter.Table(Loss, table.Node)}, per class.</summary>");
            using (writer.Block($"public static double[] {program.MethodOf(table.Node)}({arguments})"))
            {
                var body = new DoublePrinter(program, writer, id => Loss.Nodes[id].Op switch
                {
                    Op.ClassCount => length,
                    Op.ClassIndex => "k",
                    Op.ClassInput => Loss.Nodes[id].Name,
                    _ => null,
                });
                body.Loops(entry);
                writer.Lines($"var table = new double[{length}];");
                using (writer.Block("for (var k = 0; k < table.Length; k++)"))
                    body.Element("table[k] = {0};", entry.Lets, entry.Result);
                writer.Lines("", "return table;");
            }
        }
    }

    /// <summary>Prints the scalars of a call.</summary>
    public void Prepare()
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Prepare(in KernelCall call, Span<double> scalars)"))
        {
            var body = new DoublePrinter(program, writer, OfCall);
            foreach (var part in program.Scalars.Parts)
            {
                var value = body.Loops(part).Text(part.Result);
                writer.Lines($"scalars[{program.IndexOf(part.Result, PlaceKind.Scalar)}] = {value};{Comment(part.Result)}");
            }
        }
    }

    /// <summary>What a scalar is called, with its formula, whose numbers are not rounded.</summary>
    private string Comment(int id)
    {
        var formula = FormulaPrinter.Named(Loss, id);
        return formula == program.NameOf(id)
            || formula.Length > LongestComment ? $" // {program.NameOf(id)}" : $" // {program.NameOf(id)} = {formula}";
    }

    /// <summary>Prints what a row adds to a weight sum, from its label or from its targets.</summary>
    public void Weight()
    {
        if (program.RowWeight is not { } weight)
            return;
        // A weight that depends on neither is the same whichever of the two is given.
        var fromTargets = Loss.Reachable(Loss.RowWeight).Any(id => Loss.Nodes[id].Op == Op.Input);
        var fromLabel = Loss.Reachable(Loss.RowWeight).Any(id => Loss.Nodes[id].Op == Op.AtLabel);
        if (!fromTargets)
            Weight(weight, "Weight(in KernelCall call, int label)");
        if (!fromLabel)
            Weight(weight, "WeightOf(in KernelCall call, ReadOnlySpan<double> targets)");
    }

    private void Weight(DoubleMethod weight, string method)
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block($"public static double {method}"))
        {
            var body = new DoublePrinter(program, writer, id => Loss.Nodes[id].Op switch
            {
                Op.AtLabel => $"call.Tables[{program.IndexOf(Loss.Nodes[id].A, PlaceKind.Table)}][label]",
                Op.Input when Loss.Nodes[id].Name == InputTable.Targets => "targets",
                _ => program.IndexOf(id, PlaceKind.Scalar) is { } scalar ? $"call.Scalars[{scalar}]" : OfCall(id),
            });
            writer.Statement($"return {body.Loops(weight.Parts[0]).Text(Loss.RowWeight)};");
        }
    }

    private string? OfCall(int id) => Loss.Nodes[id].Op switch
    {
        Op.ClassCount => "call.Classes",
        Op.Parameter => $"call.Parameters[{parameters.ToList().IndexOf(Loss.Nodes[id].Name!)}]",
        _ => program.IndexOf(id, PlaceKind.Table) is { } table ? $"call.Tables[{table}]" : null,
    };
}
