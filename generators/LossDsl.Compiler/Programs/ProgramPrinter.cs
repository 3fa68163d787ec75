using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace LossDsl.Compiler;

/// <summary>Prints a kernel program for people: what is computed when, where it is kept, and which loop reads it.</summary>
internal sealed class ProgramPrinter
{
    private static readonly Regex Functions = new(@"\b(?:Math|T|Real)\.(\w)", RegexOptions.CultureInvariant);

    // The operators of C#, with functions in small letters and of no type.
    private static readonly Dialect Text = new(
        row => Functions.Replace(row.Double ?? row.Plain ?? row.Op.ToString(), match => match.Groups[1].Value.ToLowerInvariant()),
        value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));

    private readonly KernelProgram program;
    private readonly StringBuilder text = new();

    private ProgramPrinter(KernelProgram program) => this.program = program;

    private LossIr Loss => program.Loss;

    /// <summary>The program as text, with \n between lines.</summary>
    public static string Print(KernelProgram program) => new ProgramPrinter(program).Print();

    private string Print()
    {
        foreach (var table in program.Tables)
            Double(table.Entry, $"table {program.NameOf(table.Node)}[k]", id => Loss.Nodes[id].Op == Op.ClassInput ? Loss.Nodes[id].Name
                : null);
        foreach (var part in program.Scalars.Parts)
            Double(new DoubleMethod([part]), "scalar " + program.NameOf(part.Result), Leaf);
        if (program.RowWeight is { } weight)
            Double(weight, "row weight", Leaf);
        if (program.Gathered.Any())
            Line(0, $"gather {string.Join(", ", program.Gathered.Select(program.NameOf))}");
        foreach (var step in program.Steps)
            Print(step);
        return text.ToString();
    }

    private void Double(DoubleMethod method, string result, System.Func<int, string?> given)
    {
        foreach (var part in method.Parts)
        {
            var reductions = new HashSet<int>(part.Loops.Select(loop => loop.Node));
            var writer = new ExpressionWriter(Loss, Text, id => reductions.Contains(id) ? program.NameOf(id) : given(id));
            foreach (var loop in part.Loops)
                Line(0, $"{(Loss.Nodes[loop.Node].Op == Op.SumClass ? "sum" : "maximum")} {program.NameOf(loop.Node)} = "
                    + $"{writer.Text(Loss.Nodes[loop.Node].A)}");
            Line(0, $"{result} = {writer.Text(part.Result)}");
        }
    }

    private void Print(Step step)
    {
        if (step is RowStep rows)
        {
            Line(0, "rows");
            var writer = Lets(rows, id => rows.Loads.Contains(id) ? program.NameOf(id) : Leaf(id));
            if (rows.Stores.Count > 0)
                Line(1, $"store {string.Join(", ", rows.Stores.Select(writer.Text))}");
            foreach (var c in rows.Components)
                Line(1, $"value {Loss.Components[c].Name} = {writer.Text(Loss.Components[c].Value)}");
            return;
        }

        var loop = (ClassStep)step;
        Loop(loop, loop.Condition switch
        {
            StepCondition.Gradient => " if a gradient is wanted",
            StepCondition.ElementValues => " if losses of elements are wanted",
            _ => "",
        });
        if (loop.Otherwise is { } otherwise)
            Loop(otherwise, " otherwise");
    }

    private void Loop(ClassStep loop, string condition)
    {
        Line(0, "classes" + condition);
        var writer = Lets(loop, id => loop.ReadsKept
            && id == program.Schedule.Kept ? "kept" : loop.Loads.Contains(id) ? program.NameOf(id) : Leaf(id));
        foreach (var id in loop.Accumulates)
            Line(1, $"{(Loss.Nodes[id].Op == Op.SumClass ? "sum" : "maximum")} {program.NameOf(id)} = {writer.Text(Loss.Nodes[id].A)}");
        if (loop.Element < 0)
            return;
        var result = loop.Result switch
        {
            ElementResult.Kept => "keep",
            ElementResult.Gradient => "gradient =",
            _ => "loss of the element ="
        };
        Line(1, $"{result} {writer.Text(loop.Element)}");
        if (loop.Result == ElementResult.Gradient && Loss.LabelGradient >= 0)
            Line(1, $"gradient at the label = {program.NameOf(Loss.LabelGradient)}");
    }

    private ExpressionWriter Lets(Step step, System.Func<int, string?> given)
    {
        var writer = new ExpressionWriter(Loss, Text, given);
        foreach (var id in step.Lets)
            Line(1, $"{program.NameOf(id)} = {writer.Define(id, program.NameOf(id))}");
        return writer;
    }

    private string? Leaf(int id) => Loss.Nodes[id] switch
    {
        { Op: Op.Logits } => "z",
        { Op: Op.IsLabel } => "k = label",
        { Op: Op.ClassCount } => "C",
        { Op: Op.ClassIndex } => "k",
        { Op: Op.Parameter } node => node.Name!.TrimStart('#'),
        { Op: Op.Input } node => node.Name,
        _ => program.PlaceOf(id) is { Kind: PlaceKind.Table or PlaceKind.Scalar } ? program.NameOf(id) : null,
    };

    private void Line(int depth, string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');
}
