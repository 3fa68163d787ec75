using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes the short overloads of a classifier's loss that takes one kind of targets only: those of the other are compile errors
/// that say why. Overloads of the class come before those of its bases, so all of the kinds that one expression may be are here.
/// </summary>
internal sealed class OverloadEmitter(CodeWriter writer, Declaration declaration)
{
    private static readonly string[] Types = ["float", "double"];

    /// <summary>Writes them; nothing for a loss that takes both, or a regression, which has one kind.</summary>
    public void Emit()
    {
        var model = LossModel.Of(declaration);
        var forms = model.TargetKinds;
        if (declaration.Head == Heads.Identity || forms.Count != 1)
            return;
        var rows = model.All.Select(term => term.Row).ToList();
        if (forms[0] == LossForm.Numbers)
        {
            Labels(Reason(rows.First(row => row.NumbersOnly).Name, "numbers as targets", "class indices"));
            return;
        }

        Labels(null);
        Numbers(Reason(rows.First(row => row.LabelsOnly).Name, "class indices", "numbers as targets"));
    }

    private string Reason(string attribute, string taken, string other)
        => $"{declaration.Type.PlainName} takes {taken} only: [{attribute}] has no meaning for {other}";

    private void Labels(string? refusal)
    {
        foreach (var type in Types)
        {
            foreach (var index in new[] { "int", "long" })
            {
                Method(type, "Forward", $"{Span(type)} logits, {Span(index)} targets", "logits, targets", refusal);
                Method(type, "ForwardBackward", $"{Span(type)} logits, {Span(index)} targets, global::System.Span<{type}> gradient",
                    "logits, targets, gradient", refusal);
            }
        }
    }

    private void Numbers(string? refusal)
    {
        foreach (var type in Types)
        {
            Method(type, "Forward", $"{Span(type)} logits, {Span(type)} targets, int? classes = null", "logits, targets, classes", refusal);
            Method(type, "ForwardBackward",
                $"{Span(type)} logits, {Span(type)} targets, global::System.Span<{type}> gradient, int? classes = null",
                    "logits, targets, gradient, classes", refusal);
        }
    }

    private void Method(string type, string name, string parameters, string arguments, string? refusal)
    {
        writer.Lines("", "/// <inheritdoc/>");
        if (refusal is not null)
            writer.Lines($"[global::System.Obsolete({CSharp.Literal(refusal)}, error: true)]");
        writer.Lines(
            $"public new {type} {name}({parameters})",
            $"    => {(refusal is null ? $"base.{name}({arguments})" : CSharp.Refuse(refusal))};");
    }

    private static string Span(string type) => $"global::System.ReadOnlySpan<{type}>";
}
