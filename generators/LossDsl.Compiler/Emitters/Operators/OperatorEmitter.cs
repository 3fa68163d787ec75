using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Writes one form of a loss as tensor operators: a class whose methods the TorchSharp module calls.</summary>
internal sealed class OperatorEmitter
{
    private const string Inherited = "/// <inheritdoc/>";

    private readonly CodeWriter writer;
    private readonly ClassSurface surface;
    private readonly LossCompilation compiled;
    private readonly LossForm form;
    private readonly CancellationToken cancellation;
    private readonly LossIr lowered;
    private readonly LossIr loss;
    private readonly NameScope methods =
        new("Evaluate", "EvaluateWeighted", "EvaluateUnweighted", "RowWeight", "Key", "ParameterGradient", "InputGradient");
    private bool first = true;

    private OperatorEmitter(CodeWriter writer, ClassSurface surface, LossForm form, CancellationToken cancellation)
    {
        this.writer = writer;
        this.surface = surface;
        compiled = LossCompilation.Of(surface.Declaration);
        this.form = form;
        this.cancellation = cancellation;
        lowered = compiled.Lowered(form, cancellation);
        loss = Derived(lowered, Variable.Logits);
    }

    /// <summary>The name of the class.</summary>
    public static string Name(Declaration declaration, LossForm form)
        => $"OperatorsOf{declaration.Type.PlainName}{(form == LossForm.Labels ? "" : "Numbers")}";

    /// <summary>Writes it.</summary>
    public static void Emit(CodeWriter writer, ClassSurface surface, LossForm form, CancellationToken cancellation)
        => new OperatorEmitter(writer, surface, form, cancellation).Emit();

    private void Emit()
    {
        var targets = form == LossForm.Labels ? "" : " for targets that are numbers";
        writer.Lines("", $"/// <summary>The mathematics of {surface.Name}{targets} as tensor operators.</summary>");
        using (writer.Block($"file sealed class {Name(surface.Declaration, form)} : LossOperators"))
        {
            Evaluate();
            if (loss.RowWeight >= 0)
                Single("public override Tensor? RowWeight(OperatorCall call)", loss, loss.RowWeight, Axes.None);
            if (compiled.Key(form, cancellation) is { } key)
            {
                var selecting = LossCompilation.Operators(key, null, cancellation);
                Single("public override Tensor? Key(OperatorCall call)", selecting, selecting.Components[0].Value, Axes.Batch);
            }

            var parameters = surface.Model.Learnable.Where(parameter => Reads(Op.Parameter, parameter.Property)).ToList();
            Choice("ParameterGradient", "int parameter", [.. parameters.Select(parameter
                => (parameter.Index.ToString(), parameter.Property.TrimStart('@'), Variable.Parameter(parameter.Property)))]);
            Choice("InputGradient", "KernelInput input", [.. InputTable.Differentiated(lowered).Select(input
                => ("KernelInput." + input.Property, input.Property, Variable.Input(input.Name)))]);
        }
    }

    private void Evaluate()
    {
        if (!Reads(Op.Input, InputTable.ElementWeights))
        {
            Evaluate("public override void Evaluate(OperatorCall call)", loss, Inherited);
            return;
        }

        // Weights of elements touch every one of them, and few calls give any.
        Separate();
        writer.Lines(Inherited);
        using (writer.Block("public override void Evaluate(OperatorCall call)"))
            writer.Lines("if (call.Gives(KernelInput.ElementWeights))", "    EvaluateWeighted(call);", "else",
                "    EvaluateUnweighted(call);");
        Evaluate("private static void EvaluateWeighted(OperatorCall call)", loss,
            "/// <summary>With weights of elements, 0 where they are masked.</summary>");
        Evaluate(
            "private static void EvaluateUnweighted(OperatorCall call)",
            Derived(new LeaveOutInput(InputTable.ElementWeights).Run(lowered, cancellation), Variable.Logits),
            "/// <summary>Where every element counts as 1.</summary>");
    }

    private void Evaluate(string header, LossIr loss, string documentation)
    {
        var values = loss.Components.Select((component, i) => new Sink($"call.SetValue({i}, {{0}});", component.Value, Axes.Batch));
        if (loss.ElementValue >= 0)
            values = values.Append(new Sink("call.SetElementValue({0});", loss.ElementValue, Axes.Batch | Axes.Class));
        var sections = new[]
        {
            new Section("call.NeedsValues", [.. values]),
            new Section("call.NeedsGradient", [new Sink("call.SetGradient({0});", loss.Gradient, Axes.Batch | Axes.Class)]),
        };
        Method(header, loss, sections, documentation);
    }

    /// <summary>A method that chooses among the gradients with respect to something.</summary>
    private void Choice(string name, string argument, IReadOnlyList<(string Key, string Of, Variable Variable)> all)
    {
        if (all.Count == 0)
            return;
        var gradients = all.Select(gradient =>
            (gradient.Key, gradient.Of, gradient.Variable, Method: methods.Take(gradient.Of + "Gradient"))).ToList();
        Separate();
        writer.Lines(Inherited);
        writer.Lines($"public override Tensor? {name}(OperatorCall call, {argument}) => {argument.Substring(argument.IndexOf(' ') + 1)} "
            + "switch", "{");
        using (writer.Indent())
            writer.Lines([.. gradients.Select(gradient => $"{gradient.Key} => {gradient.Method}(call),"), "_ => null,"]);
        writer.Lines("};");
        foreach (var (_, of, variable, method) in gradients)
        {
            var source = Derived(lowered, variable);
            var axes = variable.Op == Op.Parameter ? Axes.Batch : Axes.Batch | Axes.Class;
            Single($"private static Tensor {method}(OperatorCall call)", source, source.Gradient, axes,
                $"/// <summary>The gradient with respect to {of}.</summary>");
        }
    }

    private void Single(string header, LossIr source, int root, Axes axes, string documentation = Inherited)
        => Method(header, source, [new Section(null, [new Sink("return {0};", root, axes)])], documentation);

    private void Method(string header, LossIr source, IReadOnlyList<Section> sections, string documentation)
    {
        Separate();
        writer.Lines(documentation);
        using (writer.Block(header))
            new OperatorBody(new OperatorTexts(source, surface), sections).Write(writer);
    }

    /// <summary>An empty line, except before the first method.</summary>
    private void Separate()
    {
        if (!first)
            writer.Lines("");
        first = false;
    }

    private bool Reads(Op op, string name) => lowered.Nodes.Any(node => node.Op == op && node.Name == name);

    private LossIr Derived(LossIr loss, Variable variable) => LossCompilation.Operators(loss, variable, cancellation);
}
