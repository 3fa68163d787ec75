using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Prints a kernel program as plain loops over one row, generic over the floating-point type.</summary>
internal sealed class PlainPrinter
{
    private readonly KernelProgram program;
    private readonly CodeWriter writer;
    private readonly HashSet<int> perClass;
    private readonly HashSet<int> known;

    public PlainPrinter(KernelProgram program, CodeWriter writer)
    {
        this.program = program;
        this.writer = writer;
        perClass = [.. program.Plain.PerClass];
        known = [.. program.Plain.Loads];
    }

    private LossIr Loss => program.Loss;

    /// <summary>Prints the method.</summary>
    public void Row()
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public static void Row<T>(in PlainRow<T> row)", "where T : unmanaged, IBinaryFloatingPointIeee754<T>"))
        {
            writer.Lines("var z = row.Logits;");
            if (program.Plain.ReadsLabel)
                writer.Lines("var label = row.Label;");
            foreach (var id in program.Plain.PerClass.Concat(program.Plain.Loads))
                writer.Lines($"var {program.NameOf(id)} = {Load(id)};");
            foreach (var step in program.Plain.Steps)
            {
                if (step is ClassStep loop)
                    Reductions(loop);
                else
                    Formulas((RowStep)step);
            }

            for (var c = 0; c < Loss.Components.Count; c++)
                writer.Statement($"row.Values[{c}] = {Text(Loss.Components[c].Value)};");
            if (program.Plain.ElementValues is { } values)
                ElementValues(values);
            if (program.Plain.Gradient is { } gradient)
                Gradient(gradient);
        }
    }

    private string Load(int id)
    {
        var node = Loss.Nodes[id];
        return node.Op switch
        {
            Op.Seed => $"row.Seeds[{node.Bits}]",
            Op.AtLabel => perClass.Contains(node.A) ? $"{program.NameOf(node.A)}[label]" : "z[label]",
            Op.Input => $"row.Input({CSharp.Input(node)}){(perClass.Contains(id) ? "" : "[0]")}",
            _ => program.PlaceOf(id) switch
            {
                { Kind: PlaceKind.Table, Index: var table } => $"row.Table({table})",
                { Kind: PlaceKind.Matrix, Index: var matrix } => $"row.MatrixRow({matrix})",
                { Index: var scalar } => $"row.Scalars[{scalar}]",
                null => throw new System.InvalidOperationException($"{program.NameOf(id)} is kept nowhere"),
            },
        };
    }

    private void Reductions(ClassStep loop)
    {
        // Sums run in double precision whatever T is: with many classes single precision would lose digits.
        bool IsSum(int id) => Loss.Nodes[id].Op == Op.SumClass;
        string InDouble(int id) => program.NameOf(id) + "InDouble";
        foreach (var id in loop.Accumulates)
            writer.Lines(IsSum(id) ? $"var {InDouble(id)} = 0.0;" : $"var {program.NameOf(id)} = T.NegativeInfinity;");
        using (writer.Block("for (var k = 0; k < z.Length; k++)"))
        {
            var text = Elements(loop);
            foreach (var id in loop.Accumulates)
            {
                var element = text.Text(Loss.Nodes[id].A);
                writer.Statement(IsSum(id)
                    ? $"{InDouble(id)} += double.CreateTruncating({element});"
                    : $"{program.NameOf(id)} = T.Max({program.NameOf(id)}, {element});");
            }
        }

        writer.Lines("");
        foreach (var id in loop.Accumulates.Where(IsSum))
            writer.Lines($"var {program.NameOf(id)} = T.CreateTruncating({InDouble(id)});");
        known.UnionWith(loop.Accumulates);
    }

    private void Formulas(RowStep step)
    {
        foreach (var id in step.Lets)
        {
            writer.Statement($"var {program.NameOf(id)} = {Text(id)};");
            known.Add(id);
        }
    }

    private void ElementValues(ClassStep loop)
    {
        writer.Lines("var elementValues = row.ElementValues;");
        using (writer.Block("for (var k = 0; k < elementValues.Length; k++)"))
            writer.Statement($"elementValues[k] = {Elements(loop).Text(loop.Element)};");
        writer.Lines("");
    }

    private void Gradient(ClassStep loop)
    {
        writer.Lines("if (row.Gradient.IsEmpty)", "    return;", "var gradient = row.Gradient;");
        using (writer.Block("for (var k = 0; k < z.Length; k++)"))
            writer.Statement($"gradient[k] = {Elements(loop).Text(loop.Element)};");
        if (Loss.LabelGradient >= 0)
            writer.Lines("", $"gradient[label] = {Text(Loss.LabelGradient)};");
    }

    /// <summary>Prints what a loop names, and gives what writes the rest of it.</summary>
    private ExpressionWriter Elements(ClassStep loop)
    {
        string? Given(int id) => Loss.Nodes[id].Op switch
        {
            Op.Logits => "z[k]",
            Op.IsLabel => "k == label",
            _ => perClass.Contains(id) ? program.NameOf(id) + "[k]" : Known(id),
        };

        var text = new ExpressionWriter(Loss, Dialect.Plain, Given);
        writer.Lets(program, text, loop.Lets);
        return text;
    }

    private string Text(int id) => new ExpressionWriter(Loss, Dialect.Plain, Known).Text(id);

    private string? Known(int id) => known.Contains(id) ? program.NameOf(id) : null;
}
