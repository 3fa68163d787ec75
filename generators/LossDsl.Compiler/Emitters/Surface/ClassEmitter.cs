using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes the generated half of a declared class. Its surface depends on the declaration alone, so that a declaration with
/// errors gets the same, with bodies that throw: the author sees the message of the rule and no cascade. Every name is
/// qualified from the root, since the author may have given the same name to anything.
/// </summary>
internal sealed class ClassEmitter
{
    private readonly CodeWriter writer;
    private readonly ClassSurface surface;
    private readonly IReadOnlyList<string> documentation;
    private readonly IReadOnlyList<CompiledForm> forms;

    private ClassEmitter(CodeWriter writer, ClassSurface surface, IReadOnlyList<string> documentation, IReadOnlyList<CompiledForm> forms)
    {
        this.writer = writer;
        this.documentation = documentation;
        this.forms = forms;
        this.surface = surface;
    }

    private Declaration Declaration => surface.Declaration;

    private bool UsesEpoch => forms.Any(form => form.Loss.ReadsEpoch);

    /// <summary>Writes the class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="surface">What the class looks like.</param>
    /// <param name="documentation">What stands above it; nothing if another file says it.</param>
    /// <param name="forms">Its forms; without them bodies throw.</param>
    public static void Emit(CodeWriter writer, ClassSurface surface, IReadOnlyList<string> documentation, IReadOnlyList<CompiledForm> forms)
        => new ClassEmitter(writer, surface, documentation, forms).Emit();

    private void Emit()
    {
        using var containers = FileFrame.Containers(writer, Declaration.Type);
        Remarks();
        writer.Lines("[global::System.CodeDom.Compiler.GeneratedCode(\"LossDsl\", "
            + $"\"{typeof(ClassEmitter).Assembly.GetName().Version.ToString(3)}\")]");
        using (writer.Block(
            $"partial class {Declaration.Type.Name} : "
                + $"{string.Join(", ", surface.Markers.Prepend(surface.Base).Select(type => $"{CSharp.Root}.{type}"))}"))
        {
            if (!surface.IsFaulty)
                Fields();
            if (Declaration.Type.Shape != TypeShape.HasConstructor)
                new ConstructorEmitter(writer, surface).Emit(forms);
            Properties();
            foreach (var type in new[] { "float", "double", "global::System.Half", CSharp.Root + ".BFloat16" })
                Evaluate(type);
            new OverloadEmitter(writer, Declaration).Emit();
            if (!surface.IsFaulty)
                EvaluateForm();
            if (surface.HasInitialBias)
                InitialBias();
            if (!Declaration.Type.OverridesToString)
                Text();
            if (!surface.IsFaulty)
                CheckedProperties();
        }
    }

    private void Remarks()
    {
        FileFrame.Remarks(writer, Declaration.Type, surface.IsFaulty ? ["the declaration has errors"] : documentation);
    }

    private void Fields()
    {
        var names = forms[0].Loss.Components.Select(component => $"\"{component.Name}\"");
        writer.Lines($"private static readonly string[] {surface.Names.Components} = [{string.Join(", ", names)}];", "");
        foreach (var form in forms)
            writer.Lines($"private readonly {CSharp.Runtime}.LossPlan {surface.Names.Plan(form.Form)};", "");
        if (surface.ClassInputs.Count > 0)
            writer.Lines($"private readonly double[][] {surface.Names.ClassInputs};", "");
        if (surface.Matrices.Count > 0)
            writer.Lines($"private readonly double[][] {surface.Names.Matrices};", "");
    }

    private void Properties()
    {
        var plan = surface.IsFaulty ? "" : surface.Names.Plan(forms[0].Form);
        Property("int? Classes", $"{plan}.Classes == 0 ? null : {plan}.Classes");
        Property("global::System.Collections.Generic.IReadOnlyList<string> ComponentNames", surface.Names.Components);
        if (surface.HasWeights && forms.FirstOrDefault(form => form.Loss.RowWeight >= 0) is { } weighted
            && Declaration.Head == Heads.Softmax)
            Property("global::System.ReadOnlySpan<double> ClassWeights",
                $"{CSharp.Runtime}.LossWeights.{(weighted.Form == LossForm.Labels ? "Of" : "OfNumbers")}<{Kernel(weighted.Kernel)}>("
                    + $"{surface.Names.Plan(weighted.Form)}, {Parameters("double.PositiveInfinity")})");
        if (UsesEpoch)
            Property("bool UsesEpoch", "true");
    }

    private void Property(string declared, string value)
        => writer.Lines("", "/// <inheritdoc/>", $"public override {declared} => {surface.Body(value)};");

