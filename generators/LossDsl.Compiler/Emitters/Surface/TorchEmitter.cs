using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes what a declared class has where TorchSharp is at hand: the nested module, and what the module knows of the class. As in
/// the other file, the surface depends on the declaration alone.
/// </summary>
internal sealed class TorchEmitter(CodeWriter writer, ClassSurface surface, IReadOnlyList<LossForm> forms)
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    private Declaration Declaration => surface.Declaration;

    private string Class => surface.QualifiedName;

    /// <summary>Writes the class; without forms, with bodies that throw.</summary>
    public void Emit()
    {
        using (FileFrame.Containers(writer, Declaration.Type))
        using (writer.Block($"partial class {Declaration.Type.Name}"))
        {
            var takes = string.Join(" or ", Takes);
            writer.Lines(
                "/// <summary>The loss as a module of TorchSharp, with its buffers and learnable parameters.</summary>",
                "/// <returns>A new module.</returns>",
                $"public Module ToModule() => {surface.Body("new Module(this)")};",
                "",
                $"/// <summary>{surface.Name} as a module of TorchSharp: <c>forward(input, target)</c> with {takes} as target.</summary>");
            using (writer.Block($"public sealed partial class Module : {CSharp.Root}.Torch.LossModule"))
                Module();
            if (surface.IsFaulty)
                return;
            writer.Lines("");
            using (writer.Block($"private sealed class {surface.Names.Tensors} : {CSharp.Runtime}.TensorProgram"))
                Program();
        }
    }

    private IEnumerable<string> Takes
        => surface.Model.TargetKinds.Select(form => form == LossForm.Labels ? "class indices" : "numbers per element");

    private void Module()
    {
        var program = surface.IsFaulty ? $"({CSharp.Runtime}.TensorProgram?)null ?? {surface.Throw}" : surface.Names.Tensors + ".Program";
        writer.Lines(
            "/// <summary>A module with the numbers of a loss.</summary>",
            "/// <param name=\"loss\">The loss; properties that give hyper-parameters are read at each call, learnable ones once.</param>",
            $"public Module({Class} loss)",
            $"    : base(loss, {program})",
            "{",
            "}");
        Functional("", "default");
        Functional(
            $", {Tensor}? sample_weights = null, {Tensor}? mask = null, double? normalizer = null",
            $"new {CSharp.Root}.Torch.LossOptions {{ SampleWeights = sample_weights, Mask = mask, Normalizer = normalizer }}",
            ("sample_weights", "A weight per row."),
            ("mask", "Which rows count, or for losses per element which elements."),
            ("normalizer", "What the last mean divides by in place of its own denominator."));
        Functional($", in {CSharp.Root}.Torch.LossOptions options", "in options",
            ("options", "Masks, weights and what else a call may give."));
    }

    private void Functional(string parameters, string argument, params (string Name, string Meaning)[] documented)
    {
        writer.Lines(
            "",
            "/// <summary>The functional form: the loss of a batch, without a module.</summary>",
            "/// <param name=\"loss\">The loss.</param>",
            "/// <param name=\"input\">The logits or predictions.</param>",
            "/// <param name=\"target\">The targets.</param>");
        writer.Lines([.. documented.Select(parameter => $"/// <param name=\"{parameter.Name}\">{parameter.Meaning}</param>")]);
        writer.Lines(
            "/// <returns>The loss, or the losses where it has no reduction.</returns>",
            $"public static {Tensor} functional({Class} loss, {Tensor} input, {Tensor} target{parameters})",
            $"    => {surface.Body($"Functional({surface.Names.Tensors}.Program, loss, input, target, {argument})")};");
    }

    private void Program()
    {
        var properties = surface.Model.Properties;
        writer.Lines($"public static readonly {surface.Names.Tensors} Program = new();", "");
        foreach (var form in forms)
            writer.Lines($"private static readonly {CSharp.Runtime}.LossOperators {Field(form)} = new "
                + $"global::{CSharp.KernelNamespace}.{OperatorEmitter.Name(Declaration, form)}();", "");
        writer.Lines($"public override string Name => \"{surface.Name}\";");
        List("string", "ClassInputs", surface.ClassInputs.Select(input => $"\"{TorchNames.Snake(input.Argument)}\""));
        List("string", "Matrices", surface.Matrices.Select(row => $"\"{TorchNames.Snake(row.NeedsMatrix!)}\""));
        var learnable = new HashSet<string>(surface.Model.Learnable.Select(parameter => parameter.Property));
        List($"{CSharp.Runtime}.TensorParameter", "Parameters",
            properties.Select(property => $"new(\"{TorchNames.Snake(property)}\", {CSharp.Bool(learnable.Contains(property))})"));
        if (properties.Count > 0)
            Parameters(properties);
        if (surface.ClassInputs.Count > 0)
            writer.Lines("", $"public override double[][] ClassInputsOf({CSharp.Root}.Loss loss) => "
                + $"(({Class})loss).{surface.Names.ClassInputs};");
        if (surface.Matrices.Count > 0)
            writer.Lines(
                "", $"public override double[][] MatricesOf({CSharp.Root}.Loss loss) => (({Class})loss).{surface.Names.Matrices};");
        if (surface.ClassInputs.Count + surface.Matrices.Count > 0)
            Rebuild();
        writer.Lines(
            "",
            $"public override {CSharp.Runtime}.LossPlan? PlanOf({CSharp.Root}.Loss loss, bool numbers)",
            $"    => {ByForm(form => $"(({Class})loss).{surface.Names.Plan(form)}")};",
            "",
            $"public override double Evaluate<T>({CSharp.Root}.Loss loss, global::System.ReadOnlySpan<double> parameters, in "
                + $"{CSharp.Root}.LossInputs<T> inputs, in {CSharp.Root}.LossOutputs<T> outputs)",
            $"    => (({Class})loss).{surface.Names.Evaluate}(parameters, in inputs, in outputs);",
            "",
            $"public override {CSharp.Runtime}.LossOperators? Operators(bool numbers)",
            $"    => {ByForm(Field)};");
    }

    private static string Field(LossForm form) => form == LossForm.Labels ? "operators" : "operatorsNumbers";

    private string ByForm(System.Func<LossForm, string> text)
        => $"numbers ? {(forms.Contains(LossForm.Numbers) ? text(LossForm.Numbers) : "null")} : "
            + $"{(forms.Contains(LossForm.Labels) ? text(LossForm.Labels) : "null")}";

    private void List(string type, string name, IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        if (list.Length > 0)
            writer.Lines("", $"public override global::System.Collections.Generic.IReadOnlyList<{type}> {name} {{ get; }} = [{list}];");
    }

    private void Parameters(IReadOnlyList<string> properties)
    {
        writer.Lines("");
        using (writer.Block($"public override void ReadParameters({CSharp.Root}.Loss loss, global::System.Span<double> values)"))
        {
            writer.Lines($"var declared = ({Class})loss;");
            writer.Lines([.. properties.Select((property, i) => $"values[{i}] = declared.{surface.Names.Checked(property)};")]);
        }

        writer.Lines("", "public override double CheckParameter(int parameter, double value) => parameter switch", "{");
        using (writer.Indent())
            writer.Lines([.. properties.Select((property, i) => $"{i} => {ClassEmitter.InRange(surface.Model, property, "value")},"),
                "_ => throw new global::System.ArgumentOutOfRangeException(nameof(parameter)),"]);
        writer.Lines("};");
    }

    private void Rebuild()
    {
        var numbers = surface.ClassInputs.Select((input, i) => input.Name == ClassInputTable.Counts
            ? $"{CSharp.Runtime}.ClassNumbers.Counts(\"{TorchNames.Snake(input.Argument)}\", classInputs[{i}])"
            : $"classInputs[{i}]");
        var arguments = numbers.Concat(surface.Matrices.Select((_, i) => $"matrices[{i}]"));
        var members = Declaration.Type.RequiredMembers.Select(member => $"{member} = (({Class})declared).{member}").ToList();
        writer.Lines(
            "",
            $"public override {CSharp.Root}.Loss Rebuild({CSharp.Root}.Loss declared, double[][] classInputs, double[][] matrices)",
            $"    => new {Class}({string.Join(", ", arguments)}){(members.Count == 0 ? "" : $" {{ {string.Join(", ", members)} }}")};");
    }
}
