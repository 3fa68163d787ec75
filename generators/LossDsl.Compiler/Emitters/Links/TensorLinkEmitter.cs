using System.Globalization;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>Writes the links and predictions of the nested module, and the link as tensor operators.</summary>
internal sealed class TensorLinkEmitter(CodeWriter writer, ClassSurface surface, LossLink? link)
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    private string Name => "LinkOperatorsOf" + surface.Name;

    private string Instance => $"global::{CSharp.KernelNamespace}.{Name}.Instance";

    /// <summary>Writes the methods of the module; without a link, with bodies that throw.</summary>
    public void Module()
    {
        using (writer.Block($"partial class {surface.Declaration.Type.Name}"))
        using (writer.Block("partial class Module"))
        {
            Probabilities();
            Predict();
            if (link is { Logarithm: null, Program: not null })
                Spans();
        }
    }

    private string? NoLink
        => link is null ? null
            : link.Program is null ? "no way back to probabilities: " + link.Described.Text
            : IsOutOfReach ? "no way back to probabilities: it takes the gradient of the loss, which does not know what the module has "
                + "learnt"
            : null;

    /// <summary>Whether the link is computed by the loss itself, whose properties are not the module's parameters.</summary>
    private bool IsOutOfReach => link is { Logarithm: null, Program: not null } && surface.Model.Learnable.Any();

    private void Probabilities()
    {
        var phase = link is { IsScheduled: true } ? " in the last phase of the schedule" : "";
        var copy = link is { Logarithm: null, Program: not null }
            ? " Computed on a copy on the CPU, with an elimination of order C³ per row." : "";
        Method(
            $"P(y|x) under the prior of {surface.Population}{phase}: {link?.Described.Text ?? "the link"}.{copy} Without a gradient.",
            [("input", "Logits, (N,C), (N,C,d1…dk) or as the loss takes them; −∞ masks a class.")],
            "P(y|x), in shape and type of the input.",
            $"public {Tensor} ToProbabilities({Tensor} input)",
            NoLink,
            $"Probabilities({Instance}, input)");
        var known = surface.TrainingPrior is not null;
        Method(
            $"P(y|x) under another prior than that of {surface.Population}. Without a gradient.",
            [("input", "Logits."), ("target_prior", "π', (C): the shares where predictions are made."), .. known ? [] : Training],
            "P(y|x), in shape and type of the input.",
            $"public {Tensor} ToProbabilities({Tensor} input, {Tensor} target_prior{(known ? "" : $", {Tensor} training_prior")})",
            NoLink,
            $"Probabilities({Instance}, input, target_prior{(known ? "" : ", training_prior")})");
    }

    private (string, string)[] Training => [("training_prior", $"π, (C): the shares in {surface.Population}.")];

    private void Predict()
    {
        var rule = link?.Prediction;
        var isBalanced = rule is { Kind: PredictionKind.Link, Goal: Goal.BalancedAccuracy };
        var takesPrior = isBalanced && surface.TrainingPrior is null;
        var threshold = surface.Declaration.Head == Heads.Gumbel ? "-global::System.Math.Log(global::System.Math.Log(2))" : "0.0";
        var prior = takesPrior ? ", training_prior" : "";
        var body = (rule?.Kind, surface.IsElementwise) switch
        {
            (PredictionKind.Largest, false) => "PredictLargest(input)",
            (PredictionKind.Largest, true) => $"PredictAbove(input, {threshold})",
            (_, false) => $"PredictByLink({Instance}, input{(isBalanced ? ", true" + prior : "")})",
            _ => $"PredictElements({Instance}, input{prior})",
        };
        Method(
            $"{(rule is null ? "Predicts" : $"Predicts for {Statement.Words(rule.Goal)}: {rule.Why}")}. What it says of rows with NaN "
                + "has no meaning.",
            [("input", "Logits, (N,C), (N,C,d1…dk) or as the loss takes them."), .. takesPrior ? Training : []],
            surface.IsElementwise ? "Whether each label applies, boolean, in the shape of the input."
                : "A class per row, 64-bit: (N), (N,d1…dk).",
            $"public {Tensor} Predict({Tensor} input{(takesPrior ? $", {Tensor} training_prior" : "")})",
            rule is { Kind: PredictionKind.None } ? rule.Why : rule is { Kind: PredictionKind.Link } ? NoLink : null,
            body);
    }

    private void Method(string summary, (string Name, string Meaning)[] parameters, string returns, string header, string? refusal,
        string body)
    {
        writer.Lines("", $"/// <summary>{CSharp.Escape(summary)}</summary>");
        writer.Lines([.. parameters.Select(parameter => $"/// <param name=\"{parameter.Name}\">{parameter.Meaning}</param>")]);
        writer.Lines($"/// <returns>{returns}</returns>");
        if (refusal is not null)
            writer.Lines($"[global::System.Obsolete({CSharp.Literal(refusal)}, error: true)]");
        writer.Lines(header, $"    => {(link is null ? surface.Throw : refusal is not null ? CSharp.Refuse(refusal) : body)};");
    }

    /// <summary>Writes the operators of a link that there is.</summary>
    /// <param name="cancellation">Observed at each node.</param>
    public void Operators(CancellationToken cancellation)
    {
        writer.Lines($"/// <summary>The link of {surface.Name} as tensor operators.</summary>");
        using (writer.Block($"file sealed class {Name} : LinkOperators"))
        {
            writer.Lines($"public static readonly {Name} Instance = new();");
            if (surface.NeedsCounts && !surface.IsElementwise)
                writer.Lines("", "public override int Counts => "
                    + $"{surface.CountsIndex};");
            else if (surface.TrainingPrior is { } prior)
                writer.Lines("", $"public override global::System.Collections.Generic.IReadOnlyList<double> DeclaredPrior {{ get; }} = "
                    + $"{prior};");
            var weights = surface.ClassInputs.Select((input, i) => (input.Name, Index: i))
                .Where(input => ClassInputTable.IsWeight(input.Name))
                .Select(input => input.Index.ToString(CultureInfo.InvariantCulture)).ToList();
            if (link!.Logarithm is not null && weights.Count > 0)
                writer.Lines("", "public override global::System.Collections.Generic.IReadOnlyList<int> Weights => "
                    + $"[{string.Join(", ", weights)}];");
            if (link.Logarithm is { } logarithm)
                Logarithm(LossCompilation.Operators(logarithm, null, cancellation));
        }
    }

    private void Logarithm(LossIr logarithm)
    {
        writer.Lines("", "/// <inheritdoc/>");
        using (writer.Block("public override Tensor? Logarithm(OperatorCall call)"))
            new OperatorBody(new OperatorTexts(logarithm, surface),
                [new Section(null, [new Sink("return {0};", logarithm.ElementValue, Axes.Batch | Axes.Class)])]).Write(writer);
    }

    private void Spans()
        => writer.Lines(
            "",
            "/// <inheritdoc/>",
            "protected override void SpanProbabilities(global::LossDsl.Loss loss, global::System.ReadOnlySpan<double> logits, "
                + "global::System.Span<double> probabilities, global::LossDsl.LogitShape shape)",
            $"    => (({surface.QualifiedName})loss).ToProbabilities(logits, probabilities, shape);");
}
