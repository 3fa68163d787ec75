using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the constructor: what it takes, its documentation, its checks, and the plans of the forms.</summary>
internal sealed class ConstructorEmitter(CodeWriter writer, ClassSurface surface)
{
    private const string Span = "global::System.ReadOnlySpan<double>";

    /// <summary>Writes it; without forms, with a body that throws.</summary>
    public void Emit(IReadOnlyList<CompiledForm> forms)
    {
        writer.Lines($"/// <inheritdoc cref=\"{surface.Declaration.Type.Name}\"/>");
        var parameters = new List<string>();
        foreach (var input in surface.ClassInputs)
        {
            parameters.Add($"{(input.Name == ClassInputTable.Counts ? "global::LossDsl.ClassCounts" : Span)} {input.Argument}");
            Parameter(input.Argument, input.Description, Objection(input));
        }

        foreach (var row in surface.Matrices)
        {
            parameters.Add($"{Span} {row.NeedsMatrix}");
            Parameter(row.NeedsMatrix!, $"The matrix of [{row.Name}], (C,C) row after row: row k belongs to label k; copied.",
                $"{row.NeedsMatrix} is not square, or an entry is not as it must be.");
        }

        using (writer.Block($"public {surface.Declaration.Type.Name}({string.Join(", ", parameters)})"))
        {
            if (surface.IsFaulty)
            {
                writer.Lines(surface.Throw + ";");
                return;
            }

            Checks();
            var plans = new PlanEmitter(writer, surface);
            foreach (var form in forms)
                plans.Plan(form);
        }
    }

    private void Parameter(string name, string meaning, string errors)
        => writer.Lines(
            $"/// <param name=\"{name}\">{meaning}</param>",
            $"/// <exception cref=\"global::System.ArgumentException\">{errors}</exception>");

    private void Checks()
    {
        var classes = surface.Classes.ToString(CultureInfo.InvariantCulture);
        foreach (var input in surface.ClassInputs)
        {
            writer.Lines($"var {input.Name} = {CSharp.Runtime}.Check.{CheckOf(input, classes)};");
            classes = surface.ClassInputs[0].Name + ".Length";
        }

        foreach (var (attribute, parameter, number) in surface.AboveCounts)
            writer.Lines($"{CSharp.Runtime}.Check.CountsBelow(\"{parameter} of [{attribute}]\", counts, {Dialect.DoubleText(number)});");
        if (surface.ClassInputs.Count > 0)
            writer.Lines($"{surface.Names.ClassInputs} = [{string.Join(", ", surface.ClassInputs.Select(input => input.Name))}];");
        DeclaredClasses();
        foreach (var row in surface.Matrices)
            writer.Lines($"var {Copy(row.NeedsMatrix!)} = {CSharp.Runtime}.Check.Matrix(\"{row.NeedsMatrix}\", {row.NeedsMatrix}, "
                + $"{classes}, {CSharp.Runtime}.MatrixRule.{row.MatrixRule});");
        if (surface.Matrices.Count > 0)
            writer.Lines($"{surface.Names.Matrices} = [{string.Join(", ", surface.Matrices.Select(row => Copy(row.NeedsMatrix!)))}];");
    }

    /// <summary>That given counts are what the declaration says of the classes.</summary>
    private void DeclaredClasses()
    {
        if (!surface.NeedsCounts)
            return;
        var declaration = surface.Declaration;
        if (declaration.Counts is { } counts)
            writer.Lines($"{CSharp.Runtime}.DeclaredClasses.Counts(counts, [{Numbers(counts)}]);");
        else if (declaration.Prior is { } prior)
            writer.Lines($"{CSharp.Runtime}.DeclaredClasses.Prior(counts, [{Numbers(prior)}]);");
    }

    private static string Numbers(EquatableArray<double> numbers) => string.Join(", ", numbers.Select(Dialect.DoubleText));

    /// <summary>The checked copy of a matrix.</summary>
    public static string Copy(string matrix) => matrix + "Copy";

    private string CheckOf(ClassInputRow input, string classes) => input.Name switch
    {
        ClassInputTable.Counts => $"Counts({input.Argument}, {classes}, allowEmpty: {CSharp.Bool(surface.AllowsEmpty)}{Least})",
        ClassInputTable.Weights => $"Weights({input.Argument}, {classes}{Least})",
        _ => $"PerClass(\"{input.Argument}\", {input.Argument}, {classes}, {Dialect.DoubleText(input.Low)}, "
            + $"{Dialect.DoubleText(input.High)}, mayBeAbsent: {CSharp.Bool(input.MayBeAbsent)})",
    };

    /// <summary>The least number of classes, where it is not that of a softmax.</summary>
    private string Least => surface.LeastClasses == 2 ? "" : $", least: {surface.LeastClasses}";

    private string Objection(ClassInputRow input) => input.Name switch
    {
        ClassInputTable.Counts => $"{(surface.AllowsEmpty ? "The" : "A class has no examples, or the")} number of classes is wrong.",
        ClassInputTable.Weights => "A weight is negative or not finite, or the number of classes is wrong.",
        _ => $"{input.Argument} is not as described, or the number of classes is wrong.",
    };
}
