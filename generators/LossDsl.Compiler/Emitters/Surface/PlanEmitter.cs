using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes what an instance of a loss fixes at construction, for each of its kernels.</summary>
internal sealed class PlanEmitter(CodeWriter writer, ClassSurface surface)
{

    /// <summary>Sets the plan of a form.</summary>
    public void Plan(CompiledForm form)
    {
        using (Object($"{surface.Names.Plan(form.Form)} = new {CSharp.Runtime}.LossPlan", "};"))
        {
            Plan(form.Form, form.Program, form.Kernel, surface.Names.Components);
            Aggregation(form.Loss);
            if (form.Key is { } key)
                Selection(form, key);
            if (form.InputGradients.Count > 0)
                InputGradients(form);
        }
    }

    /// <summary>The members of a plan that every kernel has.</summary>
    public void Plan(LossForm form, KernelProgram program, string kernel, string components)
    {
        var loss = program.Loss;
        var schedule = program.Schedule;
        writer.Lines(
            $"Name = \"{surface.Name}\",",
            $"Components = {components},",
            "Denominators = "
                + $"[{string.Join(", ", loss.Components.Select(component => $"{CSharp.Runtime}.Denominator.{component.Denominator}"))}],",
            $"Reduction = {CSharp.Runtime}.Reduction.{loss.Reduction},");
        if (surface.Declaration.Head != Heads.Softmax)
            writer.Lines($"Head = {CSharp.Root}.Head.{surface.Declaration.Head},");
        if (form == LossForm.Numbers)
            writer.Lines($"Targets = {CSharp.Root}.TargetKind.Numbers,");
        if (Classes is { } classes)
            writer.Lines($"Classes = {classes},");
        if (surface.LeastClasses > surface.LeastOfHead)
            writer.Lines($"LeastClasses = {Number(surface.LeastClasses)},");
        if (surface.IgnoreIndex is { } ignore && form == LossForm.Labels)
            writer.Lines($"IgnoreIndex = {Number(ignore)},");
        if (RequiredInputs(loss) is { Count: > 0 } inputs)
            writer.Lines($"Inputs = [{string.Join(", ", inputs.Select(input => $"{CSharp.Runtime}.KernelInput.{input.Property}"))}],");
        if (loss.ReadsEpoch)
            writer.Lines("UsesEpoch = true,");
        if (schedule.Scalars.Count > 0)
            writer.Lines($"Scalars = {Number(schedule.Scalars.Count)},");
        writer.Lines($"Slots = {Number(program.Slots.Count)},");
        if (schedule.Tables.Count > 0)
            writer.Lines($"Tables = [{string.Join(", ", schedule.Tables.Select(table => Table(program, table, kernel)))}],");
        if (program.Matrices.Count > 0)
            writer.Lines($"Matrices = [{string.Join(", ", program.Matrices.Select(ConstructorEmitter.Copy))}],");
    }

    private void Aggregation(LossIr loss)
    {
        if (loss.ElementValue >= 0)
            writer.Lines("ElementValues = true,");
        if (loss.Components.All(component => component.Steps.Count == 0))
            return;
        writer.Lines("Steps =", "[");
        using (writer.Indent())
        {
            foreach (var component in loss.Components)
            {
                var steps = component.Steps.Count > 0
                    ? component.Steps
                    : new[] { new AggregationStep("All", loss.Reduction == Reduction.Mean, component.Denominator) }.ToEquatable();
                writer.Lines($"[{string.Join(", ", steps.Select(Step))}],");
            }
        }

        writer.Lines("],");
    }

    private static string Step(AggregationStep step)
        => $"new({CSharp.Root}.Axis.{step.Axis}, "
            + $"{CSharp.Runtime}.Reduction.{(step.Mean ? "Mean" : "Sum")}"
            + $"{(step.Mean ? $", {CSharp.Runtime}.Denominator.{step.Denominator}" : "")})";

    private void Selection(CompiledForm form, KernelProgram key)
    {
        var selection = surface.Selection!;
        var (rule, name) = selection.Row.Selects!(selection.Use);
        using (Object($"Selection = new {CSharp.Runtime}.RowSelection", "},"))
        {
            writer.Lines($"Rule = {CSharp.Runtime}.SelectionRule.{rule},");
            writer.Lines(selection.Property(name) is { } property
                ? $"AmountParameter = {Number(surface.Model.Properties.ToList().IndexOf(property))},"
                : $"Amount = {Dialect.DoubleText(selection.Number(name)!.Value)},");
            using (Object($"Key = new {CSharp.Runtime}.LossPlan", "},"))
                Plan(form.Form, key, form.KeyKernel, "[\"Key\"]");
        }
    }

    private void InputGradients(CompiledForm form)
    {
        writer.Lines("InputGradients =", "[");
        using (writer.Indent())
        {
            foreach (var (input, program) in form.InputGradients)
            {
                var kernel = form.InputKernel(input);
                using (Object($"new {CSharp.Runtime}.InputGradient<global::{CSharp.KernelNamespace}.{kernel}>", "},"))
                {
                    writer.Lines($"Input = {CSharp.Runtime}.KernelInput.{input.Property},");
                    using (Object($"Plan = new {CSharp.Runtime}.LossPlan", "},"))
                        Plan(form.Form, program, kernel, surface.Names.Components);
                }
            }
        }

        writer.Lines("],");
    }

    /// <summary>What tells the number of classes at construction, if anything does.</summary>
    private string? Classes
        => surface.ClassInputs.Count > 0 ? surface.ClassInputs[0].Name + ".Length"
            : surface.Classes > 0 ? Number(surface.Classes)
            : surface.Matrices.Count > 0 ? $"(int)global::System.Math.Sqrt({surface.Matrices[0].NeedsMatrix}.Length)"
            : null;

    private static List<InputRow> RequiredInputs(LossIr loss)
        => [.. InputTable.All.Where(input => input.Required && loss.Nodes.Any(node => node.Op == Op.Input && node.Name == input.Name))];

    private string Table(KernelProgram program, int table, string kernel)
    {
        var node = program.Loss.Nodes[table];
        var inputs = program.Tables.FirstOrDefault(method => method.Node == table)?.Inputs ?? [];
        return node.Op == Op.ClassInput
            ? node.Name!
            : $"global::{CSharp.KernelNamespace}.{kernel}.{program.MethodOf(table)}("
                + $"{(inputs.Count == 0 ? Number(surface.Classes) : string.Join(", ", inputs))})";
    }

    private System.IDisposable Object(string head, string close)
    {
        writer.Lines(head, "{");
        return new Closing(writer, writer.Indent(), close);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Closing(CodeWriter writer, System.IDisposable indent, string close) : System.IDisposable
    {
        public void Dispose()
        {
            indent.Dispose();
            writer.Lines(close);
        }
    }
}