    private void Evaluate(string type)
    {
        var result = type == "double" ? "double" : "float";
        var value = $"{(type == "double" ? "" : "(float)")}{surface.Names.Evaluate}("
            + $"{Parameters($"{CSharp.Runtime}.Check.Epoch(\"{surface.Name}\", inputs.Epoch)")}, in inputs, in outputs)";
        writer.Lines("", "/// <inheritdoc/>");
        writer.Lines($"public override {result} Evaluate(in {CSharp.Root}.LossInputs<{type}> inputs, in "
            + $"{CSharp.Root}.LossOutputs<{type}> outputs)");
        writer.Lines($"    => {surface.Body(value)};");
    }

    /// <summary>
    /// The one way into the runtime, with the values of the hyper-parameters: by the form that the targets of the call have.
    /// </summary>
    private void EvaluateForm()
    {
        writer.Lines(
            "",
            $"private double {surface.Names.Evaluate}<T>(global::System.ReadOnlySpan<double> parameters, in {CSharp.Root}.LossInputs<T> "
                + $"inputs, in {CSharp.Root}.LossOutputs<T> outputs)",
            "    where T : unmanaged");
        if (forms.Count == 1)
        {
            writer.Lines($"    => {Call(forms[0])};");
            return;
        }

        writer.Lines(
            $"    => inputs.Kind == {CSharp.Root}.TargetKind.Numbers",
            $"        ? {Call(forms.First(form => form.Form == LossForm.Numbers))}",
            $"        : {Call(forms.First(form => form.Form == LossForm.Labels))};");
    }

    private string Call(CompiledForm form)
    {
        var kernels = form.Key is null ? Kernel(form.Kernel) : $"{Kernel(form.Kernel)}, {Kernel(form.KeyKernel)}";
        return $"{CSharp.Runtime}.LossDriver.Evaluate<{kernels}, T>({surface.Names.Plan(form.Form)}, parameters, in inputs, in outputs)";
    }

    /// <summary>The values of the bound hyper-parameters, read once for a call, and the position of the schedule.</summary>
    private string Parameters(string epoch)
    {
        var values = surface.Model.Properties.Select(surface.Names.Checked).Concat(UsesEpoch ? [epoch] : []).ToList();
        return values.Count > 0 ? $"[{string.Join(", ", values)}]" : "default";
    }

    private void InitialBias()
    {
        writer.Lines(
            "",
            "/// <summary>The biases of the last layer with which a network that has learnt nothing yet predicts the class "
                + "frequencies.</summary>",
            $"/// <returns>One bias per class, by <see cref=\"{CSharp.Root}.InitialBias.Softmax\"/>; a new array.</returns>");
        using (writer.Block("public double[] InitialBias()"))
        {
            if (surface.IsFaulty)
            {
                writer.Lines(surface.Throw + ";");
                return;
            }

            writer.Lines(
                $"var counts = {surface.Names.ClassInputs}["
                    + $"{surface.CountsIndex}];",
                "var total = global::System.Linq.Enumerable.Sum(counts);",
                $"return {CSharp.Root}.InitialBias.Softmax(global::System.Array.ConvertAll(counts, count => count / total));");
        }
    }

    private void Text()
    {
        writer.Lines("", "/// <summary>The configuration in force.</summary>", "public override string ToString()");
        writer.Lines(surface.IsFaulty
            ? $"    => \"{surface.Name} (its declaration has errors)\";"
            : $"    => string.Create(global::System.Globalization.CultureInfo.InvariantCulture, $\"{surface.Name}: "
                + $"{Configuration.Interpolated(Declaration)}\");");
    }

    /// <summary>For each bound property, one that reads and checks it.</summary>
    private void CheckedProperties()
    {
        foreach (var property in surface.Model.Properties)
            writer.Lines("", $"private double {surface.Names.Checked(property)} => {InRange(surface.Model, property, property)};");
    }

    /// <summary>A value of a bound property, which must be in the range of every parameter that it is bound to.</summary>
    public static string InRange(LossModel model, string property, string value)
        => model.Bound.Where(parameter => parameter.Property == property).Select(parameter => parameter.Row).Aggregate(
            value,
            (text, row) => $"{CSharp.Runtime}.Check.InRange(\"{model.Declaration.Type.PlainName}\", \"{property.TrimStart('@')}\", "
                + $"{text}, {Dialect.DoubleText(row.Low)}, {CSharp.Bool(row.LowOpen)}, {Dialect.DoubleText(row.High)}, "
                + $"{CSharp.Bool(row.HighOpen)})");

    private static string Kernel(string name) => $"global::{CSharp.KernelNamespace}.{name}";
}
